import { describe, expect, it } from 'vitest'
import { cadreDe, mailleDe } from '#lib/domain/territoire/fond-de-carte.ts'
import { listTerres } from './terres.ts'

describe('les terres du fond de carte', () => {
  const around = (latitude: number, longitude: number, span = 0.6) =>
    listTerres(
      cadreDe(mailleDe({ sud: latitude - span / 2, nord: latitude + span / 2, ouest: longitude, est: longitude })),
    )

  it('couvrent tout le cadre à Foix', () => {
    const terres = around(42.96, 1.6)
    expect(terres).toHaveLength(1)
    expect(terres[0]?.length).toBeLessThan(10)
  })

  it('suivent la côte à Nice et outre-mer, et la France et le monde entiers, en peu de points', () => {
    for (const [latitude, longitude, span] of [
      [43.7, 7.26, 0.6],
      [-21.1, 55.5, 0.6],
      [16.2, -61.5, 0.6],
      [46.5, 2.5, 12],
      [0, 0, 170],
    ] as const) {
      const terres = around(latitude, longitude, span)
      expect(terres.length).toBeGreaterThan(0)
      expect(terres.flat().length).toBeGreaterThan(10)
      expect(JSON.stringify(terres).length).toBeLessThan(90_000)
    }
  })

  it('laissent la mer vide', () => expect(around(45, -20)).toEqual([]))
})
