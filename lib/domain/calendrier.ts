/**
 * All date arithmetic of the project. A `Jour` is a civil day, an ISO string that crosses JSON, forms and
 * Postgres unchanged and compares with `<`. Only this file uses Temporal (docs/adr/0003).
 */
import { z } from 'zod'

declare const jourBrand: unique symbol
export type Jour = string & { readonly [jourBrand]: true }

/** Reads `YYYY-MM-DD`; `undefined` when the text is not an existing day between 1900 and 2199. */
export const parseJour = (text: string): Jour | undefined =>
  /^(19|20|21)/.test(text) ? parseJourDeToutSiecle(text) : undefined

/** The same of any year of four digits: for who says that a day comes too early or too late, and never keeps it. */
export function parseJourDeToutSiecle(text: string): Jour | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Jour
  } catch {
    return undefined
  }
}

/** The same for constants and tests: an impossible day is a bug and throws. */
export function jour(text: string): Jour {
  const parsed = parseJour(text)
  if (!parsed) throw new Error(`Not a civil day: ${text}`)
  return parsed
}

const JOUR_ILLISIBLE = 'Écrivez une date qui existe, par exemple 12/03/2026.'
export const jourSchema = z.string({ error: JOUR_ILLISIBLE }).transform((text, ctx) => {
  const parsed = parseJour(text)
  if (parsed) return parsed
  ctx.addIssue({ code: 'custom', message: JOUR_ILLISIBLE })
  return z.NEVER
})

/** A moment, the same for everyone; as text, ISO with its offset. */
export type Instant = Date | string

/** The civil day of an instant in a zone; `fuseau` is an IANA name such as `Europe/Paris`. */
export function jourLocal(instant: Instant, fuseau: string): Jour {
  const at =
    typeof instant === 'string'
      ? Temporal.Instant.from(instant)
      : Temporal.Instant.fromEpochMilliseconds(instant.getTime())
  return at.toZonedDateTimeISO(fuseau).toPlainDate().toString() as Jour
}

/** Hour of an instant on the clocks of a zone, from 0 to 23. */
export function heureLocale(instant: Instant, fuseau: string): number {
  const at = typeof instant === 'string' ? instant : instant.toISOString()
  return Temporal.Instant.from(at).toZonedDateTimeISO(fuseau).hour
}

/** A date or a dateTime of XML Schema, with its zone or without. */
const DATE_OU_HEURE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * The civil day that a file writes, of a place whose clocks are those of `fuseau`; undefined when it is none. An instant
 * (an hour and its zone) is put on those clocks first; an hour without a zone is theirs already; a day without an hour is
 * the same wherever it is read, and so is a midnight of its own zone: a program that has no days writes them so.
 */
export function jourEcrit(texte: string, fuseau: string): Jour | undefined {
  const [, ecrit = '', heure, zone] = DATE_OU_HEURE.exec(texte.trim()) ?? []
  const le = parseJour(ecrit)
  if (!le || heure === undefined) return le
  const isMinuit = /^(?:00|24):00(?::00(?:\.0+)?)?$/.test(heure)
  // XML Schema writes 24:00:00 for the midnight that ends a day.
  const [sien, aLHeure] = isMinuit ? [addDays(le, heure.startsWith('24') ? 1 : 0), '00:00'] : [le, heure]
  try {
    const lu = zone === undefined ? Temporal.PlainDateTime.from(`${sien}T${aLHeure}`).toPlainDate().toString() : null
    const ici = lu ?? jourLocal(`${sien}T${aLHeure}${zone}`, fuseau)
    // R-REP-18 — choix du portail : un minuit de sa propre zone dit un jour, et non un instant ; il ne change pas de jour ailleurs
    return parseJour(isMinuit ? sien : ici)
  } catch {
    return undefined
  }
}

/** Adds days (negative allowed). */
export const addDays = (from: Jour, days: number): Jour =>
  Temporal.PlainDate.from(from).add({ days }).toString() as Jour

/** Adds months in one step, clamped to the end of the month: 31 January + 1 month is the last day of February. */
export const addMonths = (from: Jour, months: number): Jour =>
  Temporal.PlainDate.from(from).add({ months }, { overflow: 'constrain' }).toString() as Jour

/** 1 for Monday to 7 for Sunday. */
export const dayOfWeek = (on: Jour): number => Temporal.PlainDate.from(on).dayOfWeek

/** Whole days from `from` to `to`, negative when `to` is before. */
export const daysBetween = (from: Jour, to: Jour): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days

/** Whole months from `from` to `to`: the largest number that `addMonths` brings from the one to the other or before. */
export function monthsBetween(from: Jour, to: Jour): number {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const months = (end.year - start.year) * 12 + end.month - start.month
  return addMonths(from, months) <= to ? months : months - 1
}
