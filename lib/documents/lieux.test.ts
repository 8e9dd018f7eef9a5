import { expect, test } from 'vitest'
import { lieuA } from './lieux.ts'

test.each([
  ['Foix', 'à Foix'],
  ['Le Mans', 'au Mans'],
  ['Les Abymes', 'aux Abymes'],
  ['La Rochelle', 'à La Rochelle'],
  ['Lespinasse', 'à Lespinasse'],
  ['L’Haÿ-les-Roses', 'à L’Haÿ-les-Roses'],
])('%s se dit « %s »', (nom, phrase) => {
  expect(lieuA(nom)).toBe(phrase)
})
