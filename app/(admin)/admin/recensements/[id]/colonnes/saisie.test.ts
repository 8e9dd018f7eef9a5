import { expect, it } from 'vitest'
import { choixOf } from './saisie.ts'

it('« Pas encore dit » est une réponse : elle reprend celle d’avant (R-REC-91)', () => {
  const champs = { 'entete-0': 'Ligne directe', 'entete-1': 'Portable', 'colonne-1': 'telephone' }
  expect(choixOf({ ...champs, 'entete-2': 'Fax', 'colonne-2': 'ecarter', 'colonne-3': 'nom' })).toEqual([
    { champ: 'colonne-0', entete: 'Ligne directe', colonne: undefined },
    { champ: 'colonne-1', entete: 'Portable', colonne: 'telephone' },
    { champ: 'colonne-2', entete: 'Fax', colonne: null },
  ])
})
