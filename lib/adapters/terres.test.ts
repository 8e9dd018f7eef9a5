import { describe, expect, it } from 'vitest'
import { cadreAutour } from '#lib/domain/territoire/fond-de-carte.ts'
import { listTerres } from './terres.ts'

describe('les terres du fond de carte', () => {
  const around = (latitude: number, longitude: number) => {
    const cadre = cadreAutour([{ latitude, longitude }])
    return cadre ? listTerres(cadre) : []
  }

  it('couvrent tout le cadre à Foix', () => {
    const terres = around(42.96, 1.6)
    expect(terres).toHaveLength(1)
    expect(terres[0]?.length).toBeLessThan(10)
  })

  it('suivent la côte à Nice et outre-mer, en peu de points', () => {
    for (const [latitude, longitude] of [
      [43.7, 7.26],
      [-21.1, 55.5],
      [16.2, -61.5],
    ] as const) {
      const terres = around(latitude, longitude)
      expect(terres.length).toBeGreaterThan(0)
      expect(terres.flat().length).toBeGreaterThan(10)
      expect(JSON.stringify(terres).length).toBeLessThan(30_000)
    }
  })

  it('laissent la mer vide', () => expect(around(45, -20)).toEqual([]))
})
