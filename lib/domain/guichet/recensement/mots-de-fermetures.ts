/** The words of closures that name no certain day, as the comment of a point holds them: a mark, after the rest. */

/** The longest comment, in characters, marks included (R-REC-05). */
export const COMMENTAIRE_MAX = 500

/** « Fermetures à vérifier (24/12) », with what joins it to the rest; the words may hold one pair of parentheses. */
const MARQUE = /(?:^|\s*;\s*)Fermetures à vérifier \((?:[^()]|\([^()]*\))*\)/g

/** The mark of these words; their own parentheses become brackets where the end of the mark would be lost among them. */
export const marqueDe = (mots: string): string => `Fermetures à vérifier (${withoutNesting(mots)})`

const withoutNesting = (mots: string): string =>
  /[()]/.test(mots.replace(/\([^()]*\)/g, '')) ? mots.replaceAll('(', '[').replaceAll(')', ']') : mots

/** A comment without any mark; null when nothing else is in it. */
export const withoutMarque = (commentaire: string | null): string | null =>
  commentaire?.replace(MARQUE, '').replace(/^\s*;\s*/, '') || null

/** The comment, then the mark of these words in place of any other. */
export const joinMarque = (commentaire: string | null, mots: string): string =>
  [withoutMarque(commentaire), marqueDe(mots)].filter((part) => part !== null).join(' ; ')
