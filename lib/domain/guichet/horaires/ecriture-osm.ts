/** Writing the stored form: hours in OpenStreetMap syntax, in one canonical text that osm.ts reads back. */
import { FINS_DE_MOIS, JOURS_OSM, MOIS_OSM, SANS_INTERRUPTION, SINON_RENDEZ_VOUS, SUR_RENDEZ_VOUS } from './osm.ts'
import type { Exception, Horaires, Saison } from './regime.ts'
import { isJourneeEntiere, isSameJournee, type JourneeConnue, type Plage, type Semaine } from './semaine.ts'

/** A week with nothing else said: public holidays close the point, unless it never closes. */
export const horairesDeSemaine = (semaine: Semaine): Horaires => ({
  semaine,
  exceptions: [],
  // R-HOR-06 — un point ouvert sans interruption l'est aussi les jours fériés ; les autres ferment
  feries: semaine.every(isJourneeEntiere) ? 'ordinaires' : 'fermes',
  sinonRendezVous: false,
})

/** The canonical text of a week, or null when no day of it is known. */
export const toOsm = (semaine: Semaine): string | null => writeOsm(horairesDeSemaine(semaine))

/** The canonical text of hours, or null when they say nothing of any day. */
export function writeOsm({ semaine, exceptions, feries, sinonRendezVous }: Horaires): string | null {
  const sinon = sinonRendezVous ? SINON_RENDEZ_VOUS : ''
  if (feries === 'ordinaires' && exceptions.length === 0) {
    if (semaine.every(isJourneeEntiere)) return SANS_INTERRUPTION + sinon
    if (semaine.every((journee) => journee === 'sur-rendez-vous')) return SUR_RENDEZ_VOUS + sinon
  }
  const regles = [...writeSemaine(semaine), ...exceptions.map(writeException)]
  if (regles.length === 0) return null
  if (feries === 'fermes') regles.push('PH off')
  else if (feries !== 'ordinaires') regles.push(writeRegle('PH', feries))
  return regles.join('; ') + sinon
}

function writeSemaine(semaine: Semaine): string[] {
  const regles: string[] = []
  const done = new Set<number>()
  semaine.forEach((journee, index) => {
    if (journee === 'inconnu' || done.has(index)) return
    const same = semaine.flatMap((other, i) => (isSameJournee(journee, other) ? [i] : []))
    for (const i of same) done.add(i)
    regles.push(writeRegle(writeJours(same), journee))
  })
  return regles
}

function writeException({ dates, jours, horaires }: Exception): string {
  if ('rangs' in dates) {
    const rangs = dates.rangs.join(',')
    return writeRegle(jours.map((index) => `${JOURS_OSM[index]}[${rangs}]`).join(','), horaires)
  }
  if ('semaines' in dates)
    return writeRegle(`week ${dates.semaines === 'paires' ? '02-52/2' : '01-53/2'} ${writeJours(jours)}`, horaires)
  const saison = writeSaison(dates.saison)
  return writeRegle(jours.length === 7 && horaires === 'ferme' ? saison : `${saison} ${writeJours(jours)}`, horaires)
}

function writeRegle(selector: string, horaires: JourneeConnue): string {
  if (horaires === 'ferme') return `${selector} off`
  if (horaires === 'sur-rendez-vous') return `${selector} ${SUR_RENDEZ_VOUS}`
  const libres = horaires.filter(({ surRendezVous }) => !surRendezVous)
  const reserves = horaires.filter(({ surRendezVous }) => surRendezVous)
  return [
    ...(libres.length > 0 ? [`${selector} ${libres.map(writePlage).join(',')}`] : []),
    ...(reserves.length > 0 ? [`${selector} ${reserves.map(writePlage).join(',')} open ${SUR_RENDEZ_VOUS}`] : []),
  ].join(', ')
}

/** `Jul-Aug` for whole months, `Aug 01-15`, `Nov 15-Feb 10`. */
function writeSaison({ du, au }: Saison): string {
  const [mois1 = 1, jour1 = 1] = du.split('-').map(Number)
  const [mois2 = 1, jour2 = 1] = au.split('-').map(Number)
  const [nom1, nom2] = [MOIS_OSM[mois1 - 1], MOIS_OSM[mois2 - 1]]
  if (jour1 === 1 && jour2 === FINS_DE_MOIS[mois2 - 1]) return mois1 === mois2 ? `${nom1}` : `${nom1}-${nom2}`
  const from = `${nom1} ${pad(jour1)}`
  if (mois1 !== mois2) return `${from}-${nom2} ${pad(jour2)}`
  return jour1 === jour2 ? from : jour1 < jour2 ? `${from}-${pad(jour2)}` : `${from}-${nom2} ${pad(jour2)}`
}

/** `Mo-Fr`, `Mo,We`, `Mo-We,Fr`; two neighbours are written `Sa,Su`. */
function writeJours(indexes: readonly number[]): string {
  const parts: string[] = []
  for (let i = 0; i < indexes.length; ) {
    let end = i
    while (indexes[end + 1] === (indexes[end] ?? 0) + 1) end += 1
    const first = JOURS_OSM[indexes[i] ?? 0] ?? ''
    const last = JOURS_OSM[indexes[end] ?? 0] ?? ''
    parts.push(end === i ? first : end === i + 1 ? `${first},${last}` : `${first}-${last}`)
    i = end + 1
  }
  return parts.join(',')
}

const pad = (value: number): string => String(value).padStart(2, '0')
const writeHeure = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
const writePlage = ({ de, a }: Plage): string => `${writeHeure(de)}-${writeHeure(a)}`
