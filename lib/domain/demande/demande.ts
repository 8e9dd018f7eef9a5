/**
 * A demande is the union of its states, each with exactly the fields that it has. What the passing of the days makes of
 * an active one (to renew, in its last month) is computed from `echeances`, never stored.
 */
import { type Jour, monthsBetween } from '../calendrier.ts'
import { isUuid } from '../identifiants.ts'
import type { Echeances } from './echeances.ts'
import type { Contenu } from './formulaire/contenu.ts'
import type { CorrectionDemandee } from './identite.ts'
import type { CodeDeRadiation, MotifDeRadiation } from './motifs-de-radiation.ts'
import type { NumeroUnique } from './numero-unique.ts'
import type { Territoire } from './territoire.ts'

export const STATUTS = ['active', 'radiee', 'effacee'] as const

declare const refBrand: unique symbol
/** What stands in an address: an uuid that says nothing, never the numéro unique. */
export type DemandeRef = string & { readonly [refBrand]: true }

/** Reads a reference as it comes in an address; `undefined` when it is nobody's. */
export const parseDemandeRef = (text: string): DemandeRef | undefined =>
  isUuid(text) ? (text.toLowerCase() as DemandeRef) : undefined

type Commun = Readonly<{
  ref: DemandeRef
  numeroUnique: NumeroUnique
  territoire: Territoire
  /** Day of the first deposit. */
  deposeeLe: Jour
  /** That day was counted in its month, which the number bears: no file told it, and nobody says it as a day. */
  isDepotCompte: boolean
  /** Day on which a service registered it: weeks after the deposit, sometimes. Null: it was loaded, and no file says it. */
  enregistreeLe: Jour | null
  /** A fact of its own: older than the deposit after a séparation, later for who came in since; never read from the number. */
  ancienneteDepuis: Jour
  /** Number of faits recorded. */
  version: number
}>

/** T, the days that follow from it and the notice handed over in that validity; all null while T is not known. */
export type Validite =
  | Readonly<{ valideDepuis: Jour; echeances: Echeances; avisRemisLe: Jour | null }>
  | Readonly<{ valideDepuis: null; echeances: null; avisRemisLe: null }>

type Nominative = Commun &
  Validite &
  Readonly<{
    contenu: Contenu
    /** Day of the last renewal; null before the first. */
    renouveleeLe: Jour | null
    /** The correction of identity that waits for the gestionnaire. */
    correction: CorrectionDemandee | null
  }>

export type DemandeActive = Nominative & Readonly<{ statut: 'active' }>
export type DemandeRadiee = Nominative &
  Readonly<{
    statut: 'radiee'
    radieeLe: Jour
    motif: MotifDeRadiation
    /** Last day, included, on which a guichet may reactivate it; null: its motive does not allow it. */
    reactivableJusquAu: Jour | null
    effacementLe: Jour
  }>
/** What is left of it names nobody; its number is kept so that it is never given again. */
export type DemandeEffacee = Commun &
  Readonly<{ statut: 'effacee'; radieeLe: Jour; motif: Readonly<{ code: CodeDeRadiation }>; effaceeLe: Jour }>

export type Demande = DemandeActive | DemandeRadiee | DemandeEffacee

/** Whole years and months from the day that the ancienneté runs from; a day before it is zero. */
export function computeAnciennete(depuis: Jour, le: Jour): Readonly<{ annees: number; mois: number }> {
  // R-DEM-01 — CCH, R441-2-3 et R441-2-7 : l’ancienneté court du premier dépôt et survit aux renouvellements
  const mois = Math.max(0, monthsBetween(depuis, le))
  return { annees: Math.floor(mois / 12), mois: mois % 12 }
}

/** Held for people to look at: T is not known, so no job reminds or radiates it. */
export const isATraiter = (demande: Demande): boolean =>
  // R-DEM-02 — choix du portail : sans T, aucun délai ne se compte ; on demande à des gens plutôt que de radier
  demande.statut === 'active' && demande.valideDepuis === null
