/** What people type, made comparable: words, compact keys, and the codes that stand among them. */
import { valeurDe } from '../../tables.ts'
import { foldText } from '../slug.ts'

/** Longer texts are cut: no name with its qualifiers reaches this. */
const LONGUEUR_MAXIMALE = 120
const MOTS_MAXIMAUX = 12

/** Words that people leave out or mistake: `aix provence`, `l hay roses`. */
const MOTS_VIDES = new Set('le la les l de du des d en sur sous et aux au a lez dans'.split(' '))
const ABREVIATIONS: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
  nd: 'notre dame',
  mt: 'mont',
}
/** Between two words only: `chalon s/ saone`, `fontenay s/s bois`. */
const ABREVIATIONS_MEDIANES: Readonly<Record<string, string>> = { s: 'sur', ss: 'sous' }
const SANS_SENS = new Set(['arrondissement', 'arr', 'ardt', 'cedex'])

/** What people write before the name of their commune. */
const AVANT_LE_NOM = /^(?:la )?(?:mairie|commune|ccas|hlm)(?: (?:de la|de l|des|du|de|d|a))? (?=[a-z])/

/** The words of a name or of a query: folded, abbreviations opened, `15e` read as `15`. */
export function wordsOf(text: string): string[] {
  const words = foldText(text.slice(0, LONGUEUR_MAXIMALE))
    .replace(AVANT_LE_NOM, '')
    .replace(/\bs s\b/g, 'ss')
    .replace(/\bn d\b/g, 'nd')
    .replace(/\b([a-z]{3,})(\d+)\b/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '' && !SANS_SENS.has(word))
  return words
    .flatMap((word, index) => {
      const between = index > 0 && index < words.length - 1 ? valeurDe(ABREVIATIONS_MEDIANES, word) : undefined
      const opened = between ?? valeurDe(ABREVIATIONS, word) ?? word.replace(/^(\d{1,2})(?:er|e|eme|ieme|nd)$/, '$1')
      return opened.split(' ')
    })
    .slice(0, MOTS_MAXIMAUX)
}

/** One key for `Saint-Jeannet`, `st jeannet` and `saintjeannet`: spaces, hyphens and apostrophes count for nothing. */
export const compactKey = (words: readonly string[]): string => words.join('')

/** The words that carry the name; all of them when none does. */
export function fullWords(words: readonly string[]): readonly string[] {
  const full = words.filter((word) => !MOTS_VIDES.has(word))
  return full.length > 0 ? full : words
}

/** The other keys that a name answers to: without its article (`rochelle`), without its small words (`aixprovence`). */
export function aliasKeys(words: readonly string[]): string[] {
  const own = compactKey(words)
  const [first = ''] = words
  const withoutArticle = words.length > 1 && MOTS_VIDES.has(first) ? compactKey(words.slice(1)) : own
  return [...new Set([withoutArticle, compactKey(fullWords(words))])].filter((key) => key !== own)
}

/** `villeneuve sur` → `villeneuve`, `foix dans l` → `foix`: what stands before the name of a département. */
export function withoutLastSmallWords(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !MOTS_VIDES.has(word))
  return last < 0 ? words : words.slice(0, last + 1)
}

const CODE = /^(?:\d{1,5}|2[ab]\d{0,3})$/

/** A query, its codes apart: `foix 09`, `09000 foix`, `2a004`. */
export type Requete = Readonly<{ mots: readonly string[]; codes: readonly string[]; tout: readonly string[] }>

export function readRequete(text: string): Requete {
  const tout = wordsOf(text)
  return {
    tout,
    mots: tout.filter((word) => !CODE.test(word)),
    codes: tout.filter((word) => CODE.test(word)).map((code) => code.toUpperCase()),
  }
}
