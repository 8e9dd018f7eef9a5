/** What is written back into a centre's own workbook: a mark for each cell that has something to say. */
import { GRAVITES, type Gravite } from './remarques.ts'

/** `texte` is one sentence or several, one a line; `cellule` an address such as `B7`. */
export type Marque = Readonly<{
  feuille: string
  cellule: string
  gravite: Gravite
  texte: string
  /** Written in the cell, as a text, in the place of what it holds; a formula or a merged cell keeps its own. */
  valeur?: string
}>
export type LigneDeListe = Readonly<{ feuille: string; cellule: string; gravite: Gravite; textes: readonly string[] }>

/** `liste` is a sheet of its own that says everything again, for whoever does not see comments. */
export type Annotation = Readonly<{
  marques: readonly Marque[]
  liste: Readonly<{
    nom: string
    phrases: readonly string[]
    /** Said too when the workbook had to be made from what was read. */
    siRefait: readonly string[]
    entetes: readonly string[]
    lignes: readonly LigneDeListe[]
  }>
}>

/** A spreadsheet program opens slowly past some thousands of comments: the gravest come first. */
export const MARQUES_AU_PLUS = 5_000

export const isGraver = (one: Gravite, other: Gravite): boolean => GRAVITES.indexOf(one) > GRAVITES.indexOf(other)
