/** Exceptions in one order and one form, whatever the words and the cells that gave them. */
import type { Exception } from './regime.ts'
import { isSameJournee } from './semaine.ts'

const isSame = (one: Exception, other: Exception): boolean =>
  JSON.stringify(one.dates) === JSON.stringify(other.dates) && isSameJournee(one.horaires, other.horaires)

/** The days of exceptions with the same dates and the same hours, together. */
export function groupExceptions(exceptions: readonly Exception[]): readonly Exception[] {
  const groups: Exception[] = []
  for (const exception of exceptions) {
    const at = groups.findIndex((group) => isSame(group, exception))
    const group = groups[at]
    if (!group) groups.push(exception)
    else groups[at] = { ...group, jours: [...new Set([...group.jours, ...exception.jours])].sort((a, b) => a - b) }
  }
  return orderExceptions(groups)
}

/** Openings before closures; ranks of the month, then weeks, then seasons; then in the order of days and dates. */
export function orderExceptions(exceptions: readonly Exception[]): readonly Exception[] {
  const key = ({ dates, jours, horaires }: Exception): string =>
    [
      horaires === 'ferme' ? 1 : 0,
      'rangs' in dates ? `0 ${jours[0]} ${dates.rangs.map((rang) => (rang === -1 ? 9 : rang))}` : '',
      'semaines' in dates ? `1 ${dates.semaines === 'paires' ? 0 : 1} ${jours[0]}` : '',
      'saison' in dates ? `2 ${dates.saison.du} ${dates.saison.au} ${jours[0]}` : '',
    ].join('')
  return [...exceptions].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
