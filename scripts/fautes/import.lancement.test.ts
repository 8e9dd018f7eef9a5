import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ConstatDImport,
  describeDefautsDImport,
  describeSansEffet,
  measureRythme,
  type Rythme,
  tryMoment,
} from './import.ts'
import { openTerrain, type Terrain } from './terrain-d-import.ts'

const GRAINE = 20_260_101

describe(`un import coupé à douze moments (graine ${GRAINE})`, () => {
  let terrain: Terrain
  let rythme: Rythme
  const constats: ConstatDImport[] = []
  beforeAll(async () => {
    terrain = await openTerrain(75)
    rythme = await measureRythme(terrain)
  })
  afterAll(() => terrain?.close())

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
    'au moment n° %i, tout est comme avant ou comme après, et l’import se reprend',
    async (numero) => {
      const constat = await tryMoment(terrain, rythme, GRAINE, numero)
      expect(describeDefautsDImport([constat], GRAINE)).toEqual([])
      expect(constat.numero).toBe(numero)
      constats.push(constat)
    },
  )

  it('chaque sorte de coupure en a coupé un', () => {
    expect(describeSansEffet(constats)).toEqual([])
  })
})
