/**
 * A gestionnaire takes the letters of a territory, to print them: each is judged again, and kept as it is printed, so that
 * the batch may be downloaded again and says the same. Nothing is handed over yet.
 */
import type { Tx } from '#db/client.ts'
import { loadMentionsAu } from '#db/repositories/attestations.ts'
import {
  type Courrier,
  deleteLettres,
  holdCourriers,
  insertLot,
  type LettreDuLot,
  loadLotForUpdate,
  lockCourriers,
} from '#db/repositories/courriers.ts'
import { empreinteDe } from '#db/repositories/demandes.ts'
import { type Reglement, settleRappels } from '#db/repositories/envois.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { listCommunesPostales } from '#db/repositories/noms-de-communes.ts'
import { listTerritoiresOuverts } from '#db/repositories/reglages-de-territoire.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { serviceDuTerritoire } from '#lib/domain/attestation/mentions.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { departementsDuTerritoire, fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import {
  type CommuneDUneLettre,
  checkCourrier,
  destinatairePostal,
  LETTRES_PAR_LOT,
  type Lettre,
  type RefusDeLot,
} from '#lib/domain/rappels/courrier.ts'
import type { Jalon, Suivi } from '#lib/domain/rappels/jalons.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

/** What a letter says; it is written by `lib/documents`, and kept as it was. */
export type EcrireLaLettre = (
  jalon: Jalon,
  dits: Readonly<{ suivi: Suivi; isEnLigne: boolean; numeroUnique: LettreDuLot['numeroUnique']; le: Jour }>,
) => Pick<Lettre, 'numero' | 'objet' | 'paragraphes'>

/** How the post calls the communes of these letters, by their code. */
export async function communesDesLettres(
  tx: Tx,
  courriers: readonly Pick<Courrier, 'demande'>[],
): Promise<CommuneDUneLettre> {
  const codes = courriers.flatMap(({ demande }) =>
    demande.statut === 'effacee' ? [] : (demande.contenu.demandeur.adresse.commune ?? []),
  )
  const communes = await listCommunesPostales(tx, codes)
  return (code) => communes.get(code)
}

/** The gestionnaire of the territory, and nobody else. */
export const porteeDuTerritoire = (territoire: Territoire) => ({
  departements: departementsDuTerritoire(territoire),
  centreId: null,
})

/**
 * Takes at most a batch of them. `id` is drawn with the form: the same again answers the same batch. Letters that are no
 * longer due, or that no postman could bring, leave the queue.
 */
export const takeCourriers = (
  { id, territoire, ecrire }: Readonly<{ id: string; territoire: Territoire; ecrire: EcrireLaLettre }>,
  ctx: Contexte,
): Promise<Resultat<Readonly<{ id: string }>, RefusDAcces | RefusDeLot | { code: 'introuvable' }>> =>
  transact(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'tenir-courriers', porteeDuTerritoire(territoire))
    const prisPar = compteDe(ctx.acteur)
    if (!acces.ok) return acces
    if (prisPar === null) return refuse({ code: 'acces-refuse' })
    if (!isUuid(id)) return refuse({ code: 'introuvable' })
    await lockCourriers(tx, territoire)
    const deja = await loadLotForUpdate(tx, id)
    if (deja) return deja.prisPar === prisPar ? accept({ id }) : refuse({ code: 'acces-refuse' })
    const isOuvert = (await listTerritoiresOuverts(tx, 'rappels')).includes(territoire)
    const lettres = await chooseLettres(tx, { territoire, isOuvert, ecrire })
    if (lettres.length === 0) return refuse({ code: 'aucun-courrier' })
    // Those of a batch that was given up, or of a letter that came back: one batch holds a letter.
    await deleteLettres(
      tx,
      lettres.map(({ reference }) => reference),
    )
    const dits = await loadMentionsAu(
      tx,
      departementsDuTerritoire(territoire),
      (await readInstant(tx)).at.toISOString(),
    )
    await insertLot(tx, { id, territoire, prisPar, expediteur: serviceDuTerritoire(dits) }, lettres)
    return accept({ id })
  })

/** Judges those that wait until a batch is full or nothing waits; writes what each became. */
async function chooseLettres(
  tx: Tx,
  { territoire, isOuvert, ecrire }: Readonly<{ territoire: Territoire; isOuvert: boolean; ecrire: EcrireLaLettre }>,
): Promise<readonly LettreDuLot[]> {
  const { le } = await readInstant(tx, fuseauDuTerritoire(territoire))
  const isEnLigne = (await listTerritoiresOuverts(tx, 'renouvellement-en-ligne')).includes(territoire)
  const lettres: LettreDuLot[] = []
  while (lettres.length < LETTRES_PAR_LOT) {
    const vus = await holdCourriers(tx, { territoire, isOuvert }, LETTRES_PAR_LOT - lettres.length)
    if (vus.length === 0) break
    const communeDe = await communesDesLettres(tx, vus)
    const reglements: Reglement[] = []
    for (const courrier of vus) {
      const { reference, tentatives, jalon, demande } = courrier
      const destinataire = demande.statut === 'effacee' ? null : destinatairePostal(demande.contenu, communeDe)
      const juge = checkCourrier(courrier, demande, { le, destinataire })
      const suite = { reference, passerelle: null, destination: null, minutes: 0 }
      if (!juge.ok) {
        reglements.push({ ...suite, etat: 'annule', motif: juge.refus.code, tentatives })
        continue
      }
      const { numeroUnique } = demande
      const dit = ecrire(jalon, { suivi: juge.value.suivi, isEnLigne, numeroUnique, le })
      const contenu = { ...dit, destinataire: juge.value.destinataire, le }
      lettres.push({ numeroUnique, reference, rang: lettres.length + 1, contenu })
      const destination = empreinteDe(juge.value.destinataire.join('\n'))
      reglements.push({ ...suite, etat: 'pris', motif: null, destination, tentatives: tentatives + 1 })
    }
    await settleRappels(tx, ['a-prendre'], reglements)
  }
  return lettres
}
