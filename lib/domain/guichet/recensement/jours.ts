/** Days typed in cells: a date of the spreadsheet, `jj/mm/aaaa`, ISO, and lists of closures. */

import { addDays, type Jour, jour as jourOf, parseJour } from '../../calendrier.ts'
import { memoize } from '../../memoire.ts'
import type { Fermeture } from '../point-de-contact.ts'
import type { Cellule } from './classeur.ts'
import { splitList } from './listes.ts'
import { fold } from './texte.ts'

const MOIS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
]
/** Serial 2 of the 1900 system, which counts a 29 February that never was. */
const EPOQUE = jourOf('1900-01-01')
/** 2000-01-01 and 2099-12-31 as serials of the 1900 system. */
const [SERIE_MIN, SERIE_MAX] = [36_526, 73_050]

/** A day as people write it; `undefined` when it is none, or when its year has two digits. */
export const parseJourEcrit = memoize((text: string): Jour | undefined => {
  const typed = text
    .trim()
    .replace(/^le /i, '')
    .replace(/^(\d.*\d)(?:T| | à )\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d{1,3}Z?)?$/, '$1')
    .replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, (_, annee: string, mois: string, quantieme: string) =>
      [annee, mois.padStart(2, '0'), quantieme.padStart(2, '0')].join('-'),
    )
  const iso = parseJour(typed)
  if (iso) return iso
  const numbers = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed)
  if (numbers) return makeJour(numbers[3], Number(numbers[2]), numbers[1])
  const words = /^(?:(?:lun|mar|mercre|jeu|vendre|same|diman)(?:di|che) )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(
    fold(typed),
  )
  return words ? makeJour(words[3], MOIS.indexOf(words[2] ?? '') + 1, words[1]) : undefined
})

const makeJour = (annee: string | undefined, mois: number, quantieme: string | undefined): Jour | undefined =>
  parseJour(`${annee}-${String(mois).padStart(2, '0')}-${(quantieme ?? '').padStart(2, '0')}`)

/** The day of a cell: what the spreadsheet shows as a date, a text, or a bare serial that lost its format. */
export function readJour(cellule: Cellule): Jour | undefined {
  if (cellule.jour) return parseJour(cellule.jour)
  if (typeof cellule.valeur === 'number') {
    const isSerial = cellule.valeur >= SERIE_MIN && cellule.valeur <= SERIE_MAX
    return isSerial ? addDays(EPOQUE, Math.floor(cellule.valeur) - 2) : undefined
  }
  return parseJourEcrit(cellule.texte)
}

export type Fermetures = Readonly<{ fermetures: readonly Fermeture[]; illisibles: readonly string[] }>

/** `24/12/2026; 01/08/2026-15/08/2026` in order; « du … au … » is understood; a range the wrong way is not. */
export function readFermetures(cellule: Cellule): Fermetures {
  const day = cellule.jour ? parseJour(cellule.jour) : undefined
  if (day) return { fermetures: [{ du: day, au: day }], illisibles: [] }
  const fermetures: Fermeture[] = []
  const illisibles: string[] = []
  // « et » joins days; « du 1er au 15 août » has none between its two ends.
  for (const part of splitList(cellule.texte.replace(/(?<=\d{4})\s+et\s+(?=(?:du |le )?\d)/gi, ' ; '))) {
    const fermeture = readFermeture(part)
    if (fermeture) fermetures.push(fermeture)
    else illisibles.push(part)
  }
  return { fermetures: fermetures.sort((a, b) => (a.du < b.du ? -1 : a.du > b.du ? 1 : 0)), illisibles }
}

function readFermeture(part: string): Fermeture | undefined {
  const single = parseJourEcrit(part.replace(/^le /i, ''))
  if (single) return { du: single, au: single }
  const range =
    /^(?:du )?(.+?) (?:au|-|–|—|à) (.+)$/i.exec(part) ??
    /^(\S+\d{4})[-–—](\d\S+)$/.exec(part) ??
    /^(\d{4}-\d\d-\d\d)[-–—/](\d{4}-\d\d-\d\d)$/.exec(part)
  if (!range) return undefined
  const [du, au] = [parseJourEcrit(range[1] ?? ''), parseJourEcrit(range[2] ?? '')]
  // R-REC-08 — une fermeture finit le jour où elle commence, ou après
  return du && au && du <= au ? { du, au } : undefined
}
