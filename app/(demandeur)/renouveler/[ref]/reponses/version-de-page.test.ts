import { expect, it } from 'vitest'
import { versionDePage } from './version-de-page.ts'

it.each([
  [undefined, 3],
  ['1', 1],
  ['3', 3],
  ['99', 3],
  ['0', undefined],
  ['-4', undefined],
  ['', undefined],
  ['<b>', undefined],
])('la version que dit une page, %s, est %s ou n’est d’aucune page', (dite, lue) => {
  expect(versionDePage(dite, 3)).toBe(lue)
})
