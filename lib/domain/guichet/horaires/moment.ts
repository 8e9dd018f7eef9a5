/** From an instant to the wall clock of a point, on the server and in browsers, through the platform's zone data. */
import { fuseauDe } from '../../territoire/fuseau.ts'
import { makeJour } from './jours.ts'
import type { Moment } from './ouverture.ts'

/** One per zone: making one costs a phone some ten milliseconds, for each point of a page. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

/** `at` is in milliseconds since 1970 (the browser's clock, or the database's instant). */
// R-HOR-12 — choix du portail : les horaires sont à l'heure du département du point
export function momentLocal(at: number, departement: string): Moment {
  const parts = formatOf(fuseauDe(departement)).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN)
  return { jour: makeJour(read('year'), read('month'), read('day')), minutes: read('hour') * 60 + read('minute') }
}
