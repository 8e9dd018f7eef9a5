import { describe, expect, it } from 'vitest'
import {
  cadreDe,
  cadreDeDepart,
  clipRing,
  mailleDe,
  NIVEAU_MAX,
  readMaille,
  type Sommet,
  simplifyRing,
  writeMaille,
} from './fond-de-carte.ts'

const CADRE = { sud: 0, ouest: 0, nord: 10, est: 10 }
const FOIX = { latitude: 42.965, longitude: 1.607 }
const SAINT_DENIS = { latitude: -20.879, longitude: 55.448 }

const viewAround = ({ latitude, longitude }: typeof FOIX, span: number) => ({
  sud: latitude - span / 2,
  nord: latitude + span / 2,
  ouest: longitude - span / 2,
  est: longitude + span / 2,
})

describe('le fond de carte dessiné', () => {
  it('donne à chaque vue un carré qui la contient, et pas beaucoup plus grand', () => {
    for (const place of [FOIX, SAINT_DENIS, { latitude: 14.6, longitude: -61 }])
      for (const span of [120, 33, 9.5, 2.9, 0.75, 0.2]) {
        const view = viewAround(place, span)
        const cadre = cadreDe(mailleDe(view))
        expect(cadre.ouest).toBeLessThanOrEqual(view.ouest)
        expect(cadre.est).toBeGreaterThanOrEqual(view.est)
        expect(cadre.sud).toBeLessThanOrEqual(Math.max(-85, view.sud))
        expect(cadre.nord).toBeGreaterThanOrEqual(Math.min(85, view.nord))
        expect(cadre.est - cadre.ouest).toBeLessThanOrEqual(span * 4)
      }
  })

  it('s’arrête à un dernier carré quand la vue est plus petite, et au monde entier quand elle est plus grande', () => {
    expect(mailleDe(viewAround(FOIX, 0)).niveau).toBe(NIVEAU_MAX)
    expect(cadreDe(mailleDe({ sud: -85, ouest: -400, nord: 85, est: 400 }))).toEqual({
      sud: -85,
      ouest: -180,
      nord: 85,
      est: 180,
    })
  })

  it('écrit et relit l’adresse d’un carré ; le reste n’en est pas un', () => {
    const maille = mailleDe(viewAround(SAINT_DENIS, 1))
    expect(readMaille(writeMaille(maille))).toEqual(maille)
    for (const text of ['', 'a,b,c', '1,2', '12,0,0', '3,9,0', '3,0,5', '1,2,3,4', '0,1e3,0', ' 1,0,0'])
      expect([text, readMaille(text)]).toEqual([text, undefined])
    expect(readMaille('3,8,-4')).toEqual({ niveau: 3, x: 8, y: -4 })
  })

  it('montre d’abord la métropole quand les lieux sont dispersés', () => {
    expect(cadreDeDepart([])).toBeUndefined()
    expect(cadreDeDepart([FOIX, SAINT_DENIS])).toEqual({ sud: 42.965, nord: 42.965, ouest: 1.607, est: 1.607 })
    expect(cadreDeDepart([SAINT_DENIS])).toMatchObject({ sud: -20.879, est: 55.448 })
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

  it('ne s’écarte pas d’un contour de plus d’un point, si serrés que soient ses coins', () => {
    const ring = Array.from({ length: 20_000 }, (_, at): Sommet => {
      const angle = (2 * Math.PI * at) / 20_000
      return [5 + 4 * Math.cos(angle), 5 + 4 * Math.sin(angle)]
    })
    const kept = simplifyRing(ring, CADRE)
    expect(kept.length).toBeLessThan(200)
    const point = 10 / 1500
    for (const [at, [x, y]] of kept.entries()) {
      const [nextX, nextY] = kept[at + 1] ?? kept[0] ?? [x, y]
      const middle = Math.hypot((x + nextX) / 2 - 5, (y + nextY) / 2 - 5)
      expect(Math.abs(Math.hypot(x - 5, y - 5) - 4)).toBeLessThan(point)
      expect(4 - middle).toBeLessThan(2 * point)
    }
  })

  it('ne garde d’un contour que ce qui se distingue à l’œil', () => {
    const ring: Sommet[] = [
      [0, 0],
      [0.001, 0.001],
      [0.0123456, 0],
      [5, 5],
    ]
    expect(simplifyRing(ring, CADRE)).toEqual([
      [0, 0],
      [0.012, 0],
      [5, 5],
    ])
  })
})
