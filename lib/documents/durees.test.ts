import { expect, it } from 'vitest'
import { direAttente, direDuree } from './durees.ts'

it.each([
  [{ nombre: 1, unite: 'jour' }, 'un jour'],
  [{ nombre: 30, unite: 'jour' }, '30 jours'],
  [{ nombre: 1, unite: 'an' }, 'un an'],
  [{ nombre: 2, unite: 'an' }, '2 ans'],
] as const)('dit %o en toutes lettres quand il n’y en a qu’un', (duree, texte) => {
  expect(direDuree(duree)).toBe(texte)
})

it.each([
  [0, 'dans une minute'],
  [60, 'dans une minute'],
  [61, 'dans 2 minutes'],
  [2340, 'dans 39 minutes'],
  [3540, 'dans 59 minutes'],
  [3541, 'dans une heure'],
  [3600, 'dans une heure'],
  [3601, 'dans 2 heures'],
  [86_400, 'dans 24 heures'],
] as const)('dit une attente de %i secondes sans jamais la dire plus courte', (secondes, texte) => {
  expect(direAttente(secondes)).toBe(texte)
})
