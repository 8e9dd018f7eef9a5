/** Renewing once for a cycle, however many times, tabs, guichets and retries ask for it. */
import type { Tx } from '#db/client.ts'
import {
  empreinteDe,
  type FaitEnregistre,
  findDernierRenouvellement,
  findFaitByCle,
  hasContenuSince,
  saveActe,
} from '#db/repositories/demandes.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Acte, RefusDEnregistrement } from '#lib/domain/demande/acte.ts'
import type { Echeances } from '#lib/domain/demande/echeances.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import {
  checkRenouvellementEnLigne,
  type RefusDeRenouvellementEnLigne,
} from '#lib/domain/demande/reglages-de-territoire.ts'
import { type RefusDeRenouvellement, recordRenouvellement } from '#lib/domain/demande/renouvellement.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type DemandeOuverte, type Demarche, openDemande, type RefusDOuverture } from './open-demande.ts'
import { type AvisDeContact, queueAvisDeContact } from './queue-avis-de-contact.ts'

/** The renewal of the cycle; `rang` is that of its fait. `deja`: another sending had made it. */
export type Renouvellement = Readonly<{ rang: number; le: Jour; echeances: Echeances; deja: boolean }>
export type RefusDeRenouveler =
  | RefusDOuverture
  | RefusDeRenouvellement
  | RefusDeRenouvellementEnLigne
  | Extract<RefusDEnregistrement, { code: 'cle-deja-employee' | 'demande-changee' }>

const toRenouvellement = (rang: number, { fait }: Pick<Acte, 'fait'>, deja: boolean): Renouvellement => {
  if (fait.type !== 'renouvellement') throw new Error(`A fait ${fait.type} is no renewal`)
  return { rang, le: fait.le, echeances: fait.echeances, deja }
}
const toDeja = ({ rang, fait }: FaitEnregistre) => accept(toRenouvellement(rang, { fait }, true))

type EnvoiDeContenu = Readonly<{ contenu: Contenu; version: number; cle: string }>

/**
 * Renews. `cle` is drawn with the form: the same key with the same content answers the first renewal, with another
 * content it is refused and nothing is written. Another key in the same cycle answers the first renewal too. `version`
 * is that of the demande that the form showed. `avis`: what goes to the mail and to the mobile of before, when they change.
 */
export const renewDemande = (
  { ref, ctx, porte = null }: Demarche,
  envoye: EnvoiDeContenu,
  avis: AvisDeContact,
): Promise<Resultat<Renouvellement, RefusDeRenouveler>> =>
  transact(async (tx) => {
    const ouverte = await openDemande(tx, { ref, acte: 'renouvellement', cle: envoye.cle }, { ctx, porte })
    if (!ouverte.ok) return ouverte
    const { demande } = ouverte.value
    return renewOuverte(tx, ouverte.value, envoye, async (version) => {
      if (demande.statut === 'effacee') return
      // R-RAT-07: whoever types it, at a guichet as on the portal.
      await queueAvisDeContact(tx, { ref, version }, [demande.contenu.demandeur, envoye.contenu.demandeur], avis)
    })
  })

/**
 * The same of a demande that this transaction opened for it, with the same key. `avec`: written with the renewal, sent to
 * the base in the same breath; not when another sending had made it. It is given the version that the demande takes.
 */
export async function renewOuverte(
  tx: Tx,
  ouverte: DemandeOuverte,
  { contenu, version, cle }: EnvoiDeContenu,
  avec?: (version: number) => Promise<unknown>,
): Promise<Resultat<Renouvellement, RefusDeRenouveler>> {
  const { demande, moment, auteur, isCleEmployee, reglages } = ouverte
  const envoi = { cle, corps: canonicalJson(contenu) }
  const acte = isCleEmployee ? undefined : recordRenouvellement(demande, { contenu }, moment)
  // A renewal that stands is still answered where the territory has closed since.
  const ligne = checkRenouvellementEnLigne(reglages, moment.origine.canal)
  if (acte?.ok && !ligne.ok) return ligne
  // R-REN-06 — choix du portail : ce que d’autres ont enregistré depuis que la page est ouverte ne s’efface pas sans être vu
  if (acte?.ok && version !== demande.version && (await hasContenuSince(tx, demande.numeroUnique, version)))
    return refuse({ code: 'demande-changee', version: demande.version })
  if (acte?.ok) {
    await Promise.all([saveActe(tx, acte.value, auteur, envoi), avec?.(acte.value.demande.version)])
    return accept(toRenouvellement(acte.value.demande.version, acte.value, false))
  }
  const { numeroUnique } = demande
  // Read after the lock: what the first of two sendings wrote while this one waited is seen here.
  const meme = await findFaitByCle(tx, numeroUnique, cle)
  // R-REN-05 — choix du portail : une clé ne vaut que pour ce qu’elle a envoyé, deux envois ne se mêlent pas
  if (meme && meme.empreinte !== empreinteDe(envoi.corps)) return refuse({ code: 'cle-deja-employee' })
  if (meme) return toDeja(meme)
  if (!acte) throw new Error('A key that made a fait of which nothing is left')
  const premier = acte.refus.code === 'deja-renouvelee' ? await findDernierRenouvellement(tx, numeroUnique) : undefined
  return premier ? toDeja(premier) : acte
}
