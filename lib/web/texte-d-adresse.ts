/** What a person typed in a form of GET, as the address of a page carries it. */

type Valeur = string | readonly string[] | undefined

/** The first of several; empty when there is none. */
export const firstOf = (valeur: Valeur): string => (typeof valeur === 'string' ? valeur : (valeur?.[0] ?? ''))

/** Its text on one line, cut at `max` signs, without what is not text. */
export const readTexte = (valeur: Valeur, max = 100): string =>
  firstOf(valeur)
    // Before looking at each sign: an address may hold ten thousand of them.
    .slice(0, 2 * max)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed()
