/** The web server killed while people renew by its pages: what `npm run fautes -- renouvellement --grand` does, small. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { root } from '../base.ts'
import { tryRenouvellements } from '../fautes/renouvellement.ts'
import { openTerrainDuRegistre, type TerrainDuRegistre } from '../fautes/terrain-du-registre.ts'
import { REGLAGES_SUIVANTS } from './version-suivante.ts'

describe('des renouvellements par les pages du portail pendant que son serveur web est tué, puis changé de version', () => {
  let terrain: TerrainDuRegistre
  beforeAll(async () => {
    terrain = await openTerrainDuRegistre()
  })
  afterAll(() => terrain?.close())

  it('rien de ce qui est dit fait n’est perdu, rien deux fois, aucune panne à la mise à jour (R-01, R-65)', async () => {
    const issue = await tryRenouvellements(terrain, {
      graine: 20_260_201,
      demandes: 24,
      coupures: 2,
      cibles: ['portail', 'version'],
      versions: [
        { folder: root, env: {} },
        { folder: inject('versionSuivante'), env: REGLAGES_SUIVANTS },
      ],
    })
    expect(issue.defauts).toEqual([])
    expect(issue.coupures).toMatchObject({ portail: 1, version: 1 })
    // One in four has to be radiated; of the others, some are renewed by a guichet first.
    expect(issue.parLePortail).toBeGreaterThanOrEqual(10)
    expect(issue.reprises.portail).toBeGreaterThan(0)
  })
})
