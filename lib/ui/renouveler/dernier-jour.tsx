/** The last day to renew, in full and big; louder in the last month. */
import { formatJourEntier } from '#lib/documents/jours.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { type Echeances, isDernierMois } from '#lib/domain/demande/echeances.ts'

export function DernierJour({ echeances, le }: Readonly<{ echeances: Echeances | null; le: Jour }>) {
  if (!echeances) return null
  const { dernierJour } = echeances
  const isUrgent = isDernierMois(le, echeances)
  return (
    <p className={isUrgent ? 'renouveler__dernier renouveler__dernier--urgent' : 'renouveler__dernier'}>
      {dernierJour === le ? 'Dernier jour pour renouveler : aujourd’hui,' : 'Dernier jour pour renouveler :'}
      <strong>
        <time dateTime={dernierJour}>{formatJourEntier(dernierJour)}</time>
      </strong>
      {isUrgent
        ? 'C’est le dernier mois. Après ce jour, votre demande peut être radiée (annulée).'
        : 'Ce jour est compris. Renouveler prend une minute si rien n’a changé.'}
    </p>
  )
}
