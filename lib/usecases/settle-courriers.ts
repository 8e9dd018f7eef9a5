/**
 * What became of a batch of letters: handed over to the post on a day, which is what the law counts, or given up; and what
 * became of a letter that the post brought back.
 */
import type { Tx } from '#db/client.ts'
import {
  type Courrier,
  deleteLettres,
  holdCourriersDuLot,
  type LotDeCourriers,
  loadLotForUpdate,
  lockDemandesDuLot,
  settleLot,
} from '#db/repositories/courriers.ts'
import { loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { settleRappels } from '#db/repositories/envois.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { recordAvisRemis, recordAvisRevenu } from '#lib/domain/demande/avis.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import {
  checkJourDeRemise,
  isLettreAJour,
  isLettreARemettre,
  isRadieeSurAvis,
  MOTIF_AUTRE_TITULAIRE,
  type RefusDeLot,
  type SuiteDUnRetour,
} from '#lib/domain/rappels/courrier.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { auteurDe, momentDe } from './open-demande.ts'
import { porteeDuTerritoire } from './take-courriers.ts'

export type RefusDeGeste = RefusDAcces | RefusDeLot | { code: 'introuvable' }

/** The batch under its lock, for who answers for its territory; another's is not there. */
export async function openLot(
  tx: Tx,
  id: string,
  { acteur }: Contexte,
): Promise<Resultat<LotDeCourriers, RefusDeGeste>> {
  const lot = isUuid(id) ? await loadLotForUpdate(tx, id) : undefined
  if (!lot) return refuse({ code: 'introuvable' })
  return checkAcces(acteur, 'tenir-courriers', porteeDuTerritoire(lot.territoire)).ok
    ? accept(lot)
    : refuse({ code: 'introuvable' })
}

/** By post, recorded by the gestionnaire as the body that answers for the territory. */
export const PAR_LA_POSTE = { canal: 'courrier', organisme: GUICHET_DU_PORTAIL } as const

const settleTous = (
  tx: Tx,
  courriers: readonly Courrier[],
  [depuis, etat, motif]: readonly [EtatDeRappel, EtatDeRappel, string | null],
) =>
  settleRappels(
    tx,
    [depuis],
    courriers.map(({ reference, tentatives, destination }) => ({
      ...{ reference, tentatives, destination, etat, motif },
      passerelle: null,
      minutes: 0,
    })),
  )

/**
 * Says that the batch was handed over on a day. Each letter is judged again under the lock of its demande: one that was
 * renewed or radiated meanwhile, has another head, or whose last day had passed, is no notice, and is not counted. The
 * same day again changes nothing.
 */
export const handOverLot = (
  { id, remisLe }: Readonly<{ id: string; remisLe: Jour }>,
  ctx: Contexte,
): Promise<Resultat<LotDeCourriers['id'], RefusDeGeste>> =>
  transact(async (tx) => {
    const ouvert = await openLot(tx, id, ctx)
    if (!ouvert.ok) return ouvert
    const lot = ouvert.value
    if (lot.etat !== 'pris') return lot.remisLe === remisLe ? accept(id) : refuse({ code: 'lot-deja-regle' })
    const fuseau = fuseauDuTerritoire(lot.territoire)
    const { le } = await readInstant(tx, fuseau)
    const jour = checkJourDeRemise(remisLe, { prisLe: jourLocal(lot.prisAt, fuseau), le })
    if (!jour.ok) return jour
    await lockDemandesDuLot(tx, id)
    const [remises, retirees]: [Courrier[], Courrier[]] = [[], []]
    for (const courrier of await holdCourriersDuLot(tx, id))
      if (courrier.etat === 'pris')
        ((await handOver(tx, courrier, { remisLe, ctx })) ? remises : retirees).push(courrier)
    await settleTous(tx, remises, ['pris', 'envoye', null])
    // R-RAP-30: printed for who left the head, it is due to who took it; the others are due to nobody.
    const isDueALaTete = ({ motif }: Courrier) => motif === MOTIF_AUTRE_TITULAIRE
    await settleTous(tx, retirees.filter(isDueALaTete), ['pris', 'a-prendre', null])
    await settleTous(
      tx,
      retirees.filter((une) => !isDueALaTete(une)),
      ['pris', 'annule', 'plus-due'],
    )
    await deleteLettres(
      tx,
      retirees.map(({ reference }) => reference),
    )
    await settleLot(tx, id, { etat: 'remis', remisLe, remises: remises.length, reglePar: compteDe(ctx.acteur) })
    return accept(id)
  })

