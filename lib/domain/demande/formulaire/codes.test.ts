import { expect, it } from 'vitest'
import { CIVILITES, codesOf, MOTIFS, RESSOURCES } from './codes.ts'

it('les codes d’une liste viennent dans son ordre, les motifs de 01 à 23', () => {
  expect(codesOf(MOTIFS)).toEqual(Array.from({ length: 23 }, (_, rang) => String(rang + 1).padStart(2, '0')))
  expect(codesOf(CIVILITES)).toEqual(['1', '2', '3'])
  expect(codesOf(RESSOURCES).slice(0, 3)).toEqual(['SAL', 'RET', 'CHO'])
})
