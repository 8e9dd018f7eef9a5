/** What is asked of the process that reads and publishes large censuses. */
import type { Contexte } from '../../acces/contexte.ts'
import type { Defauts } from './champs.ts'

export type DemandeAPart = Readonly<{ importId: string; par: Contexte }> &
  (
    | Readonly<{ acte: 'lire'; defauts?: Defauts }>
    | Readonly<{
        acte: 'publier'
        retirer: readonly string[]
        confirmer: readonly string[] | 'tout'
        /** Corrections of cells that had been made when the rows were shown. */
        corrections?: number
      }>
  )

/**
 * What is large: below, starting a process costs more than it saves. Bytes of the file as it was sent, about six
 * thousand rows; rows that a publication compares.
 */
export const GRAND = { octets: 768 * 1024, lignes: 5_000 } as const
