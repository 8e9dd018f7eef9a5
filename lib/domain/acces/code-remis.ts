/**
 * The code that a gestionnaire prints for somebody whose identity document they saw: ten signs that are read and typed
 * without mistake, good for fifteen days, once.
 */
import { accept, type Resultat, refuse } from '../resultat.ts'

export const PIECES_D_IDENTITE = {
  'carte-d-identite': 'Carte nationale d’identité',
  passeport: 'Passeport',
  'titre-de-sejour': 'Titre de séjour',
  autre: 'Autre pièce officielle avec photographie',
} as const
export type PieceDIdentite = keyof typeof PIECES_D_IDENTITE

/** Source: R-RAT-05. */
export const JOURS_DU_CODE_REMIS = 15

/** Neither 0 nor O, neither 1, I nor L: what is printed is typed back by hand. Fifty bits in ten signs. */
const SIGNES = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LONGUEUR = 10

/** The code that random bytes give (at least forty; bytes that would favour a sign are passed over). */
export function composeCodeRemis(bytes: Uint8Array): string {
  const equal = 256 - (256 % SIGNES.length)
  const signs = [...bytes].filter((byte) => byte < equal).map((byte) => SIGNES[byte % SIGNES.length] ?? '')
  if (signs.length < LONGUEUR) throw new Error('Too few random bytes')
  return signs.slice(0, LONGUEUR).join('')
}

/** As it is printed: `ABCD3-FGHJK`. */
export const formatCodeRemis = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** Reads it as people type it: case, spaces and hyphens do not count. Undefined when it cannot be one. */
export function parseCodeRemis(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s.\p{Pd}]/gu, '')
    .toUpperCase()
  return code.length === LONGUEUR && [...code].every((sign) => SIGNES.includes(sign)) ? code : undefined
}

/** Decides whether a printed code opens. Instants in ISO 8601; `isSame`: its imprint is that of what was typed. */
export function judgeCodeRemis(
  { expireAt, utilise, remplace }: Readonly<{ expireAt: string; utilise: boolean; remplace: boolean }>,
  isSame: boolean,
  maintenant: string,
): Resultat<true, { code: 'rattachement-impossible' }> {
  // R-RAT-05 — choix du portail : un papier se perd ; il ne vaut que quinze jours, une fois, et le dernier imprimé
  return isSame && !utilise && !remplace && maintenant < expireAt
    ? accept(true)
    : refuse({ code: 'rattachement-impossible' })
}
