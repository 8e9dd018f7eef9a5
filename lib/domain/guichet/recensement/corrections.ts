/**
 * What people write in the preview over the cells of a file. A correction takes the place of its cell before the row is
 * read, so that the same code judges both; the file itself stays as it was sent.
 */
import { removeNir } from '../../nir.ts'
import { accept, type Resultat, refuse } from '../../resultat.ts'
import type { Ligne } from './classeur.ts'
import { adresseDe } from './classeur.ts'
import { COLONNES, type Colonne } from './colonnes.ts'
import { VIRTUELLES } from './rang.ts'
import { clean, cleanLignes, fold } from './texte.ts'

/** `ligne` counts from 1; an empty `valeur` empties the cell. */
export type Correction = Readonly<{ feuille: string; ligne: number; colonne: Colonne; valeur: string }>
/** What was written in the file and what stands in its place; `cellule` null: the sheet has no such column. */
export type CelluleCorrigee = Readonly<{ colonne: Colonne; cellule: string | null; ecrit: string; valeur: string }>

/** The answer « un nouveau point », in the place of an identifiant. */
export const NOUVEAU_POINT = 'nouveau'
/** More than any cell of a census may say. */
export const LONGUEUR_DE_CORRECTION = 2_000
/** Columns that the sheet does not have, beyond those that are put together from pieces. */
const ABSENTES = VIRTUELLES + 1_000

/** One cell as a form sends it: what it showed, and what is wanted instead; null gives the cell back. */
export type Saisie = Readonly<{ colonne: Colonne; vu: string; valeur: string | null }>
export type RefusDeSaisie =
  | Readonly<{ code: 'valeur-trop-longue'; colonne: Colonne; max: number; longueur: number }>
  /** Someone else corrected one of these cells since they were shown; `actuel` is what each cell of the row says. */
  | Readonly<{ code: 'corrigee-entre-temps'; actuel: Readonly<Partial<Record<Colonne, string>>> }>

/** A row as the file has it, and the corrections that stand of it. */
export type LigneACorriger = Readonly<{
  trouve: Readonly<Partial<Record<Colonne, string>>>
  corrections: ReadonlyMap<Colonne, string>
}>

/** The text as it is kept: its lines, without what is not seen nor numéro de sécurité sociale. */
const toValeur = (texte: string): string => cleanLignes(removeNir(texte))

/** What is to be written of these cells, null for those given back; empty when all is said already. */
export function decideCorrections(
  saisies: readonly Saisie[],
  { trouve, corrections }: LigneACorriger,
): Resultat<readonly Readonly<{ colonne: Colonne; valeur: string | null }>[], RefusDeSaisie> {
  const ecrites: { colonne: Colonne; valeur: string | null }[] = []
  let isStale = false
  for (const saisie of saisies) {
    const { colonne } = saisie
    const ecrit = trouve[colonne] ?? ''
    const wanted = saisie.valeur === null ? null : toValeur(saisie.valeur)
    const longueur = wanted?.length ?? 0
    // R-REC-74 — choix du portail : un texte plus long qu’aucune cellule lisible a été collé par erreur
    if (longueur > LONGUEUR_DE_CORRECTION)
      return refuse({ code: 'valeur-trop-longue', colonne, max: LONGUEUR_DE_CORRECTION, longueur })
    const standing = corrections.get(colonne) ?? null
    // What the file says already needs no correction.
    const valeur = wanted === ecrit ? null : wanted
    if (valeur === standing) continue
    // R-REC-77 — choix du portail : personne n’efface sans la voir la correction d’un autre
    if (toValeur(saisie.vu) === toValeur(standing ?? ecrit)) ecrites.push({ colonne, valeur })
    else isStale = true
  }
  return isStale
    ? refuse({ code: 'corrigee-entre-temps', actuel: { ...trouve, ...Object.fromEntries(corrections) } })
    : accept(ecrites)
}

/** Finds the corrections of a row without going through all of them. */
export function indexCorrections(
  corrections: readonly Correction[],
): (feuille: string, ligne: number) => readonly Correction[] {
  const byFeuille = new Map<string, Map<number, Correction[]>>()
  for (const correction of corrections) {
    const rows = byFeuille.get(correction.feuille) ?? new Map<number, Correction[]>()
    byFeuille.set(correction.feuille, rows)
    const list = rows.get(correction.ligne)
    if (list) list.push(correction)
    else rows.set(correction.ligne, [correction])
  }
  return (feuille, ligne) => byFeuille.get(feuille)?.get(ligne) ?? []
}

export type LigneCorrigee = Readonly<{
  ligne: Ligne
  colonnes: ReadonlyMap<Colonne, number>
  corrigees: readonly CelluleCorrigee[]
  /** It was answered that the row is a point of its own, whatever it looks like. */
  estNouveau: boolean
}>

/** The row as it is to be read: each corrected cell holds a text, a column that lacked is there for this row alone. */
export function corrigeLigne(
  ligne: Ligne,
  colonnes: ReadonlyMap<Colonne, number>,
  corrections: readonly Correction[],
): LigneCorrigee {
  if (corrections.length === 0) return { ligne, colonnes, corrigees: [], estNouveau: false }
  const cells = new Map(ligne.cellules.map((one) => [one.colonne, one]))
  const places = new Map(colonnes)
  const corrigees: CelluleCorrigee[] = []
  let estNouveau = false
  for (const { colonne, valeur } of corrections) {
    const at = places.get(colonne) ?? ABSENTES + COLONNES.indexOf(colonne)
    const before = cells.get(at)?.cellule
    const isAnswer = colonne === 'identifiant' && fold(valeur) === NOUVEAU_POINT
    if (isAnswer) estNouveau = true
    places.set(colonne, at)
    const adresse = at < VIRTUELLES ? adresseDe(at, ligne.numero) : null
    // R-REC-73 — choix du portail : la correction prend la place de la cellule et se lit par les mêmes règles
    const texte = isAnswer ? '' : valeur
    cells.set(at, {
      colonne: at,
      cellule: { adresse: adresse ?? before?.adresse ?? '', valeur: texte, texte },
    })
    corrigees.push({
      colonne,
      cellule: adresse,
      ecrit: before?.idem?.ecrit ?? clean(removeNir(before?.texte ?? '')),
      valeur,
    })
  }
  const cellules = [...cells.values()].sort((a, b) => a.colonne - b.colonne)
  return { ligne: { ...ligne, cellules }, colonnes: places, corrigees, estNouveau }
}

/** What each cell holds in the file, put back where corrections were read in their place. */
export function trouveAvant(
  trouve: Readonly<Partial<Record<Colonne, string>>>,
  corrigees: readonly CelluleCorrigee[],
): Readonly<Partial<Record<Colonne, string>>> {
  const avant: Partial<Record<Colonne, string>> = { ...trouve }
  for (const { colonne, ecrit } of corrigees) {
    if (ecrit === '') delete avant[colonne]
    else avant[colonne] = ecrit
  }
  return avant
}
