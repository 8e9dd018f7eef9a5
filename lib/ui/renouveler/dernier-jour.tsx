/** The last day to renew, in full and big; louder in the last month. */
import { formatJourEntier } from '#lib/documents/jours.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Echeances } from '#lib/domain/demande/echeances.ts'

export function DernierJour({ echeances, le }: Readonly<{ echeances: Echeances | null; le: Jour }>) {
  if (!echeances) return null
  const { expireLe, dernierJour } = echeances
  const isDernierMois = expireLe <= le
  return (
    <p className={isDernierMois ? 'renouveler__dernier renouveler__dernier--urgent' : 'renouveler__dernier'}>
      {dernierJour === le ? 'Dernier jour pour renouveler : aujourd’hui,' : 'Dernier jour pour renouveler :'}
      <strong>
        <time dateTime={dernierJour}>{formatJourEntier(dernierJour)}</time>
      </strong>
      {isDernierMois
        ? 'C’est le dernier mois. Après ce jour, votre demande est annulée (radiée).'
        : 'Ce jour est compris. Renouveler prend une minute si rien n’a changé.'}
    </p>
  )
}
