/** What is asked of the process that reads, publishes and reverts large censuses. */
import type { Contexte } from '../../acces/contexte.ts'
import type { Defauts } from './champs.ts'
import type { ColonneDite } from './colonnes.ts'

export type DemandeAPart = Readonly<{ importId: string; par: Contexte }> &
  (
    | Readonly<{
        acte: 'lire'
        defauts?: Defauts
        colonnes?: readonly ColonneDite[]
        /** Of the reading that its page follows. */
        jeton?: string
      }>
    | Readonly<{
        acte: 'publier'
        retirer: readonly string[]
        confirmer: readonly string[] | 'tout'
        /** The version of the import whose rows were shown. */
        versionVue?: number
      }>
    | Readonly<{ acte: 'annuler'; choisis: readonly string[] }>
    | Readonly<{ acte: 'rouvrir' }>
  )

/**
 * What is large: below, starting a process costs more than it saves. Bytes of the file as it was sent and once unpacked,
 * about six thousand rows either way; bytes of its cells as they are told (those rows take 3.7 MB), since a few bytes may
 * name a long text or a whole sheet again and again; rows that a publication, or what undoes it, goes through.
 */
export const GRAND = {
  octets: 768 * 1024,
  depaquetes: 8 * 1024 * 1024,
  reponse: 6 * 1024 * 1024,
  lignes: 5_000,
} as const

/** Whether a file is read apart. A file may be small as it was sent and huge once unpacked. */
export const isGrandFichier = ({ octets, depaquetes }: Readonly<{ octets: number; depaquetes: number }>): boolean =>
  octets > GRAND.octets || depaquetes > GRAND.depaquetes

/**
 * Milliseconds that the web process gives to the cells of one file, which may be few and slow to read: in all while they
 * come, between two looks at who else waits, and at one go once they are all there. Beyond, the file is read apart.
 */
export const BUDGET = { enTout: 3_000, tranche: 20, dUnTrait: 1_000 } as const
export type Budget = Readonly<Record<keyof typeof BUDGET, number>>
