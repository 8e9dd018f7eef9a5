/** Hours as a person types them back: the cells of the workbook and the fields of the form. The inverse of plages.ts. */
import type { HorairesDuJour, Plage } from './semaine.ts'

const pad = (value: number): string => String(value).padStart(2, '0')
const heure = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
const plage = ({ de, a }: Plage): string => `${heure(de)}-${heure(a)}`

/** A day cell: `09:00-12:00, 14:00-17:30`, `fermé`, `sur rendez-vous`, or nothing when it is unknown. */
export function writeCellule(journee: HorairesDuJour): string {
  if (journee === 'inconnu') return ''
  if (journee === 'ferme') return 'fermé'
  if (journee === 'sur-rendez-vous') return 'sur rendez-vous'
  const reserves = journee.filter(({ surRendezVous }) => surRendezVous).length
  if (reserves === 0) return journee.map(plage).join(', ')
  if (reserves === journee.length) return `sur rendez-vous : ${journee.map(plage).join(', ')}`
  return journee
    .map((each) => `${plage(each)} ${each.surRendezVous ? 'sur rendez-vous' : 'sans rendez-vous'}`)
    .join(', ')
}
