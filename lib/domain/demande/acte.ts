/** What every act begins and ends with: the state that it may be done on, and the state with its fait. */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import type { Demande, DemandeActive, DemandeRadiee } from './demande.ts'
import { applyFait, type Fait } from './faits.ts'
import type { CodeDeRadiation } from './motifs-de-radiation.ts'

/** An act done: the state after it, and the fait to write in the same transaction. */
export type Acte = Readonly<{ demande: Demande; fait: Fait }>
export type RefusDEtat =
  | { code: 'demande-radiee'; radieeLe: Jour; motif: CodeDeRadiation }
  | { code: 'demande-effacee' }
  | { code: 'demande-active' }

/** Lets an active demande through. */
export function requireActive(demande: Demande): Resultat<DemandeActive, RefusDEtat> {
  // R-DEM-03 — CCH, R441-2-8 : une demande radiée ne se modifie ni ne se renouvelle
  if (demande.statut === 'radiee')
    return refuse({ code: 'demande-radiee', radieeLe: demande.radieeLe, motif: demande.motif.code })
  return demande.statut === 'effacee' ? refuse({ code: 'demande-effacee' }) : accept(demande)
}

/** Lets a radiated demande through. */
export function requireRadiee(demande: Demande): Resultat<DemandeRadiee, RefusDEtat> {
  if (demande.statut === 'active') return refuse({ code: 'demande-active' })
  return demande.statut === 'effacee' ? refuse({ code: 'demande-effacee' }) : accept(demande)
}

/** The act accepted: its fait, and the state that it makes. */
export const conclude = (demande: Demande | undefined, fait: Fait) =>
  accept<Acte>({ demande: applyFait(demande, fait), fait })

/** Whether a reason, a proof or a motive was written at all. */
export const isDit = (texte: string): boolean => texte.trim() !== ''

/** What the register opposes before or after the rules: a key used for another sending, a version that has passed. */
export type RefusDEnregistrement =
  | { code: 'cle-deja-employee' }
  | { code: 'demande-changee'; version: number }
  /** The body that registers has no code guichet, with which a number ends. */
  | { code: 'guichet-sans-code' }
