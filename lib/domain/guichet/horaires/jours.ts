/**
 * Day arithmetic on whole numbers, for what a browser evaluates: Temporal is not in every browser, `Date` is an
 * instant. Only opening hours use it; deadlines are computed by lib/domain/calendrier.ts. A test compares both.
 */
import type { Jour } from '../../calendrier.ts'

/** 0 for Monday to 6 for Sunday. */
export type IndexDeJour = 0 | 1 | 2 | 3 | 4 | 5 | 6

const INDEX: readonly IndexDeJour[] = [0, 1, 2, 3, 4, 5, 6]

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** The only place of this folder where a `Jour` is made, from the parts of an existing day. */
export const makeJour = (annee: number, mois: number, quantieme: number): Jour =>
  `${pad(annee, 4)}-${pad(mois)}-${pad(quantieme)}` as Jour

/** Days since 1970-01-01 in the Gregorian calendar (years counted from March, so that 29 February comes last). */
export function toNumero(jour: Jour): number {
  const [annee, mois, quantieme] = [Number(jour.slice(0, 4)), Number(jour.slice(5, 7)), Number(jour.slice(8))]
  const y = mois <= 2 ? annee - 1 : annee
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (mois + (mois > 2 ? -3 : 9)) + 2) / 5) + quantieme - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of `toNumero`. */
export function fromNumero(numero: number): Jour {
  const shifted = numero + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const mois = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const annee = yearOfEra + era * 400 + (mois <= 2 ? 1 : 0)
  return makeJour(annee, mois, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)
}

export const addJours = (jour: Jour, jours: number): Jour => fromNumero(toNumero(jour) + jours)

/** Day of the week of a civil day; 1970-01-01 was a Thursday. */
export const indexDe = (jour: Jour): IndexDeJour => INDEX[(((toNumero(jour) + 3) % 7) + 7) % 7] ?? 0
