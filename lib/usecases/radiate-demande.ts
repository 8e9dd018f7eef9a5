/** The end of a demande by a body, or by the night for non-renewal; and the undoing of an attribution by mistake. */
import { listCommunesActuelles } from '#db/repositories/communes-d-avant.ts'
import { loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import { type AvertissementDAttribution, listAvertissements } from '#lib/domain/demande/attribution.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import type { CodeDeRadiation, MotifDeRadiation } from '#lib/domain/demande/motifs-de-radiation.ts'
import type { ActeDeDemande } from '#lib/domain/demande/possible-actes.ts'
import {
  type RefusDeRadiation,
  type RefusDeRetablissement,
  recordRadiation,
  recordRetablissement,
} from '#lib/domain/demande/radiation.ts'
import { motifDeRadiationSchema, raisonSchema } from '#lib/domain/demande/saisies.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { actOnDemande, type Demarche, momentDe, type RefusDOuverture } from './open-demande.ts'

const ACTE_DU_MOTIF = {
  RADATT: 'radiation-attribution',
  RADABA: 'radiation-abandon',
  RADIRR: 'radiation-irrecevabilite',
  RADCON: 'radiation-sans-reponse',
  RADREN: 'radiation-non-renouvellement',
} as const satisfies Readonly<Record<CodeDeRadiation, ActeDeDemande>>

/** The SIREN with which the exchange is made: that of the session, never one that a form says. */
const sirenDe = ({ ctx: { acteur } }: Demarche): string => ('siren' in acteur ? acteur.siren : '')

type ActeAverti = Acte & Readonly<{ avertissements: readonly AvertissementDAttribution[] }>

/** Radiates for one motive, by one of its authors; `avertissements` are to be shown, and stop nothing. */
export function radiateDemande(
  demarche: Demarche,
  motif: MotifDeRadiation,
): Promise<Resultat<ActeAverti, RefusDeRadiation | RefusDOuverture>> {
  const sirenEmetteur = sirenDe(demarche)
  return actOnDemande<RefusDeRadiation, ActeAverti>(demarche, ACTE_DU_MOTIF[motif.code], async (avant, moment, tx) => {
    const acte = recordRadiation(avant, { motif: motifDeRadiationSchema.parse(motif), sirenEmetteur }, moment)
    if (!acte.ok) return acte
    const { demande } = acte.value
    if (motif.code !== 'RADATT' || demande.statut !== 'radiee') return accept({ ...acte.value, avertissements: [] })
    const { attribution } = motif
    const voulues = demande.contenu.recherche.localisations.map(({ commune }) => commune)
    // Read with the act: an act that stands never ends in an error.
    const actuelles = await listCommunesActuelles(tx, [attribution.commune, ...voulues])
    return accept({ ...acte.value, avertissements: listAvertissements(attribution, { ...demande, actuelles }) })
  })
}

/**
 * The night radiates one demande that was due when it was listed: judged again here, under the lock, on what it is now.
 * A renewal that was acknowledged meanwhile is seen, and refuses it.
 */
export const radiateForNonRenewal = (
  ref: DemandeRef,
): Promise<Resultat<Acte, RefusDeRadiation | { code: 'introuvable' }>> =>
  transact(async (tx) => {
    const found = await loadDemandeForUpdate(tx, ref)
    if (!found) return refuse({ code: 'introuvable' })
    const origine = { canal: null, organisme: GUICHET_DU_PORTAIL }
    const moment = momentDe(found.maintenant, found.demande.territoire, origine)
    const acte = recordRadiation(found.demande, { motif: { code: 'RADREN' } }, moment)
    if (acte.ok) await saveActe(tx, acte.value, { compteId: null, role: null })
    return acte
  })

/** A bailleur undoes its own radiation for attribution. */
export const undoAttribution = (
  demarche: Demarche,
  raison: string,
): Promise<Resultat<Acte, RefusDeRetablissement | RefusDOuverture>> =>
  actOnDemande(demarche, 'retablissement', (demande, moment) =>
    recordRetablissement(demande, { raison: raisonSchema.parse(raison), sirenEmetteur: sirenDe(demarche) }, moment),
  )
