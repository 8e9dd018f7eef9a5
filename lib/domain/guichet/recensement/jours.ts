/** Days typed in cells: a date of the spreadsheet, `jj/mm/aaaa`, ISO, words. */

import { addDays, daysBetween, type Jour, jour as jourOf, parseJour, parseJourDeToutSiecle } from '../../calendrier.ts'
import { memoize } from '../../memoire.ts'
import type { Cellule, Ligne } from './classeur.ts'
import { fold } from './texte.ts'

/** Folded names, January first. */
export const MOIS = [
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

/** The year of two digits is of this century; who calls says when that is certain enough (R-REC-42, R-REC-48). */
export const anneeEntiere = (an: string): number => (an.length === 2 ? 2000 + Number(an) : Number(an))

/** A day as people write it; `undefined` when it is none, or when its year has two digits. */
export const parseJourEcrit = memoize((text: string): Jour | undefined => readJourEcrit(text, parseJour))

/** The same of any year of four digits: a day that comes too early or too late is told from one that does not exist. */
export const parseJourEcritDeToutSiecle = (text: string): Jour | undefined => readJourEcrit(text, parseJourDeToutSiecle)

function readJourEcrit(text: string, parse: typeof parseJour): Jour | undefined {
  const typed = text
    .trim()
    .replace(/^le /i, '')
    .replace(/^(\d.*\d)(?:T| | à )\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d{1,3}Z?)?$/, '$1')
    .replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, (_, annee: string, mois: string, quantieme: string) =>
      [annee, mois.padStart(2, '0'), quantieme.padStart(2, '0')].join('-'),
    )
  const iso = parse(typed)
  if (iso) return iso
  const numbers = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed)
  if (numbers) return parse(isoDe(numbers[3], Number(numbers[2]), numbers[1]))
  const words = /^(?:(?:lun|mar|mercre|jeu|vendre|same|diman)(?:di|che) )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(
    fold(typed),
  )
  return words ? parse(isoDe(words[3], MOIS.indexOf(words[2] ?? '') + 1, words[1])) : undefined
}

const isoDe = (annee: string | undefined, mois: number, quantieme: string | undefined): string =>
  `${annee}-${String(mois).padStart(2, '0')}-${(quantieme ?? '').padStart(2, '0')}`

/** Days between the epochs of the two systems of a spreadsheet. */
const DEPUIS_1904 = 1462

/** The rows of a sheet whose days count from 1904, with the day of each bare serial in these columns. */
export function datesDe1904(lignes: readonly Ligne[], colonnes: ReadonlySet<number>): readonly Ligne[] {
  return lignes.map((ligne) => ({
    ...ligne,
    cellules: ligne.cellules.map((one) => {
      const { colonne, cellule } = one
      if (!colonnes.has(colonne) || cellule.jour || typeof cellule.valeur !== 'number') return one
      const jour = readJour({ ...cellule, valeur: cellule.valeur + DEPUIS_1904 })
      return jour ? { colonne, cellule: { ...cellule, jour } } : one
    }),
  }))
}

/** A day before there was anything of ours to census. */
export const isTropAncien = (jour: Jour): boolean => jour < '2000-01-01'

/** Says it of a day; « 2026 » typed in a cell of days is shown as 18/07/1905, the 2026th of them. */
export function constatTropAncien(valeur: string, jour: Jour) {
  const serie = daysBetween(EPOQUE, jour) + 2
  const annee = serie >= 1990 && serie <= 2100 ? { annee: String(serie) } : {}
  return { code: 'jour-trop-ancien', valeur, ...annee } as const
}

/** The day of a cell: what the spreadsheet shows as a date, a text, or a bare serial that lost its format. */
export function readJour(cellule: Cellule): Jour | undefined {
  if (cellule.jour) return parseJour(cellule.jour)
  if (typeof cellule.valeur === 'number') {
    const isSerial = cellule.valeur >= SERIE_MIN && cellule.valeur <= SERIE_MAX
    return isSerial ? addDays(EPOQUE, Math.floor(cellule.valeur) - 2) : undefined
  }
  return parseJourEcrit(cellule.texte)
}

/** « 46084 » : the number of a day, that another program saved as a text. Undefined for any other text. */
export function readJourEnSerie({ valeur, texte }: Cellule): Jour | undefined {
  const [, serie] = /^\s*(\d{5})(?:[.,]\d+)?\s*$/.exec(texte) ?? []
  return typeof valeur === 'string' && serie !== undefined
    ? readJour({ adresse: '', valeur: Number(serie), texte })
    : undefined
}
