/** Hours as a person types them back: the cells of the workbook and the fields of the form. Read again by saisie.ts. */
import type { IndexDeJour } from './jours.ts'
import { JOURS, nameFermeture, nameOuverture, nameRangs } from './noms.ts'
import type { Exception, Horaires } from './regime.ts'
import type { HorairesDuJour, Plage } from './semaine.ts'

const pad = (value: number): string => String(value).padStart(2, '0')
const heure = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
const plage = ({ de, a }: Plage): string => `${heure(de)}-${heure(a)}`

/** A day cell: `09:00-12:00, 14:00-17:00`, `fermé`, `sur rendez-vous`, or nothing when it is unknown. */
export function writeJournee(journee: HorairesDuJour): string {
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

/** The cell of a day with its exceptions: `09:00-12:00 ; 1er du mois : fermé`. */
export function writeCellule({ semaine, exceptions }: Horaires, index: IndexDeJour): string {
  const autres = exceptions.filter(({ jours }) => jours.includes(index))
  if (autres.length === 0) return writeJournee(semaine[index])
  const ordinaire = writeSeule(semaine[index], index)
  return [
    ...(ordinaire === '' ? [] : [ordinaire]),
    ...autres.map((exception) => writeException(exception, index)),
  ].join(' ; ')
}

/** The same beside other dates: « sur rendez-vous » said first or alone would be said of them too. */
function writeSeule(journee: HorairesDuJour, index: IndexDeJour): string {
  if (journee === 'sur-rendez-vous') return `${JOURS[index]} : sur rendez-vous`
  if (typeof journee === 'string' || journee.some(({ surRendezVous }) => !surRendezVous)) return writeJournee(journee)
  return journee.map((each) => `${plage(each)} sur rendez-vous`).join(', ')
}

function writeException({ dates, horaires }: Exception, index: IndexDeJour): string {
  const journee = writeSeule(horaires, index)
  if ('rangs' in dates) return `${nameRangs(dates.rangs)} ${JOURS[index]} du mois : ${writeJournee(horaires)}`
  const nameDates = horaires === 'ferme' ? nameFermeture : nameOuverture
  const quand = 'semaines' in dates ? `semaines ${dates.semaines}` : nameDates(dates.saison)
  return `${quand}${horaires === 'sur-rendez-vous' ? ', ' : ' : '}${journee}`
}
