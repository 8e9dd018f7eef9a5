/** Whether what was renewed may still be said renewed: the address of that page is kept, and opened long after. */
import type { RenouvellementLu } from '#lib/usecases/open-renouvellement.ts'

type Lu = Pick<RenouvellementLu, 'demande' | 'dernier' | 'ouvert'>
type Montrable = Readonly<{
  dernier: NonNullable<Lu['dernier']>
  echeances: NonNullable<Lu['demande']['echeances']>
}>

export function recuMontrable({ demande: { echeances }, dernier, ouvert }: Lu): Montrable | undefined {
  // R-REN-11 — choix du portail : un reçu lu tard ne dit pas valable une demande qui ne l’est plus, ou qui est à refaire
  const isDebout = !ouvert.ok && ouvert.refus.code === 'deja-renouvelee'
  return isDebout && dernier && echeances ? { dernier, echeances } : undefined
}
