/** An applicant signs in by a code sent to an address, or by an identity that FranceConnect vouches for; and leaves. */
import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import {
  countEssai,
  insertCodeEnvoye,
  loadCodeEnvoyeForUpdate,
  spendCodeEnvoye,
} from '#db/repositories/codes-envoyes.ts'
import {
  endSessionDeDemandeur,
  ensureDemandeurDeCourriel,
  ensureDemandeurDeFranceConnect,
  findJetonDeSortie,
  renewSessionDeDemandeur,
} from '#db/repositories/demandeurs.ts'
import { deleteContactMort } from '#db/repositories/envois.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { transact } from '#db/repositories/transact.ts'
import { CHIFFRES_DU_CODE, judgeCode, MINUTES_DU_CODE, type RefusDeCode } from '#lib/domain/acces/code.ts'
import type { IdentitePivot } from '#lib/domain/acces/demandeur.ts'
import { foldCourriel } from '#lib/domain/acces/entree.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

/** What the door gives to both sides of a code: how it is written, and its imprint (HMAC of the code with its id). */
export type Scellement = (id: string, code: string) => string

export const drawCode = (): string => String(randomInt(10 ** CHIFFRES_DU_CODE)).padStart(CHIFFRES_DU_CODE, '0')

export const isSameEmpreinte = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/**
 * Sends a code to an address. Nothing is looked up: who has an account and who has none are answered by the same work.
 * `id` is for the browser that asks, alone.
 */
export async function askCode(
  { courriel, appareilPartage }: Readonly<{ courriel: string; appareilPartage: boolean }>,
  { seal, write }: Readonly<{ seal: Scellement; write: (code: string) => Readonly<{ objet: string; corps: string }> }>,
): Promise<{ id: string }> {
  const [id, code, folded] = [randomUUID(), drawCode(), foldCourriel(courriel)]
  // R-COD-04 — choix du portail : aucune recherche, donc aucune différence, entre une adresse connue et une inconnue
  await transact(async (tx) => {
    await insertCodeEnvoye(tx, { id, courriel: folded, empreinte: seal(id, code), appareilPartage })
    const message = { cle: `code:${id}`, canal: 'courriel', destinataire: folded, ...write(code) } as const
    await queueMessage(tx, message, { minutes: MINUTES_DU_CODE })
  })
  return { id }
}

/** The imprint under which a contact is known to be dead or alive. */
type EmpreinteDeContact = (canal: 'courriel', vers: string) => string

/**
 * Opens a session for who typed the code in the browser that asked for it. Every try is counted, under the lock of the
 * code. `precedente`: the session that the browser had.
 */
export const enterByCode = (
  { id, code, precedente }: Readonly<{ id: string; code: string; precedente: string | null }>,
  { seal, empreinteDe }: Readonly<{ seal: Scellement; empreinteDe: EmpreinteDeContact }>,
): Promise<Resultat<{ sid: string; appareilPartage: boolean }, RefusDeCode>> =>
  transact(async (tx) => {
    const sent = await loadCodeEnvoyeForUpdate(tx, id)
    // R-COD-03 — choix du portail : sans le billet du navigateur qui l’a demandé, un code vu par-dessus l’épaule n’ouvre rien
    if (!sent || sent.courriel === null) return refuse({ code: 'code-perime' })
    const judged = judgeCode(sent, isSameEmpreinte(sent.empreinte, seal(id, code)), sent.maintenant)
    if (!judged.ok) {
      if (judged.refus.code === 'code-faux') await countEssai(tx, id)
      return judged
    }
    await spendCodeEnvoye(tx, id)
    // R-RAP-28 — choix du portail : un code reçu puis écrit prouve qu’une adresse dite morte est lue par quelqu’un
    await deleteContactMort(tx, empreinteDe('courriel', sent.courriel))
    const demandeurId = await ensureDemandeurDeCourriel(tx, sent.courriel)
    const { appareilPartage } = sent
    const sid = await renewSessionDeDemandeur(tx, { demandeurId, appareilPartage, identite: null, precedente })
    return accept({ sid, appareilPartage })
  })

/** Somebody whom FranceConnect vouches for, once its signatures were verified. `jetonDeSortie`: its `id_token`. */
export type VenuDeFranceConnect = Readonly<{ sub: string; identite: IdentitePivot; jetonDeSortie: string }>

/**
 * Opens a session for who comes from FranceConnect. Their account is known by its `sub` alone; their identity stays in
 * the session. `precedente`: the session that the browser had.
 */
export const enterByFranceConnect = (
  { sub, identite, jetonDeSortie }: VenuDeFranceConnect,
  { appareilPartage, precedente }: Readonly<{ appareilPartage: boolean; precedente: string | null }>,
): Promise<{ sid: string }> =>
  transact(async (tx) => {
    // R-ACC-23 — choix du portail : le compte de FranceConnect est celui d’un « sub », jamais celui d’une adresse
    const demandeurId = await ensureDemandeurDeFranceConnect(tx, sub)
    const session = { demandeurId, appareilPartage, identite, jetonDeSortie, precedente }
    return { sid: await renewSessionDeDemandeur(tx, session) }
  })

/** Leaves: the session ends, and what it kept for the browser is forgotten. Answers with what FranceConnect is left. */
export const leaveDemandeur = (sid: string): Promise<{ jetonDeSortie: string | null }> =>
  transact(async (tx) => {
    const jetonDeSortie = await findJetonDeSortie(tx, sid)
    await endSessionDeDemandeur(tx, sid)
    return { jetonDeSortie }
  })
