import { expect, it } from 'vitest'
import { readOffre } from './offre.ts'

it.each([
  ['Publier 36\u202f000 lignes', 36_000],
  ['Publier 36\u00a0000\u00a0lignes', 36_000],
  ['Publier 1 ligne', 1],
  ['Publier sans changement', 0],
])('« %s » publie %i lignes', (bouton, lignes) => {
  expect(readOffre(bouton)).toBe(lignes)
})

it('un autre bouton n’est pas celui d’un recensement que l’on mesure', () => {
  expect(() => readOffre('Publier les lignes cochées')).toThrow('a button that publishes no rows')
})
