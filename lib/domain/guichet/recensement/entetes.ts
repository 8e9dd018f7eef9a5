/**
 * The header of a table, wherever it stands: one row, or up to four of them read together (« Adresse » over « N° »,
 * « Rue », « Ville »). What a header names is asked of its words: alone, then with the one above, then the one above.
 */
import type { Cellule, Fusion, Ligne } from './classeur.ts'
import { debutDEntete } from './longueurs.ts'
import { isBlank } from './texte.ts'

const NIVEAUX = 4

/** The texts over one column, from top to bottom, and the lowest cell that holds one. */
type Pile = Readonly<{ textes: readonly string[]; cellule: Cellule }>

export type Entetes<C extends string> = Readonly<{
  /** Row numbers of the header: data start below the last. */
  premiere: number
  ligne: number
  colonnes: ReadonlyMap<C, number>
  /** What stands over each column, from top to bottom: « Adresse Ville ». */
  libelles: ReadonlyMap<number, string>
  /** Headers that name nothing we know: reported, ignored. */
  inconnues: readonly Cellule[]
  /** Columns that their words, or the note under them, keep from publication: neither read nor proposed. */
  reservees?: ReadonlySet<number>
  /** Headers that name a column already found: reported, ignored. */
  doubles: readonly Readonly<{ cellule: Cellule; colonne: C; at: number }>[]
}>

type Nommer<C> = (entete: string) => C | undefined
type Lecture<C> = Readonly<{
  fusions: readonly Fusion[]
  nommer: Nommer<C>
  /** Whether the centre said what this header means: it then wins over what another one seems to name. */
  estDit?: (entete: string) => boolean
}>

/** Every way to read a header that starts at this row: one to four rows. */
export function listEntetes<C extends string>(
  lignes: readonly Ligne[],
  depart: number,
  { fusions, nommer, estDit = () => false }: Lecture<C>,
): Entetes<C>[] {
  const found: Entetes<C>[] = []
  const rows: Ligne[] = []
  for (let at = depart; at < Math.min(depart + NIVEAUX, lignes.length); at += 1) {
    const ligne = lignes[at]
    if (!ligne) break
    const last = rows.at(-1)
    if (last && (ligne.numero !== last.numero + 1 || !looksLikeHeader(ligne, rows, fusions, nommer))) break
    rows.push(ligne)
    const places = { premiere: rows[0]?.numero ?? 0, ligne: ligne.numero }
    found.push({ ...places, ...readEntetes(stack(rows, fusions), nommer, estDit) })
  }
  return found
}

/** A row under a header belongs to it when at least two of its cells, and half of them, name something too. */
function looksLikeHeader<C extends string>(
  ligne: Ligne,
  above: readonly Ligne[],
  fusions: readonly Fusion[],
  nommer: Nommer<C>,
): boolean {
  const piles = stack([...above, ligne], fusions)
  const filled = ligne.cellules.filter(({ cellule }) => !isBlank(cellule.texte))
  const named = filled.filter(({ colonne, cellule }) => {
    const parent = piles.get(colonne)?.textes.at(-2) ?? titreAGauche(above.at(-1), colonne)
    return nommer(cellule.texte) !== undefined || (parent !== '' && nommer(`${parent} ${cellule.texte}`) !== undefined)
  })
  // « Été » alone under « Horaires » takes them away from the rest of the year.
  const isPrecision = filled.every(({ colonne, cellule }) =>
    nommer(`${piles.get(colonne)?.textes.at(-2) ?? ''} ${cellule.texte}`)?.startsWith('dits/'),
  )
  return (filled.length > 0 && isPrecision) || (named.length >= 2 && named.length * 2 >= filled.length)
}

/** The title that begins on the left of a column in the row above: those between them may wait for a row below. */
const titreAGauche = (ligne: Ligne | undefined, colonne: number): string => {
  const titre = ligne?.cellules.findLast((un) => un.colonne < colonne && !isBlank(un.cellule.texte))
  return titre === undefined ? '' : debutDEntete(titre.cellule)
}

