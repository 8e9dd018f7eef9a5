/**
 * The civil calendar and the zones of the territories, computed beside what is tried: days counted from the calendar's
 * arithmetic, zones from their written rules, no Temporal, no Intl, no zone of the process.
 */
import type { Territoire } from '#lib/domain/demande/territoire.ts'

export const HEURE = 3_600_000
export const JOUR = 24 * HEURE

/** One territory of each zone, with its hours from Greenwich at an instant. */
export const ZONES: readonly (readonly [Territoire, (instant: number) => number])[] = [
  ['09', (instant) => (isEteEuropeen(instant) ? 2 : 1)],
  ['111', (instant) => (isEteEuropeen(instant) ? 2 : 1)],
  ['971', () => -4],
  ['972', () => -4],
  ['973', () => -3],
  ['974', () => 4],
  ['975', (instant) => (isEteAmericain(instant) ? -2 : -3)],
  ['976', () => 3],
]

/** Days from 1 January 1970 to a day of the Gregorian calendar (months from 1). */
export function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

/** And back: year, month from 1, day. */
export function civilOf(days: number): [number, number, number] {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day]
}

/** 0 for Sunday. */
const weekdayOf = (days: number): number => (((days + 4) % 7) + 7) % 7
const sundayFrom = (days: number): number => days + ((7 - weekdayOf(days)) % 7)
const yearOf = (instant: number): number => civilOf(Math.floor(instant / JOUR))[0]

/** Directive 2000/84/CE: from the last Sunday of March to that of October, at 1:00 of Greenwich. */
function isEteEuropeen(instant: number): boolean {
  const year = yearOf(instant)
  const change = (month: number) => sundayFrom(daysOf(year, month, 25)) * JOUR + HEURE
  return change(3) <= instant && instant < change(10)
}

/** As in the United States since 2007: second Sunday of March to first of November, at 2:00 of the clock on the wall. */
function isEteAmericain(instant: number): boolean {
  const year = yearOf(instant)
  return (
    sundayFrom(daysOf(year, 3, 8)) * JOUR + 5 * HEURE <= instant &&
    instant < sundayFrom(daysOf(year, 11, 1)) * JOUR + 4 * HEURE
  )
}

const LONGUEURS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isBissextile = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** So many months after a day, in one step, clamped: the day as `YYYY-MM-DD` and its number. */
export function monthsAfter(days: number, months: number): { jour: string; days: number } {
  const [year, month, day] = civilOf(days)
  const whole = year * 12 + month - 1 + months
  const at = { year: Math.floor(whole / 12), month: (whole % 12) + 1 }
  const length = at.month === 2 && isBissextile(at.year) ? 29 : (LONGUEURS[at.month - 1] ?? 0)
  const clamped = Math.min(day, length)
  return { jour: write(at.year, at.month, clamped), days: daysOf(at.year, at.month, clamped) }
}

export const write = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** The number of a day written `YYYY-MM-DD`. */
function numeroDe(jour: string): number {
  const [year = 0, month = 0, day = 0] = jour.split('-').map(Number)
  return daysOf(year, month, day)
}
/** So many days after a day, before it when negative. */
export const joursApres = (jour: string, jours: number): string => write(...civilOf(numeroDe(jour) + jours))
/** So many months after a day, in one step, clamped. */
export const moisApres = (jour: string, mois: number): string => monthsAfter(numeroDe(jour), mois).jour

function heuresDe(territoire: string, instant: number): number {
  // Those that are not told apart live at the hour of Paris.
  const [, hoursAt] = ZONES.find(([un]) => un === territoire) ?? ZONES[0] ?? []
  return (hoursAt?.(instant) ?? Number.NaN) * HEURE
}
/** The civil day of a territory at an instant, in milliseconds of the epoch. */
export const jourA = (territoire: string, instant: number): string =>
  write(...civilOf(Math.floor((instant + heuresDe(territoire, instant)) / JOUR)))

/** The first instant after a civil day of a territory. */
export function finDuJour(territoire: string, jour: string): number {
  const wall = (numeroDe(jour) + 1) * JOUR
  // No zone changes its hour between the evening before and midnight.
  return wall - heuresDe(territoire, wall - 6 * HEURE)
}
