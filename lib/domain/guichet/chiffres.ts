/** Declared figures of a commune for a year: a row of the sheet `Communes`. Null is unknown and is never 0. */
import type { Jour } from '../calendrier.ts'
import type { TypeDeLogement } from './vocabulaire.ts'

export type ChiffresDeclares = Readonly<{
  codeInsee: string
  /** N: logements at 1 January N, demandes at `arreteAu`, attributions whose lease was signed during N-1. */
  annee: number
  type: TypeDeLogement
  logements: number | null
  demandesEnAttente: number | null
  attributionsN1: number | null
  arreteAu: Jour | null
  source: string | null
}>

/** Whether two rows for the same commune, year and type say the same. */
export const areSameChiffres = (a: ChiffresDeclares, b: ChiffresDeclares): boolean =>
  a.logements === b.logements &&
  a.demandesEnAttente === b.demandesEnAttente &&
  a.attributionsN1 === b.attributionsN1 &&
  a.arreteAu === b.arreteAu &&
  a.source === b.source
