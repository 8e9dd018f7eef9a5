import { expect, it } from 'vitest'
import { formatHabitants, jsonLdDeLaCommune, nomsAnciens } from './commune.ts'

it('nomme les communes d’avant, sans elle-même ni les arrondissements', () => {
  const anciennes = [
    { nom: 'Foix', nature: 'ancien-nom' },
    { nom: 'Vieux-Bourg', nature: 'deleguee' },
    { nom: 'Vieux-Bourg', nature: 'ancien-code' },
    { nom: null, nature: 'ancien-code' },
    { nom: 'Lyon 1er Arrondissement', nature: 'arrondissement' },
  ]
  expect(nomsAnciens({ nom: 'Foix', anciennes })).toEqual(['Vieux-Bourg'])
})

it.each([
  [8, 8, undefined],
  [9, 9, '1 autre'],
  [20, 9, '12 autres'],
])('avec %i noms, en écrit %i', (count, written, last) => {
  const anciennes = Array.from({ length: count }, (_, at) => ({ nom: `Bourg-${at}`, nature: 'deleguee' }))
  const noms = nomsAnciens({ nom: 'Foix', anciennes })
  expect(noms).toHaveLength(written)
  if (last) expect(noms.at(-1)).toBe(last)
})

it.each([
  [0, null],
  [1, '1 habitant'],
  [2, '2 habitants'],
  [9430, '9\u202f430 habitants'],
])('compte %i en français', (population, attendu) => expect(formatHabitants(population)).toBe(attendu))

it('ne dit pas aux machines une position approchée', () => {
  const commune = {
    nom: 'Foix',
    nomDepartement: 'Ariège',
    position: { latitude: 42.9, longitude: 1.6, approximative: true },
  }
  expect(jsonLdDeLaCommune(commune, 'https://exemple.fr')).toMatchObject({ about: { geo: undefined } })
})
