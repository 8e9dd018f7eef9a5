/** Small signed texts of our own, good for one purpose: the right to leave a file, a question to a centre, some choices. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

const sign = (purpose: string, text: string): string =>
  createHmac('sha256', env.secret).update(`${purpose}:${text}`).digest('base64url')

/** `text` with its signature, good for one purpose and until an instant of the base's clock (milliseconds). */
export function sealText(purpose: string, text: string, untilMs: number): string {
  const payload = Buffer.from(JSON.stringify([text, untilMs])).toString('base64url')
  return `${payload}.${sign(purpose, payload)}`
}

/** The sealed text, or undefined when it was forged, meant for something else, or is too old at `nowMs`, by the base's clock. */
export function openSealed(purpose: string, sealed: string, nowMs: number): string | undefined {
  const [payload, signature] = sealed.split('.')
  if (!payload || !signature) return undefined
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(purpose, payload))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const read: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  if (!Array.isArray(read) || typeof read[0] !== 'string' || typeof read[1] !== 'number') return undefined
  return read[1] >= nowMs ? read[0] : undefined
}

/** The imprint of a code that was sent or printed: of no use without our secret, nor for another sending (`id`). */
export const sealCode = (id: string, code: string): string => sign('code', `${id}:${code}`)

/**
 * The imprint under which a number or an address is known, in any case: its death, its STOP and what it was sent today.
 * Nothing leads back from it: under another secret all three are forgotten in silence (docs/exploitation.md says so).
 */
export const sealDestination = (canal: string, vers: string): string => sign('rappel', `${canal}:${vers.toLowerCase()}`)

const FEUILLE = 'feuille'
export const SECONDES_DE_FEUILLE = 300

/** A printed code with the number of its demande, for the sheet of it. `at`: when it was given, by the base's clock. */
export const sealFeuille = (numero: string, code: string, at: Date): string =>
  sealText(FEUILLE, JSON.stringify([numero, code]), at.getTime() + SECONDES_DE_FEUILLE * 1000)

/** The number and the code of a sheet; undefined once it is no longer shown. `at`: now, by the base's clock. */
export function openFeuille(sealed: string, at: Date): readonly [numero: string, code: string] | undefined {
  // R-IDE-09 — choix du portail : l’horloge d’un serveur web peut être fausse, celle de la base juge
  const opened = openSealed(FEUILLE, sealed, at.getTime())
  const read: unknown = opened === undefined ? undefined : JSON.parse(opened)
  if (!Array.isArray(read) || typeof read[0] !== 'string' || typeof read[1] !== 'string') return undefined
  return [read[0], read[1]]
}

const VERIFICATION = 'toujours-exact'
/** The row of the question says until when it is good, and can say so to whoever comes later: no clock judges these. */
const TOUJOURS = Number.MAX_SAFE_INTEGER
const openToujours = (purpose: string, jeton: string): string | undefined => openSealed(purpose, jeton, TOUJOURS)

/** The key of the link of a yearly question; it opens that question and nothing else. */
export const sealVerification = (id: string): string => sealText(VERIFICATION, id, TOUJOURS)

/** The question that a key opens; undefined when the key is not ours, or not whole. */
export const openVerification = (jeton: string): string | undefined => openToujours(VERIFICATION, jeton)

const PREFERENCES = 'rappels'

/** The key of the link to somebody's choices of reminders, drawn from `sel`; it opens these choices and nothing else. */
export const sealPreferences = (sel: string): string => sealText(PREFERENCES, sel, TOUJOURS)

/** The `sel` that a key holds; undefined when the key is not ours, or not whole. */
export const openPreferences = (jeton: string): string | undefined => openToujours(PREFERENCES, jeton)
