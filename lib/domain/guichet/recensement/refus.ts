/** Why a census cannot be received, read again or published; the bad rows of a file refuse themselves alone. */
import type { RefusDAcces } from '../../acces/acces.ts'
import type { RefusDeLecture } from './classeur.ts'

export type RefusDeRecensement =
  | RefusDAcces
  | RefusDeLecture
  | Readonly<{ code: 'introuvable' }>
  /** The file has not been read, or could not be. */
  | Readonly<{ code: 'import-non-lu' }>
  | Readonly<{ code: 'import-abandonne' }>
  /** Only what was published may be reverted. */
  | Readonly<{ code: 'import-non-publie' }>
  | Readonly<{ code: 'import-deja-publie' }>
  /** What is published moved since the difference was shown: it is shown again before it is published. */
  | Readonly<{ code: 'publie-entre-temps'; noms: readonly string[] }>
  /** Every row that could be published waits for a tick, beside another holder's point. */
  | Readonly<{ code: 'tout-attend' }>
  /** Nothing in the file can be published. */
  | Readonly<{ code: 'rien-a-publier' }>
