/**
 * How long a cell may be: beyond, it is no value. Looked at before anything reads it, spaces included: who reads words
 * is slow of what has no end, and holds everybody else meanwhile.
 */
import type { Cellule } from './classeur.ts'
import { type Colonne, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { clean } from './texte.ts'

const LONGUEUR_DE_CELLULE = 4_000
/** The hours of one day: words and several services, not a notice (what people write there is far shorter). */
const LONGUEUR_DE_JOUR = 500
/** Some seventy days one by one; words beyond 500 have no place in the comment anyway (R-REC-05). */
const LONGUEUR_DE_FERMETURES = 1_000
/** As much as a spreadsheet lets one type: all the communes of a département, by their names and codes, are a value. */
const LONGUEUR_DE_TERRITOIRE = 32_767

const JOURS: ReadonlySet<string> = new Set(JOURS_DE_LA_SEMAINE)

/** The signs that a cell of this column may hold, and each of the pieces that it is put together from. */
export function longueurDe(colonne: Colonne): number {
  if (JOURS.has(colonne)) return LONGUEUR_DE_JOUR
  if (colonne === 'fermetures') return LONGUEUR_DE_FERMETURES
  return colonne === 'territoire' ? LONGUEUR_DE_TERRITOIRE : LONGUEUR_DE_CELLULE
}

// R-TAB-14 — choix du portail : une cellule sans fin n’est pas une valeur, et son analyse tiendrait les autres
export const isSansFin = ({ texte }: Cellule, colonne: Colonne): boolean => texte.length > longueurDe(colonne)

/** A header longer than that names nothing: it is a notice, of which so much tells it from another. */
const LONGUEUR_D_ENTETE = 400
export const isEntete = (texte: string): boolean => texte.length <= LONGUEUR_D_ENTETE
/** The clean text of a cell that may head a column; of a longer one, enough to see that it is. */
export const debutDEntete = ({ texte }: Cellule): string =>
  clean(texte.slice(0, LONGUEUR_DE_CELLULE)).slice(0, LONGUEUR_D_ENTETE + 1)
