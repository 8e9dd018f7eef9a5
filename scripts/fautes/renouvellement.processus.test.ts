import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { killNight } from './guichet-tue.ts'
import { checkComptes, checkHistoire, gainDe } from './histoire.ts'
import { tryRenouvellements } from './renouvellement.ts'
import { openTerrainDuRegistre, type TerrainDuRegistre } from './terrain-du-registre.ts'

let terrain: TerrainDuRegistre
beforeAll(async () => {
  terrain = await openTerrainDuRegistre()
}, 120_000)
afterAll(() => terrain?.close())

describe('des renouvellements pendant que tout est tué', () => {
  it('rien de ce qui est dit fait n’est perdu, rien deux fois, les comptes sont ceux d’un recomptage (R-01, R-02, R-04, R-05)', async () => {
    const issue = await tryRenouvellements(terrain, { graine: 20_260_101, demandes: 40, coupures: 5 })
    expect(issue.defauts).toEqual([])
    expect(issue.accuses).toBeGreaterThanOrEqual(30)
    expect(issue.coupures).toMatchObject({ porte: 1, nuit: 1, ouvrier: 1, serveur: 1 })
  }, 180_000)

  it.each([2, 5, 6, 7, 8, 9, 10, 11])(
    'une nuit tuée à son ordre n° %i : la suivante, deux à la fois, n’en oublie ni n’en radie deux fois aucune (R-10)',
    async (coupe) => {
      const avant = await terrain.readComptes()
      const demandes = [[await terrain.add(true), true] as const, [await terrain.add(true), true] as const]
      expect(await killNight(terrain, coupe)).toBe(true)
      await Promise.all([radiateDues({ lot: 1 }), radiateDues({ lot: 1 })])
      // One that the other night held while it was listed is for the next.
      await radiateDues()
      const vues = await terrain.look(demandes)
      expect(checkHistoire([], vues)).toEqual([])
      expect(checkComptes(gainDe(await terrain.readComptes(), avant), vues)).toEqual([])
    },
    60_000,
  )
})
