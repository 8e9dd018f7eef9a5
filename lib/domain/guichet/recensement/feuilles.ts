/** Finding the sheets to read and their header: by what the headers say, whatever the sheet's name. */
import type { Cellule, Feuille, Ligne } from './classeur.ts'
import {
  type ColonneDeCommune,
  type ColonneDePoint,
  colonneDeCommune,
  colonneDePoint,
  type NatureDeFeuille,
} from './colonnes.ts'
import { clean } from './texte.ts'

/** A title block or instructions may stand above the header. */
export const LIGNES_DE_TETE = 60
const FIGURES: readonly ColonneDeCommune[] = ['logements', 'demandesEnAttente', 'attributionsN1']
const MARQUE = /^(?:aide :|exemple\b)/i

export type Entetes<C extends string> = Readonly<{
  /** Row number of the header. */
  ligne: number
  colonnes: ReadonlyMap<C, number>
  /** Headers that name nothing we know: reported, ignored. */
  inconnues: readonly Cellule[]
}>

export type FeuilleReconnue =
  | Readonly<{ nature: 'points'; entetes: Entetes<ColonneDePoint> }>
  | Readonly<{ nature: 'communes'; entetes: Entetes<ColonneDeCommune> }>

/** Decides what a sheet is from its first rows; undefined: it is named as ignored and never converted. */
export function recognizeFeuille(lignes: readonly Ligne[]): FeuilleReconnue | undefined {
  for (const ligne of lignes.slice(0, LIGNES_DE_TETE)) {
    const communes = readEntetes(ligne, colonneDeCommune)
    // R-REC-01 — recensement.md §2 : `Type de logement` et au moins un chiffre, quel que soit le nom de la feuille
    if (
      ligne.cellules.some(({ cellule }) => /^type de logement/i.test(clean(cellule.texte))) &&
      FIGURES.some((figure) => communes.colonnes.has(figure))
    ) {
      return { nature: 'communes', entetes: communes }
    }
    const points = readEntetes(ligne, colonneDePoint)
    const placed = ['canal', 'telephone', 'voie', 'siteWeb', 'services'] as const
    // R-REC-02 — une feuille de points se reconnaît à son `Nom` et à au moins deux façons de joindre le point
    if (points.colonnes.has('nom') && placed.filter((colonne) => points.colonnes.has(colonne)).length >= 2) {
      return { nature: 'points', entetes: points }
    }
  }
  return undefined
}

function readEntetes<C extends string>(ligne: Ligne, columnOf: (entete: string) => C | undefined): Entetes<C> {
  const colonnes = new Map<C, number>()
  const inconnues: Cellule[] = []
  for (const { colonne, cellule } of ligne.cellules) {
    const known = columnOf(cellule.texte)
    if (known && !colonnes.has(known)) colonnes.set(known, colonne)
    else if (clean(cellule.texte) !== '') inconnues.push(cellule)
  }
  return { ligne: ligne.numero, colonnes, inconnues }
}

/** Rows that the model marks as an example. */
export const lignesDExemple = (feuille: Feuille, entete: number): Ligne[] =>
  feuille.lignes.filter(({ numero, cellules }) => numero > entete && /^exemple\b/i.test(firstText(cellules)))

const firstText = (cellules: Ligne['cellules']): string =>
  clean(cellules.find(({ colonne }) => colonne === 0)?.cellule.texte ?? '')

/** Rows of data under the header: the help line and the example row of the model are marked, and left out. */
export const lignesDeDonnees = (feuille: Feuille, entete: number): Ligne[] =>
  feuille.lignes.filter(
    ({ numero, cellules }) =>
      numero > entete &&
      cellules.some(({ cellule }) => clean(cellule.texte) !== '') &&
      // R-REC-03 — recensement.md §1 : la ligne d’exemple est marquée et ignorée
      !MARQUE.test(firstText(cellules)),
  )

export type { NatureDeFeuille }
