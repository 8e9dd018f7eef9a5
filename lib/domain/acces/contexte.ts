/** Who asks, handed to each use case. `maintenant` is for display only: an act is judged at the database's instant. */
import type { Acteur } from './acteur.ts'

export type Contexte = Readonly<{ acteur: Acteur; maintenant: string }>

/** The account behind an actor, for journals; null for a visitor. */
export const compteDe = (acteur: Acteur): string | null => ('compteId' in acteur ? acteur.compteId : null)
