/**
 * The deadlines of random instants, in the zone of every territory, beside a computation of its own: days counted from
 * the civil calendar's arithmetic, zones from their written rules, no Temporal, no Intl, no zone of the process.
 */
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { baremeAu, computeEcheances, type Echeances, situationAu } from '#lib/domain/demande/echeances.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { hasardDe } from './hasard.ts'

const HEURE = 3_600_000
const JOUR = 24 * HEURE

/** One territory of each zone, with its hours from Greenwich at an instant. */
const ZONES: readonly (readonly [Territoire, (instant: number) => number])[] = [
  ['09', (instant) => (isEteEuropeen(instant) ? 2 : 1)],
  ['111', (instant) => (isEteEuropeen(instant) ? 2 : 1)],
  ['971', () => -4],
  ['972', () => -4],
  ['973', () => -3],
  ['974', () => 4],
  ['975', (instant) => (isEteAmericain(instant) ? -2 : -3)],
  ['976', () => 3],
]
export const NOMBRE_DE_ZONES = ZONES.length

/** Years whose rules of summer time are those written below. */
export const PREMIER_INSTANT = daysOf(2010, 1, 1) * JOUR
export const DERNIER_INSTANT = daysOf(2101, 1, 1) * JOUR - 1
const ETENDUE = DERNIER_INSTANT - PREMIER_INSTANT + 1

/** Days from 1 January 1970 to a day of the Gregorian calendar (months from 1). */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

/** And back: year, month from 1, day. */
function civilOf(days: number): [number, number, number] {
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
function monthsAfter(days: number, months: number): { jour: string; days: number } {
  const [year, month, day] = civilOf(days)
  const whole = year * 12 + month - 1 + months
  const at = { year: Math.floor(whole / 12), month: (whole % 12) + 1 }
  const length = at.month === 2 && isBissextile(at.year) ? 29 : (LONGUEURS[at.month - 1] ?? 0)
  const clamped = Math.min(day, length)
  return { jour: write(at.year, at.month, clamped), days: daysOf(at.year, at.month, clamped) }
}

const write = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const NOMS = ['ouvreLe', 'avisAuPlusTardLe', 'expireLe', 'dernierJour'] as const

/**
 * What is wrong in the deadlines of a demande whose validity begins at that instant, in each zone; null: nothing. The
 * midnight that ends the last day is tried in the zone of that rank, or in all.
 */
export function findDefaut(instant: number, rang?: number): string | null {
  const jugees = new Map<number, Jugees>()
  const jours = new Map<string, Jour>()
  for (const [at, [territoire, hoursAt]] of ZONES.entries()) {
    const fuseau = fuseauDuTerritoire(territoire)
    const days = Math.floor((instant + hoursAt(instant) * HEURE) / JOUR)
    const depuis = jours.get(fuseau) ?? jourLocal(new Date(instant), fuseau)
    jours.set(fuseau, depuis)
    const said = (defaut: string) => `${new Date(instant).toISOString()}, territoire ${territoire} : ${defaut}`
    if (depuis !== write(...civilOf(days))) return said(`le jour est ${depuis}`)
    // Most zones are on the same day: its deadlines are computed again once.
    const jugee = jugees.get(days) ?? judge(days, depuis)
    jugees.set(days, jugee)
    if (jugee.defaut) return said(jugee.defaut)
    const minuit = rang === undefined || rang === at ? findDefautDeMinuit(jugee, fuseau, hoursAt) : null
    if (minuit) return said(minuit)
  }
  return null
}

type Jugees = Readonly<{ echeances: Echeances; dernier: number; defaut: string | null }>

function judge(days: number, depuis: Jour): Jugees {
  const echeances = computeEcheances(depuis, baremeAu(depuis))
  const attendues = recompute(days)
  const autre = NOMS.find((nom) => echeances[nom] !== attendues[nom].jour)
  const defaut = autre ? `${autre} est ${echeances[autre]}, non ${attendues[autre].jour}` : null
  return { echeances, dernier: attendues.dernierJour.days, defaut }
}

const recompute = (days: number) => ({
  ouvreLe: monthsAfter(days, 10),
  avisAuPlusTardLe: monthsAfter(days, 11),
  expireLe: monthsAfter(days, 12),
  dernierJour: monthsAfter(days, 13),
})

/** What is wrong in the computation beside, over all the days of the draw: what it grants, the rules grant too. */
export function findDefautDuTemoin(): string | null {
  let veille = recompute(PREMIER_INSTANT / JOUR - 1)
  for (let days = PREMIER_INSTANT / JOUR; days * JOUR < DERNIER_INSTANT; days += 1) {
    const echeances = recompute(days)
    const { ouvreLe, avisAuPlusTardLe, expireLe, dernierJour } = echeances
    const said = (defaut: string) => `${write(...civilOf(days))} : ${defaut}`
    if (dernierJour.days < expireLe.days + 28) return said('moins de douze mois et vingt-huit jours')
    if (!(ouvreLe.days < avisAuPlusTardLe.days && avisAuPlusTardLe.days < expireLe.days)) return said('désordre')
    for (const nom of NOMS) if (echeances[nom].days < veille[nom].days) return said(`${nom} recule`)
    veille = echeances
  }
  return null
}

/** Accepted until the last millisecond of the last day on the wall of the territory, refused at the next. */
function findDefautDeMinuit({ echeances, dernier }: Jugees, fuseau: string, hoursAt: (instant: number) => number) {
  const wall = (dernier + 1) * JOUR
  // No zone changes its hour between the evening before and midnight.
  const minuit = wall - hoursAt(wall - 6 * HEURE) * HEURE
  const at = (instant: number) => situationAu(jourLocal(new Date(instant), fuseau), echeances)
  if (at(minuit - 1) !== 'dernier-mois') return 'refusée une milliseconde avant la fin du dernier jour'
  return at(minuit) === 'echeance-passee' ? null : 'acceptée au lendemain du dernier jour'
}

/** Draws so many instants; the defects found, ten at most, each with the number that replays it. */
export function tryInstants(graine: number, numeros: Iterable<number>): string[] {
  const temoin = findDefautDuTemoin()
  const defauts = temoin === null ? [] : [`Le calcul à part est faux : ${temoin}.`]
  for (const numero of numeros) {
    const hasard = hasardDe(graine + Math.imul(numero, 0x9e3779b1))
    const instant = PREMIER_INSTANT + ((hasard.below(2 ** 32) * 2 ** 21 + hasard.below(2 ** 21)) % ETENDUE)
    const defaut = findDefaut(instant, hasard.below(NOMBRE_DE_ZONES))
    if (defaut) defauts.push(`${defaut}. À rejouer : --graine ${graine} --seul ${numero}.`)
    if (defauts.length === 10) break
  }
  return defauts
}
