/**
 * How often receipts are heard (`POST /api/accuses`). One gateway says what became of a whole campaign: what proves that it
 * comes from one is limited by the speed at which we send, and nothing else is let through often. The body, and so the proof,
 * is read behind the guard of sendings (./debit-d-envoi.ts): the door tells it by a header of its answer.
 */
import type { Limite } from './debit.ts'
import { makeDebit } from './debit-de-lecture.ts'

/** The door of receipts, as whoever is told its address writes it. */
export const isAccuse = (url: string): boolean => /^\/api\/accuses(?:\?|$)/.test(url)

/** The header of an answer that says what was found of the signature of what was sent. */
export const SIGNATURE = 'X-Signature'
export const RECONNUE = 'reconnue'
export const REFUSEE = 'refusee'

/** Wrong signatures, of one address: who shares the secret makes none. */
export const MAL_SIGNES: Limite = { nombre: 30, secondes: 60 }

/** Sendings in a second, at the least (the measure `envois`, docs/mesures.md). */
const ENVOIS_PAR_SECONDE = 500
/** It arrived, then it came back; or the same said twice. */
const ACCUSES_PAR_ENVOI = 2
/** Receipts whose signature is ours, all gateways together. */
export const SIGNES: Limite = { nombre: ENVOIS_PAR_SECONDE * ACCUSES_PAR_ENVOI * 60, secondes: 60 }

/** Counts what was found signed: the seconds to wait, 0 for none. */
export function makeDebitDAccuses(limite = SIGNES, now?: () => number): () => number {
  const { count } = makeDebit(limite, now)
  // R-RAP-48 — choix du portail : ce qui est signé se compte après sa signature, au train de nos envois ; le reste avant, et peu
  return () => count('tous')
}

/** Of this process. */
export const countAccuseSigne = makeDebitDAccuses()
