import { expect, it } from 'vitest'
import { titreDeListe } from './listes.ts'

it('une liste dit combien elle a de lignes, ou qu’elle est coupée', () => {
  const titre = (nombre: number) => titreDeListe(nombre, 200, ['point', 'points'])
  expect([1, 2, 199].map(titre)).toEqual(['1 point', '2 points', '199 points'])
  expect(titre(200)).toBe('Les 200 premiers points : précisez la recherche')
})
