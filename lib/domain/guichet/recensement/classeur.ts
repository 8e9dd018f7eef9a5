import type { ColonneADonner } from './colonnes.ts'
import type { Projection } from './projections.ts'

/** A workbook as its reader hands it over: sheets, rows and the cells that hold something, with their addresses. */

/**
 * `jour` is the ISO day of a cell that the spreadsheet shows as a date; `texte` is what a person saw; `fusion` is the
 * address of the merged cell that the value comes from.
 */
export type Cellule = Readonly<{
  adresse: string
  valeur: string | number | boolean
  texte: string
  jour?: string
  fusion?: string
  /** The cell said « idem »: what it said, and the address that its value comes from. */
  idem?: Readonly<{ ecrit: string; depuis: string }>
  /** What its header asks, where « Oui » alone would not say of what. */
  question?: string
  /** Pieces that make nothing certain: shown, and not read. */
  incompris?: boolean
  /** The degrees of this cell and of its neighbour come from metres. */
  conversion?: Readonly<{ projection: Projection; latitude: number; longitude: number }>
}>

/** What stands for a formula that the program which wrote the file did not compute. */
export const FORMULE_SANS_RESULTAT = '(formule sans résultat)'

/** Merged cells: rows counted from 1, columns from 0, both ends included. The value is in the first. */
export type Fusion = Readonly<{ haut: number; bas: number; gauche: number; droite: number }>

/** `numero` counts from 1, as spreadsheets do; empty cells are left out, `colonne` counts from 0. */
export type Ligne = Readonly<{ numero: number; cellules: readonly Readonly<{ colonne: number; cellule: Cellule }>[] }>

/** A table whose columns are called as nobody knows: its headers, where each stands, and the first values under it. */
export type TableInconnue = Readonly<{
  feuille: string
  entetes: readonly Readonly<{
    entete: string
    cellule: string
    exemples: readonly string[]
    proposee?: ColonneADonner
  }>[]
}>

/** A sheet that was not recognised is named and never converted: its `lignes` are empty. */
export type Feuille = Readonly<{
  nom: string
  lignes: readonly Ligne[]
  fusions?: readonly Fusion[]
  /** It is one of ours, with nothing to read: not even named. */
  estDuModele?: boolean
  /** Its days count from 1904: a number that lost its format is not the day that it would be elsewhere. */
  date1904?: boolean
}>
export type Classeur = Readonly<{ feuilles: readonly Feuille[] }>

/** Letters of a column: 0 is A, 26 is AA. */
export function lettresDe(colonne: number): string {
  const known = LETTRES[colonne]
  if (known !== undefined) return known
  const rest = Math.floor(colonne / 26)
  const last = String.fromCharCode(65 + (colonne % 26))
  return rest > 0 ? lettresDe(rest - 1) + last : last
}
/** Those of the columns that a table may have: each of its cells asks. */
const LETTRES: string[] = []

export const adresseDe = (colonne: number, numero: number): string => lettresDe(colonne) + numero

/** The limits of a workbook, in one place. */
export const LIMITES = {
  octets: 10 * 1024 * 1024,
  octetsDecompresses: 200 * 1024 * 1024,
  entrees: 500,
  lignes: 50_000,
  colonnes: 100,
  memoire: 768 * 1024 * 1024,
  duree: 30_000,
} as const

/** Why a file could not be read at all. `nature` names what it seems to be. */
export type RefusDeLecture =
  | Readonly<{ code: 'fichier-vide' }>
  | Readonly<{ code: 'fichier-trop-gros'; octets: number }>
  | Readonly<{ code: 'format-non-lu'; nature: 'html' | 'pdf' | 'image' | 'document' | 'inconnu' }>
  | Readonly<{ code: 'fichier-protege' }>
  | Readonly<{ code: 'fichier-abime' }>
  | Readonly<{ code: 'contenu-demesure' }>
  /** A part declares a document type, or entities of its own. */
  | Readonly<{ code: 'declarations-interdites' }>
  | Readonly<{ code: 'trop-d-entrees' }>
  | Readonly<{ code: 'trop-de-lignes'; feuille: string }>
  | Readonly<{ code: 'trop-de-colonnes'; feuille: string }>
  | Readonly<{ code: 'trop-de-memoire' }>
  | Readonly<{ code: 'trop-long' }>
  | Readonly<{ code: 'lecture-interrompue' }>
  /** Other files are treated: this one waited its turn in vain, and nothing was begun. */
  | Readonly<{ code: 'trop-de-traitements' }>
  /** `tables`: those whose columns the centre may say; `sansNom`: the sheet of one that lacks the names of its points. */
  | Readonly<{
      code: 'aucune-feuille-reconnue'
      feuilles: readonly string[]
      tables?: readonly TableInconnue[]
      sansNom?: string
    }>
  | Readonly<{ code: 'aucune-ligne' }>

for (let colonne = 0; colonne < LIMITES.colonnes; colonne += 1) LETTRES.push(lettresDe(colonne))
