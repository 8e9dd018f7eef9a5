/**
 * The day on which a batch was handed over was said too early: the true one is written, and the month of each notice runs
 * from it. Letters that came back, and demandes that were renewed or told otherwise since, are left as they are.
 */
import {
  correctRemisLe,
  holdCourriersDuLot,
  listJoursDitsAvant,
  lockDemandesDuLot,
} from '#db/repositories/courriers.ts'
import { loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { transact } from '#db/repositories/transact.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { recordAvisRemis, recordAvisRevenu } from '#lib/domain/demande/avis.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import {
  checkCorrectionDeRemise,
  isLettreAJour,
  isLettreARemettre,
  isRadieeTropTot,
} from '#lib/domain/rappels/courrier.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { auteurDe, momentDe } from './open-demande.ts'
import { openLot, PAR_LA_POSTE, type RefusDeGeste } from './settle-courriers.ts'

/** Writes the true day; the same again changes nothing. `radieesTropTot`: demandes that the false day had radiated. */
export const correctRemise = (
  { id, remisLe }: Readonly<{ id: string; remisLe: Jour }>,
  ctx: Contexte,
): Promise<Resultat<Readonly<{ radieesTropTot: number }>, RefusDeGeste>> =>
  transact(async (tx) => {
    const ouvert = await openLot(tx, id, ctx)
    if (!ouvert.ok) return ouvert
    const { remisLe: dit, territoire } = ouvert.value
    if (dit === null) return refuse({ code: 'lot-deja-regle' })
    if (dit !== remisLe) {
      const { le } = await readInstant(tx, fuseauDuTerritoire(territoire))
      const juge = checkCorrectionDeRemise(remisLe, { dit, le })
      if (!juge.ok) return juge
    }
    await lockDemandesDuLot(tx, id)
    // A second click, or a second correction, tells the same demandes.
    const dits = [dit, ...(await listJoursDitsAvant(tx, id))]
    let [corriges, radieesTropTot] = [0, 0]
    for (const courrier of await holdCourriersDuLot(tx, id)) {
      if (courrier.jalon !== 'avis' || courrier.etat !== 'envoye') continue
      if (isRadieeTropTot(courrier, courrier.demande, { dits, remisLe })) radieesTropTot += 1
      const { demande } = courrier
      if (dit === remisLe || !isLettreAJour(courrier, demande)) continue
      if (demande.statut !== 'active' || demande.avisRemisLe !== dit) continue
      const found = await loadDemandeForUpdate(tx, demande.ref)
      if (!found) continue
      const moment = momentDe(found.maintenant, territoire, PAR_LA_POSTE)
      const acte = isLettreARemettre(courrier, found.demande, remisLe)
        ? recordAvisRemis(found.demande, { avisRemisLe: remisLe }, moment)
        : // R-RAP-31: on a true day after the last one, nothing was handed over.
          recordAvisRevenu(found.demande, moment)
      if (!acte.ok) continue
      await saveActe(tx, acte.value, auteurDe(ctx))
      corriges += 1
    }
    if (dit !== remisLe) {
      await correctRemisLe(tx, id, remisLe)
      await recordFaitDAdministration(tx, {
        objet: 'lot',
        cible: id,
        nature: 'correction',
        compteId: compteDe(ctx.acteur),
        avant: { remisLe: dit },
        apres: { remisLe, corriges, radieesTropTot },
      })
    }
    return accept({ radieesTropTot })
  })
