/** Names of the fields of the form of the columns: each header by its rank, and what it was said to be. */

/** The answer « leave it out ». */
export const ECARTER = 'ecarter'

export const champDeColonne = (rang: number): string => `colonne-${rang}`
export const champDEntete = (rang: number): string => `entete-${rang}`
/** What the page showed that it had been said to be. */
export const champDeVu = (rang: number): string => `vu-${champDeColonne(rang)}`
