/** Why a census cannot be received, read again or published; the bad rows of a file refuse themselves alone. */
import type { RefusDAcces } from '../../acces/acces.ts'
import type { RefusDeLecture } from './classeur.ts'
import type { RefusDeSaisie } from './corrections.ts'

/** Of which the moment may be the cause, and not the file: it is kept, and may be read again. */
export const REFUS_PASSAGERS = ['trop-long', 'trop-de-memoire', 'lecture-interrompue', 'trop-de-traitements'] as const
export type RefusPassager = (typeof REFUS_PASSAGERS)[number]

export const isPassager = (code: unknown): code is RefusPassager => REFUS_PASSAGERS.some((one) => one === code)

/** After which the page of the import has no form any more, where what was typed would be. */
const REFUS_SANS_FORMULAIRE = [
  'lecture-en-cours',
  'import-deja-traite',
  'import-deja-publie',
  'import-abandonne',
  'fichier-plus-garde',
] as const

export const isSansFormulaire = (code: string): boolean => REFUS_SANS_FORMULAIRE.some((one) => one === code)

export type RefusDeRecensement =
  | RefusDAcces
  | RefusDeLecture
  | Readonly<{ code: 'introuvable' }>
  /** The file has not been read, or could not be. */
  | Readonly<{ code: 'import-non-lu' }>
  | Readonly<{ code: 'import-abandonne' }>
  /** A reading goes on behind its page: what it will say is waited for. */
  | Readonly<{ code: 'lecture-en-cours' }>
  /** Only what was published may be reverted. */
  | Readonly<{ code: 'import-non-publie' }>
  | Readonly<{ code: 'import-deja-publie' }>
  /** What is published moved since the difference was shown: it is shown again before it is published. */
  | Readonly<{ code: 'publie-entre-temps'; noms: readonly string[] }>
  /** Someone else said otherwise of the same columns while the file was being read with what one said. */
  | Readonly<{ code: 'colonnes-dites-entre-temps' }>
  /** Someone else said otherwise what all the rows have in common. */
  | Readonly<{ code: 'valeurs-dites-entre-temps' }>
  /** A correction was made and the file was not read again with it. */
  | Readonly<{ code: 'correction-a-relire' }>
  /** The file was read otherwise since its rows were shown to who publishes them: a correction, a value said for all. */
  | Readonly<{ code: 'relu-entre-temps' }>
  /** Reverted: it is compared again before it is published again. */
  | Readonly<{ code: 'import-annule' }>
  /** Published or reverted: what was sent is not corrected any more. */
  | Readonly<{ code: 'import-deja-traite' }>
  /** The file is not kept any more: it cannot be read again. */
  | Readonly<{ code: 'fichier-plus-garde' }>
  /** No cell of the form was changed, no answer was chosen. */
  | Readonly<{ code: 'rien-a-corriger' }>
  | Extract<RefusDeSaisie, { code: 'valeur-trop-longue' }>
  /** Every row that could be published waits for a tick, beside another holder's point. */
  | Readonly<{ code: 'tout-attend' }>
  /** The process that published was cut, and nothing was published. */
  | Readonly<{ code: 'publication-interrompue' }>
  | Readonly<{ code: 'annulation-interrompue' }>
  /** No row of the file can be published, and of as many points that are not in it none was ticked. */
  | Readonly<{ code: 'rien-a-publier'; absents: number }>