/** Whether the letter counts; a notice is written in the register, unless another was handed over before. */
async function handOver(
  tx: Tx,
  courrier: Courrier,
  { remisLe, ctx }: Readonly<{ remisLe: Jour; ctx: Contexte }>,
): Promise<boolean> {
  const found = await loadDemandeForUpdate(tx, courrier.demande.ref)
  if (!found || !isLettreARemettre(courrier, found.demande, remisLe)) return false
  const { demande, maintenant } = found
  if (courrier.jalon !== 'avis' || demande.statut !== 'active' || demande.avisRemisLe !== null) return true
  const acte = recordAvisRemis(
    demande,
    { avisRemisLe: remisLe },
    momentDe(maintenant, demande.territoire, PAR_LA_POSTE),
  )
  if (acte.ok) await saveActe(tx, acte.value, auteurDe(ctx))
  return acte.ok
}

/** Gives a batch up before it is handed over: its letters wait again, and their next printing is another batch. */
export const giveUpLot = (id: string, ctx: Contexte): Promise<Resultat<LotDeCourriers['id'], RefusDeGeste>> =>
  transact(async (tx) => {
    const ouvert = await openLot(tx, id, ctx)
    if (!ouvert.ok) return ouvert
    const { etat } = ouvert.value
    if (etat !== 'pris') return etat === 'abandonne' ? accept(id) : refuse({ code: 'lot-deja-regle' })
    const courriers = await holdCourriersDuLot(tx, id)
    await settleTous(tx, courriers, ['pris', 'a-prendre', null])
    await settleLot(tx, id, { etat: 'abandonne', remisLe: null, remises: null, reglePar: compteDe(ctx.acteur) })
    await deleteLettres(
      tx,
      courriers.map(({ reference }) => reference),
    )
    return accept(id)
  })

/**
 * Says that the post brought a letter back: `rang` is its number in the batch, `numeroUnique` that of its demande, so that
 * one wrong digit is not somebody else's letter. A notice that came back warned nobody: the register says so, and its
 * month starts again with the next one. `isRadiee`: the radiation that stood on it is made.
 */
export const returnCourrier = (
  {
    id,
    rang,
    numeroUnique,
    suite,
  }: Readonly<{ id: string; rang: number; numeroUnique: NumeroUnique; suite: SuiteDUnRetour }>,
  ctx: Contexte,
): Promise<Resultat<Readonly<{ isRadiee: boolean }>, RefusDeGeste>> =>
  transact(async (tx) => {
    const ouvert = await openLot(tx, id, ctx)
    if (!ouvert.ok) return ouvert
    if (ouvert.value.etat !== 'remis') return refuse({ code: 'lettre-inconnue' })
    await lockDemandesDuLot(tx, id, rang)
    const [courrier] = await holdCourriersDuLot(tx, id, rang)
    if (courrier?.demande.numeroUnique !== numeroUnique) return refuse({ code: 'lettre-inconnue' })
    if (courrier.etat !== 'envoye') return refuse({ code: 'lettre-deja-revenue' })
    await settleTous(tx, [courrier], suite === 'renvoyer' ? ['envoye', 'a-prendre', null] : ['envoye', 'echec', 'npai'])
    const found = await loadDemandeForUpdate(tx, courrier.demande.ref)
    if (!found) return refuse({ code: 'introuvable' })
    const { demande, maintenant } = found
    const isRadiee = isRadieeSurAvis(courrier, demande)
    if (courrier.jalon !== 'avis' || !isLettreAJour(courrier, demande)) return accept({ isRadiee })
    const acte = recordAvisRevenu(demande, momentDe(maintenant, demande.territoire, PAR_LA_POSTE))
    if (acte.ok) await saveActe(tx, acte.value, auteurDe(ctx))
    return accept({ isRadiee })
  })
