/** What a form is told back after it was sent: what is wrong, and all that was typed. */
import type { Refus } from './refus.ts'

export type Valeurs = Readonly<Record<string, string | readonly string[]>>
/** One sentence by field; the empty name holds what concerns the whole form. */
export type Erreurs = Readonly<Record<string, string>>

export type EtatDAction =
  | Readonly<{ status: 'idle' }>
  | Readonly<{ status: 'invalid'; errors: Erreurs; values: Valeurs }>
  | Readonly<{ status: 'refused'; refus: Refus; values: Valeurs }>
  /** What a form that asks a question is answered, in the place where it was asked. */
  | Readonly<{ status: 'answered'; reponse: string; values: Valeurs }>

export const IDLE: EtatDAction = { status: 'idle' }