/** The texts of these rows by column. A merged cell, or one followed by empty ones, covers the columns beside it. */
function stack(rows: readonly Ligne[], fusions: readonly Fusion[]): Map<number, Pile> {
  const piles = new Map<number, { textes: string[]; cellule: Cellule }>()
  const lowest = rows.at(-1)
  for (const ligne of rows) {
    const here = new Map(ligne.cellules.map(({ colonne, cellule }) => [colonne, cellule]))
    for (const { haut, bas, gauche, droite } of fusions) {
      const cell = here.get(gauche)
      if (!cell || ligne.numero < haut || ligne.numero > bas) continue
      for (let at = gauche + 1; at <= Math.min(droite, gauche + 100); at += 1) if (!here.has(at)) here.set(at, cell)
    }
    if (ligne !== lowest) spread(here, rows)
    for (const [colonne, cellule] of here) {
      const texte = debutDEntete(cellule)
      const pile = piles.get(colonne)
      if (texte === '') continue
      if (!pile) piles.set(colonne, { textes: [texte], cellule })
      else piles.set(colonne, { textes: [...pile.textes, texte], cellule })
    }
  }
  return piles
}

/** A title over several columns, not merged: it covers the empty cells on its right that have a header below. */
function spread(here: Map<number, Cellule>, rows: readonly Ligne[]): void {
  const columns = rows.flatMap(({ cellules }) => cellules.map(({ colonne }) => colonne))
  let last: Cellule | undefined
  for (let at = Math.min(...columns); at <= Math.max(...columns); at += 1) {
    const cell = here.get(at)
    if (cell) last = cell
    else if (last && columns.includes(at)) here.set(at, last)
    else last = undefined
  }
}

function readEntetes<C extends string>(
  piles: ReadonlyMap<number, Pile>,
  nommer: Nommer<C>,
  estDit: (entete: string) => boolean,
): Omit<Entetes<C>, 'premiere' | 'ligne'> {
  const named = [...piles]
    .toSorted(([a], [b]) => a - b)
    .map(([colonne, { textes, cellule }]) => {
      const libelle = textes.join(' ')
      const dit = estDit(libelle) ? libelle : estDit(textes.at(-1) ?? '') ? textes.at(-1) : undefined
      const known = dit === undefined ? nameOf(textes, nommer) : nommer(dit)
      return { colonne, cellule, libelle, known, estDit: dit !== undefined }
    })
  const places = new Map<C, number>()
  // R-REC-90 — choix du portail : ce que le centre a dit d’un en-tête l’emporte sur ce qu’un autre semble dire
  for (const { known, colonne } of named.toSorted((a, b) => Number(b.estDit) - Number(a.estDit)))
    if (known !== undefined && !places.has(known)) places.set(known, colonne)
  const colonnes = new Map<C, number>()
  const libelles = new Map<number, string>()
  const inconnues: Cellule[] = []
  const doubles: { cellule: Cellule; colonne: C; at: number }[] = []
  for (const { colonne, cellule, libelle, known } of named) {
    libelles.set(colonne, libelle)
    if (known === undefined) inconnues.push(cellule)
    else if (places.get(known) === colonne) colonnes.set(known, colonne)
    else doubles.push({ cellule, colonne: known, at: colonne })
  }
  return { colonnes, libelles, inconnues, doubles }
}

/** What the lowest text names with the one above, alone, or through the one above when it is only a note. */
function nameOf<C extends string>(textes: readonly string[], nommer: Nommer<C>): C | undefined {
  const bottom = textes.at(-1) ?? ''
  // « Lundi » over « Matin » over « Ouverture »: three levels, or a title over them, make one name
  for (let from = 0; from < textes.length - 2; from += 1) {
    const known = nommer(textes.slice(from).join(' '))
    if (known !== undefined) return known
  }
  for (const above of textes.slice(0, -1).reverse()) {
    const known = nommer(`${above} ${bottom}`)
    if (known !== undefined) return known
  }
  const [first = ''] = textes
  return nommer(bottom) ?? (textes.length > 1 && /obligatoire|facultatif/i.test(bottom) ? nommer(first) : undefined)
}
