/**
 * All that a point says of its hours: an ordinary week, what holds on some dates only, public holidays. Read from OSM
 * syntax, evaluated here day by day, on the server and in browsers.
 */
import type { Jour } from '../../calendrier.ts'
import { addJours, fromNumero, type IndexDeJour, indexDe, makeJour, toNumero } from './jours.ts'
import type { HorairesDuJour, JourneeConnue, Plage, Semaine } from './semaine.ts'

/** Which one of the month: first to fifth, or −1 for the last. */
export type RangDuMois = 1 | 2 | 3 | 4 | 5 | -1

/** From a day of the year to another, both included, `MM-DD`; through New Year when `au` is before `du`. */
export type Saison = Readonly<{ du: string; au: string }>

/** When an exception holds: in a season of each year, one week in two, or on some ranks of the month. */
export type Dates =
  | Readonly<{ saison: Saison }>
  | Readonly<{ semaines: 'paires' | 'impaires' }>
  | Readonly<{ rangs: readonly RangDuMois[] }>

/** Hours of some days of the week on some dates. */
export type Exception = Readonly<{ dates: Dates; jours: readonly IndexDeJour[]; horaires: JourneeConnue }>

/** `ordinaires`: a public holiday is a day like the others. */
export type Feries = 'fermes' | 'ordinaires' | readonly Plage[]

/** A later exception wins. `sinonRendezVous`: outside all these hours, by appointment. */
export type Horaires = Readonly<{
  semaine: Semaine
  exceptions: readonly Exception[]
  feries: Feries
  sinonRendezVous: boolean
}>

/** The hours that hold on a civil day, public holidays and exceptional closures apart. */
export function journeeDe({ semaine, exceptions }: Horaires, jour: Jour): HorairesDuJour {
  const index = indexDe(jour)
  let isNamed = false
  for (let at = exceptions.length - 1; at >= 0; at -= 1) {
    const exception = exceptions[at]
    if (!exception?.jours.includes(index)) continue
    if (isAmong(exception.dates, jour)) return exception.horaires
    if (!('saison' in exception.dates) && exception.horaires !== 'ferme') isNamed = true
  }
  // R-HOR-13 — choix du portail : « les 1er et 3e mardis » dit que les autres mardis sont fermés
  return isNamed && semaine[index] === 'inconnu' ? 'ferme' : semaine[index]
}

function isAmong(dates: Dates, jour: Jour): boolean {
  // R-HOR-14 — ISO 8601 : une semaine paire a un numéro pair dans le calendrier
  if ('semaines' in dates) return (semaineIso(jour) % 2 === 0) === (dates.semaines === 'paires')
  if ('rangs' in dates) return dates.rangs.includes(rangOf(jour)) || (dates.rangs.includes(-1) && isLastOfMonth(jour))
  // R-HOR-15 — choix du portail : une saison revient chaque année, ses deux jours extrêmes compris
  const { du, au } = dates.saison
  const day = jour.slice(5)
  return du <= au ? du <= day && day <= au : day >= du || day <= au
}

/** The number of the week of a day: week 1 holds the first Thursday of the year. */
export function semaineIso(jour: Jour): number {
  const jeudi = toNumero(jour) - indexDe(jour) + 3
  const annee = Number(fromNumero(jeudi).slice(0, 4))
  return Math.floor((jeudi - toNumero(makeJour(annee, 1, 1))) / 7) + 1
}

const RANGS = [1, 2, 3, 4, 5] as const
const rangOf = (jour: Jour): RangDuMois => RANGS[Math.floor((Number(jour.slice(8)) - 1) / 7)] ?? 5
const isLastOfMonth = (jour: Jour): boolean => addJours(jour, 7).slice(5, 7) !== jour.slice(5, 7)
