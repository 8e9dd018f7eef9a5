import { describe, expect, it } from 'vitest'
import { cadreAutour, clipRing, type Sommet } from './fond-de-carte.ts'

const CADRE = { sud: 0, ouest: 0, nord: 10, est: 10 }

describe('le fond de carte dessiné', () => {
  it('encadre des lieux avec une marge', () => {
    expect(cadreAutour([])).toBeUndefined()
    const cadre = cadreAutour([{ latitude: 43, longitude: 1.6 }])
    expect(cadre?.sud).toBeCloseTo(42.7)
    expect(cadre?.est).toBeCloseTo(2.05)
  })

  it('garde la part d’un contour qui tient dans le cadre', () => {
    const inside: Sommet[] = [
      [1, 1],
      [2, 1],
      [2, 2],
    ]
    expect(clipRing(inside, CADRE)).toEqual(inside)
    const around: Sommet[] = [
      [-5, -5],
      [15, -5],
      [15, 15],
      [-5, 15],
    ]
    expect(new Set(clipRing(around, CADRE).map(String))).toEqual(new Set(['0,0', '10,0', '10,10', '0,10']))
    expect(
      clipRing(
        [
          [20, 20],
          [30, 20],
          [30, 30],
        ],
        CADRE,
      ),
    ).toEqual([])
  })
})
