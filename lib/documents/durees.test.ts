import { expect, it } from 'vitest'
import { direDuree } from './durees.ts'

it.each([
  [{ nombre: 1, unite: 'jour' }, 'un jour'],
  [{ nombre: 30, unite: 'jour' }, '30 jours'],
  [{ nombre: 1, unite: 'an' }, 'un an'],
  [{ nombre: 2, unite: 'an' }, '2 ans'],
] as const)('dit %o en toutes lettres quand il n’y en a qu’un', (duree, texte) => {
  expect(direDuree(duree)).toBe(texte)
})
