import { describe, expect, it } from 'vitest'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { withDatabase } from '../testing/database.ts'
import { aujourdHui, insertUneDemande } from '../testing/demandes.ts'
import { listDemandesATraiter } from './demandes-a-traiter.ts'

withDatabase()

describe('les demandes à traiter', () => {
  it('dit ce que la nuit laisse et pourquoi, à qui en répond ; ce qu’elle radie n’y est pas (R-DEM-02, R-RAD-05)', async () => {
    const le = await aujourdHui()
    const passee = addMonths(le, -14)
    const sansT = await insertUneDemande({ valideDepuis: null })
    const sansAvis = await insertUneDemande({ valideDepuis: passee })
    const recent = await insertUneDemande({ valideDepuis: passee, avisRemisLe: addDays(addMonths(le, -1), 4) })
    await insertUneDemande({ valideDepuis: passee, avisRemisLe: addDays(le, -40) })
    await insertUneDemande()
    const ailleurs = await insertUneDemande({ valideDepuis: null, territoire: '32' })
    expect(await radiateDues()).toEqual({ radiees: 1 })

    const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
    const { total, demandes } = await listDemandesATraiter(gestionnaire, 1)
    expect(total).toBe(3)
    expect(demandes.map(({ numeroUnique, refus }) => [numeroUnique, refus.code])).toEqual([
      [sansT.numeroUnique, 'validite-inconnue'],
      [sansAvis.numeroUnique, 'avis-non-remis'],
      [recent.numeroUnique, 'avis-trop-recent'],
    ])
    expect((await listDemandesATraiter(gestionnaire, 2)).demandes).toEqual([])
    const national = await listDemandesATraiter(ACTEURS['administrateur-national'], 1)
    expect(national.demandes.map(({ numeroUnique }) => numeroUnique)).toContain(ailleurs.numeroUnique)
    for (const role of ['agent-de-guichet', 'bailleur', 'demandeur'] as const)
      expect((await listDemandesATraiter(ACTEURS[role], 1)).total).toBe(0)
  })
})
