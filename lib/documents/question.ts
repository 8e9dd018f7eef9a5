/** What someone looks for in a list of the administration, as its address says it. */
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'

const LONGUEUR_MAX = 100

/** One text, cut and without the signs that nobody sees (a NUL, which PostgreSQL refuses, among them); '' when unreadable. */
export const readQuestion = (valeur: string | string[] | undefined): string =>
  typeof valeur === 'string' ? removeInvisibles(valeur).trim().slice(0, LONGUEUR_MAX) : ''
