import { describe, expect, it } from 'vitest'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { askCorrection } from '#lib/usecases/edit-demande.ts'
import { radiateDemande } from '#lib/usecases/radiate-demande.ts'
import { contexteDe } from '#lib/usecases/testing.ts'
import { withDatabase } from '../testing/database.ts'
import { aujourdHui, insertUneDemande } from '../testing/demandes.ts'
import { CORRECTIONS_MONTREES, listCorrectionsDemandees } from './corrections-demandees.ts'

withDatabase()

const au = (ref: DemandeRef) => ({
  ref,
  ctx: contexteDe({ role: 'demandeur', compteId: '00000000-0000-4000-8000-000000000001', demandes: [ref] }),
})

async function demander(territoire: Territoire) {
  const une = await insertUneDemande({ territoire })
  const nouvelle = { nom: 'Autre', nomDeNaissance: 'Autre', prenom: 'Camille' }
  granted(await askCorrection(au(une.ref), { nouvelle, motif: 'Erreur de frappe' }))
  return une
}

describe('les corrections demandées', () => {
  it('sont à qui répond de leur territoire, sans un nom', async () => {
    const [ici, radiee] = [await demander('09'), await demander('09'), await demander('32'), await insertUneDemande()]
    // Nobody can decide on it any more: at the head of the list, it would hide those that wait.
    granted(await radiateDemande(au(radiee.ref), { code: 'RADABA', recuLe: await aujourdHui() }))
    const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
    const { corrections, autres } = await listCorrectionsDemandees(gestionnaire)
    expect(corrections.map(({ numeroUnique }) => numeroUnique)).toEqual([ici.numeroUnique])
    expect(autres).toBe(false)
    expect(JSON.stringify(corrections)).not.toContain('Autre')
    for (const role of ['administrateur-national', 'agent-de-guichet', 'demandeur', 'bailleur'] as const)
      expect(await listCorrectionsDemandees(ACTEURS[role])).toEqual({ corrections: [], autres: false })
  })

  it('se montrent par cent, et disent qu’il en reste', async () => {
    for (let rang = 0; rang <= CORRECTIONS_MONTREES; rang += 1) await demander('65')
    const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['65'] }
    const { corrections, autres } = await listCorrectionsDemandees(gestionnaire)
    expect([corrections.length, autres]).toEqual([CORRECTIONS_MONTREES, true])
  })
})
