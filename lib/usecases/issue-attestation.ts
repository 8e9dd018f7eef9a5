/** Hands an attestation over to who may read the demande: made again from its fait, signed, its reading written down. */
import { db } from '#db/client.ts'
import { findInstantDuFait, findServicesAu, loadMentionsAu, recordDelivrance } from '#db/repositories/attestations.ts'
import { listCommunesActuelles } from '#db/repositories/communes-d-avant.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { listNomsDeCommunes } from '#db/repositories/noms-de-communes.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import {
  type Attestation,
  communesComparees,
  communesDeLAttestation,
  composeAttestation,
  departementsDeLAttestation,
  organismesDeLAttestation,
} from '#lib/domain/attestation/contenu.ts'
import { listAttestations, toAtteste } from '#lib/domain/attestation/droit.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/**
 * `rang`: of the fait of dépôt or renouvellement. `site`: the public address of the portal. `sign` is given the content
 * and answers at least the short code, which is kept so that it can be verified.
 */
export const issueAttestation = <S extends Readonly<{ code: string }>>(
  { ref, ctx, porte = null }: Demarche,
  { rang, site, sign }: Readonly<{ rang: number; site: string; sign: (attestation: Attestation) => S }>,
): Promise<Resultat<Readonly<{ attestation: Attestation; signature: S }>, RefusDOuverture>> =>
  db.transaction(async (tx) => {
    const demande = await loadDemande(tx, ref)
    if (!demande) return refuse({ code: 'introuvable' })
    const { numeroUnique, territoire } = demande
    const organisme = await findOrganisme(tx, ctx.acteur, porte)
    const droit = checkLecture(ctx.acteur, { ref, territoire, departements: organisme?.departements ?? [] })
    if (!droit.ok) return droit
    const faits = await listFaits(tx, numeroUnique)
    const due = listAttestations(demande, faits).find((une) => une.rang === rang)
    const found = faits.find((un) => due && un.rang === due.rang)
    const fait = found && toAtteste(found.fait)
    const at = fait && (await findInstantDuFait(tx, numeroUnique, rang))
    if (!fait || !at) return refuse({ code: 'introuvable' })
    const { enregistrement, renouvellement } = organismesDeLAttestation(fait, demande)
    const departements = await loadMentionsAu(tx, departementsDeLAttestation(fait, demande), at)
    const [communes, actuelles, services] = [
      await listNomsDeCommunes(tx, communesDeLAttestation(fait)),
      await listCommunesActuelles(tx, communesComparees(fait, departements)),
      await findServicesAu(tx, [enregistrement, ...(renouvellement === null ? [] : [renouvellement])], at),
    ]
    // Its ancienneté too is that of its day: a change of head that came later moves it.
    const alors = replayFaits(faits.flatMap((un) => (un.rang <= rang ? [un.fait] : [])))
    const attestation = composeAttestation(fait, alors, { site, communes, actuelles, departements, services })
    const signature = sign(attestation)
    await recordDelivrance(tx, { numeroUnique, rang, code: signature.code })
    await recordLecture(tx, {
      numeroUnique,
      compteId: compteDe(ctx.acteur),
      role: ctx.acteur.role,
      objet: 'attestation',
    })
    return accept({ attestation, signature })
  })
