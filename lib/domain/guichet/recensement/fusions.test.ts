import { describe, expect, it } from 'vitest'
import type { Fusion } from './classeur.ts'
import { spreadFusions } from './fusions.ts'
import { ligneDe } from './testing.ts'

describe('les cellules fusionnées (R-REC-33)', () => {
  const lignes = [ligneDe(2, ['Foix', '9h-12h', null]), ligneDe(3, [null, null, '14h-17h']), ligneDe(9, ['Pamiers'])]
  const textes = (fusions: Fusion[]) =>
    spreadFusions(lignes, fusions, new Set([1, 2])).map(({ cellules }) => cellules.map(({ cellule }) => cellule.texte))
  it('une valeur vaut pour chaque ligne qu’elle couvre, jusqu’à la dernière et pas plus', () => {
    expect(textes([{ haut: 2, bas: 3, gauche: 0, droite: 0 }])).toEqual([
      ['Foix', '9h-12h'],
      ['Foix', '14h-17h'],
      ['Pamiers'],
    ])
    expect(textes([{ haut: 2, bas: 1_048_576, gauche: 0, droite: 0 }])[2]).toEqual(['Pamiers'])
    const [, second] = spreadFusions(lignes, [{ haut: 2, bas: 3, gauche: 0, droite: 0 }], new Set())
    expect(second?.cellules[0]?.cellule).toMatchObject({ adresse: 'A3', fusion: 'A2' })
  })
  it('sur plusieurs jours, pour chacun ; sur des colonnes qui disent autre chose, pour la première seule', () => {
    expect(textes([{ haut: 2, bas: 2, gauche: 1, droite: 2 }])[0]).toEqual(['Foix', '9h-12h', '9h-12h'])
    expect(textes([{ haut: 2, bas: 2, gauche: 0, droite: 2 }])[0]).toEqual(['Foix', '9h-12h'])
  })
  it('sans fin, elles ne coûtent rien', () => {
    const many = Array.from({ length: 20_000 }, () => ({ haut: 1, bas: 1_048_576, gauche: 0, droite: 16_383 }))
    expect(textes(many)).toHaveLength(3)
  })
})
