/** Names made comparable, and the slugs of addresses. */

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' }

/** Anything that is not in the first signs of all: without any, there is no accent to take away. */
const HORS_ASCII = /[^\0-\x7f]/

const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßø]/g, (letter) => LIGATURES[letter] ?? letter)

/**
 * Folds a text for comparison: lower case, no accent, ligatures opened, everything that is neither a letter nor a digit
 * is one space: `L'Haÿ-les-Roses` → `l hay les roses`.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  const plain = HORS_ASCII.test(lower) ? withoutAccents(lower) : lower
  return plain.replace(/[^a-z0-9]+/g, ' ').trim()
}

/** The readable part of an address: `Saint-Jean-d'Angély` → `saint-jean-d-angely`. Never empty. */
export const slugOf = (nom: string): string => foldText(nom).replaceAll(' ', '-') || 'commune'

/** The address of a commune page, always in its canonical form. */
export const pathOfCommune = (commune: { codeInsee: string; slug: string }): string =>
  `/communes/${commune.codeInsee}-${commune.slug}`
