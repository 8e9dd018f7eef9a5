/** Comparing what people type: case, accents, apostrophes, dashes, spaces of any kind do not count. */
import { memoize } from '../../memoire.ts'
import { removeInvisibles } from '../../signes-invisibles.ts'
import { foldText } from '../../territoire/slug.ts'

/** A space of another kind, two of them, or one at an end: without any, a text is clean. */
const SALE = /[^\S ]| {2}|^ | $/

/** What is not seen goes, no-break and repeated spaces become one space, ends are trimmed. */
export const clean = (text: string): string => cleanSpaces(removeInvisibles(text))

/** The same, of a text of which nothing is left that is not seen. */
export const cleanSpaces = (visible: string): string =>
  SALE.test(visible) ? visible.replace(/[\s\u00a0\u2007\u202f]+/g, ' ').trim() : visible

/** What every text but a blank one holds, or nearly: a sign that nothing takes away. */
const SIGNE = /[!-~]/

/** Whether anything of the text is left once it is clean. */
export const isBlank = (text: string): boolean => !SIGNE.test(text) && clean(text) === ''

/** The same line by line: what a cell shows on several lines stays so; no blank line at the ends. */
export const cleanLignes = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map(clean)
    .join('\n')
    .trim()

/** Lower case, no accents, letters and digits separated by single spaces. */
export const fold = memoize(foldText)

/** What a folded name must hold for any of it to be read otherwise: a number, a cedex, a `st` or a `ste`. */
const A_RELIRE = /\d|cedex|\bste?\b/

/** The same for names of communes: `st` is `saint`, a cedex and its number are not part of the name. */
export const foldCommune = memoize(foldNomDeCommune)

/** The same, not remembered: for who reads the names of a whole country once. */
export function foldNomDeCommune(text: string): string {
  const folded = foldText(text)
  if (!A_RELIRE.test(folded)) return folded
  return folded
    .replace(/ cedex( \d+)?$/, '')
    .replace(/ \d+(er?|eme|e)? (arrondissement|arrdt|arr)$/, '')
    .replace(/^(paris|lyon|marseille) (0?[1-9]|1\d|20)(er|eme|e)?$/, '$1')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
}
