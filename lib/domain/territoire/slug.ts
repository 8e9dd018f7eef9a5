/** Names made comparable, and the slugs of addresses. */

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' }

/**
 * Folds a text for comparison: lower case, no accent, ligatures opened, everything that is neither a letter nor a digit
 * is one space: `L'Haÿ-les-Roses` → `l hay les roses`.
 */
export const foldText = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßø]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** The readable part of an address: `Saint-Jean-d'Angély` → `saint-jean-d-angely`. Never empty. */
export const slugOf = (nom: string): string => foldText(nom).replaceAll(' ', '-') || 'commune'

/** The address of a commune page, always in its canonical form. */
export const pathOfCommune = (commune: { codeInsee: string; slug: string }): string =>
  `/communes/${commune.codeInsee}-${commune.slug}`
