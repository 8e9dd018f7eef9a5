/** The five motives for which a demande ends, and what each has to say. Source: CCH, R441-2-8. */
import type { Jour } from '../calendrier.ts'
import type { Attribution } from './attribution.ts'

export const MOTIFS_DE_RADIATION = {
  RADATT: 'Attribution d’un logement social',
  RADABA: 'Abandon de la demande',
  RADIRR: 'Irrecevabilité de la demande',
  RADCON: 'Absence de réponse à un courrier',
  RADREN: 'Non-renouvellement',
} as const
export type CodeDeRadiation = keyof typeof MOTIFS_DE_RADIATION

export const SOUS_MOTIFS_D_IRRECEVABILITE = {
  IRRSEJ: 'Séjour irrégulier',
  IRRRES: 'Ressources au-dessus du plafond',
} as const

/** The traceable letter that came first: its day, and what proves it (number of a registered letter, say). */
export type Avertissement = Readonly<{ envoyeLe: Jour; preuve: string }>

export type MotifDeRadiation =
  | Readonly<{ code: 'RADATT'; attribution: Attribution }>
  /** Day on which the written renunciation was received. */
  | Readonly<{ code: 'RADABA'; recuLe: Jour }>
  | Readonly<{
      code: 'RADIRR'
      sousMotif: keyof typeof SOUS_MOTIFS_D_IRRECEVABILITE
      avertissement: Avertissement
    }>
  | Readonly<{ code: 'RADCON'; avertissement: Avertissement }>
  | Readonly<{ code: 'RADREN' }>
