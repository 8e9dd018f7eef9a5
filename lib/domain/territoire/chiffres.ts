/**
 * The figures of a commune as the public sees them: its parc, its demandes, last year's attributions, by type of
 * dwelling. Source: bulletin of July 2014, « Portail Grand Public ».
 */
import { type Jour, jour } from '../calendrier.ts'
import type { ChiffresDeclares } from '../guichet/chiffres.ts'
import { codesOf, TYPES_DE_LOGEMENT, type TypeDeLogement } from '../guichet/vocabulaire.ts'
import { type Cellule, isMasque, maskColonne } from './secret.ts'

export type TypeDetaille = Exclude<TypeDeLogement, 'ensemble'>
export const TYPES_DETAILLES = codesOf(TYPES_DE_LOGEMENT).filter((type): type is TypeDetaille => type !== 'ensemble')

export type ChiffresDeType = Readonly<{
  type: TypeDetaille
  logements: number | null
  demandesEnAttente: Cellule
  attributionsN1: Cellule
}>

/** The figures of one year, masked: nothing else of them leaves the server. */
export type ChiffresPublies = Readonly<{
  /** N: logements at 1 January N, demandes at `arreteAu`, attributions whose lease was signed during N-1. */
  annee: number
  arreteAu: Jour | null
  source: string | null
  demonstration: boolean
  /** Demandes at 31 December N-1 for one attribution of N-1, one decimal; null where it may not be said. */
  tension: number | null
  total: Readonly<{ logements: number | null; demandesEnAttente: Cellule; attributionsN1: Cellule }>
  /** Every type in order, or nothing when only the whole was declared. */
  parType: readonly ChiffresDeType[]
}>

export type ChiffresLus = ChiffresDeclares & Readonly<{ demonstration: boolean }>
type Figure = 'logements' | 'demandesEnAttente' | 'attributionsN1'

const isDeclared = (row: ChiffresDeclares): boolean =>
  row.logements !== null || row.demandesEnAttente !== null || row.attributionsN1 !== null

/** The figures to show among all the years declared of one commune: the latest with a figure; undefined: none. */
export function publishChiffres(rows: readonly ChiffresLus[], seuil: number): ChiffresPublies | undefined {
  const declared = rows.filter(isDeclared)
  if (declared.length === 0) return undefined
  const annee = Math.max(...declared.map((row) => row.annee))
  const ofYear = declared.filter((row) => row.annee === annee)
  const byType = new Map(ofYear.map((row) => [row.type, row]))
  const types = (figure: Figure) => TYPES_DETAILLES.map((type) => byType.get(type)?.[figure] ?? null)
  const ensemble = (figure: Figure) => byType.get('ensemble')?.[figure] ?? null
  // R-CHI-04 — choix du portail : la ligne « Ensemble », sinon la somme quand chaque type est connu
  const summed = (figure: Figure) => ensemble(figure) ?? sumWhenKnown(types(figure))
  // R-CHI-05 — choix du portail : le total des demandes n’est jamais une somme
  const demandes = { total: ensemble('demandesEnAttente'), types: types('demandesEnAttente') }
  const attributions = { total: summed('attributionsN1'), types: types('attributionsN1') }
  const shownDemandes = maskColonne(demandes, 'bornes', seuil)
  const shownAttributions = maskColonne(attributions, 'somme', seuil)
  const logements = types('logements')
  const arreteAu = byType.get('ensemble')?.arreteAu ?? ofYear.find((row) => row.arreteAu)?.arreteAu ?? null
  return {
    annee,
    arreteAu,
    source: [...new Set(ofYear.flatMap(({ source }) => (source ? [source] : [])))].join(' ; ') || null,
    demonstration: ofYear.some(({ demonstration }) => demonstration),
    tension: computeTension({ annee, arreteAu, demandes: shownDemandes.total, attributions: shownAttributions.total }),
    total: {
      logements: summed('logements'),
      demandesEnAttente: shownDemandes.total,
      attributionsN1: shownAttributions.total,
    },
    parType: TYPES_DETAILLES.some((type) => byType.has(type))
      ? TYPES_DETAILLES.map((type, at) => ({
          type,
          logements: logements[at] ?? null,
          demandesEnAttente: shownDemandes.types[at] ?? null,
          attributionsN1: shownAttributions.types[at] ?? null,
        }))
      : [],
  }
}

/** The declared rows of the year that is published, of one commune: what a workbook is filled with. */
export function listChiffresCourants<T extends ChiffresDeclares>(rows: readonly T[]): T[] {
  const declared = rows.filter(isDeclared)
  const annee = Math.max(...declared.map((row) => row.annee))
  return declared.filter((row) => row.annee === annee)
}

/** Among them, those that anyone may read as they stand: no cell of the row is hidden from the public. */
export function listChiffresDiffuses<T extends ChiffresDeclares>(rows: readonly T[], seuil: number): T[] {
  const published = publishChiffres(
    rows.map((row) => ({ ...row, demonstration: false })),
    seuil,
  )
  if (!published) return []
  const cellsOf = ({ type }: T) =>
    type === 'ensemble' ? published.total : published.parType.find((shown) => shown.type === type)
  return listChiffresCourants(rows).filter((row) => {
    const cells = cellsOf(row)
    // R-CHI-12 — choix du portail : un centre n’apprend de son classeur ni de son envoi aucun nombre que la page publique cache
    return cells !== undefined && !isMasque(cells.demandesEnAttente) && !isMasque(cells.attributionsN1)
  })
}

const sumWhenKnown = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0)

/** Demandes waiting for one attribution, one decimal; null where it may not be said. */
export function computeTension(shown: {
  annee: number
  arreteAu: Jour | null
  demandes: Cellule
  attributions: Cellule
}): number | null {
  // R-CHI-06 — choix du portail : demandes au 31 décembre N-1 ÷ attributions de N-1, connues et montrées
  if (shown.arreteAu !== jour(`${shown.annee - 1}-12-31`)) return null
  if (typeof shown.demandes !== 'number' || typeof shown.attributions !== 'number') return null
  if (shown.attributions === 0) return null
  return Math.round((shown.demandes / shown.attributions) * 10) / 10
}
