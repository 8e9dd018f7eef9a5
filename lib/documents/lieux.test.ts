import { expect, test } from 'vitest'
import { lieuA, lieuDe } from './lieux.ts'

test.each([
  ['Foix', 'à Foix', 'de Foix'],
  ['Le Mans', 'au Mans', 'du Mans'],
  ['Les Abymes', 'aux Abymes', 'des Abymes'],
  ['La Rochelle', 'à La Rochelle', 'de La Rochelle'],
  ['Lespinasse', 'à Lespinasse', 'de Lespinasse'],
  ['L’Haÿ-les-Roses', 'à L’Haÿ-les-Roses', 'de L’Haÿ-les-Roses'],
  ['Albi', 'à Albi', 'd’Albi'],
  ['Évreux', 'à Évreux', 'd’Évreux'],
  ['Hyères', 'à Hyères', 'd’Hyères'],
  ['Honfleur', 'à Honfleur', 'de Honfleur'],
  ['Aux Marais', 'aux Marais', 'des Marais'],
])('%s se dit « %s », « %s »', (nom, a, de) => {
  expect(lieuA(nom)).toBe(a)
  expect(lieuDe(nom)).toBe(de)
})
