import { describe, expect, it } from 'vitest'
import type { PositionNumerotee } from '#lib/domain/guichet/lieux.ts'
import { joinPositions } from './epingles.ts'

const POSITIONS: readonly PositionNumerotee[] = [
  ['a', 'Un', 43, 1, 1],
  ['c', 'Trois', 44, 2, 3],
]
const trois = (numero: number) => ({ id: 'c', nom: 'Trois', latitude: 44, longitude: 2, numero })

describe('les épingles d’une recherche entière', () => {
  it('se joignent à la liste d’une page quand les rangs sont les mêmes', () => {
    expect(joinPositions([trois(3)], POSITIONS)).toEqual([
      { id: 'a', nom: 'Un', latitude: 43, longitude: 1, numero: 1 },
      trois(3),
    ])
    expect(joinPositions([], POSITIONS)).toHaveLength(2)
  })

  it('ne se joignent pas à une liste qui a changé entre-temps', () => {
    expect(joinPositions([trois(2)], POSITIONS)).toBeUndefined()
    expect(joinPositions([{ ...trois(3), id: 'nouveau' }], POSITIONS)).toBeUndefined()
  })
})
