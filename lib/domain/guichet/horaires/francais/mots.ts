/** A text cut into the words that the reader knows; one that it does not know refuses the whole. */
import { accept, type Resultat, refuse } from '../../../resultat.ts'
import { type Etiquette, MOTS, type Signe } from './vocabulaire.ts'

/**
 * `valeur`: minutes, a number, a day… `large`: a dash with spaces around it; `serre`: a sign without any; `lettres`: how
 * long a day is written.
 */
export type Mot = Readonly<{ etiquette: Etiquette; valeur: number; large?: true; serre?: true; lettres?: number }>

export type RefusDeMots =
  | Readonly<{ code: 'mot-non-compris'; mot: string }>
  | Readonly<{ code: 'heure-impossible'; heure: string }>
  | Readonly<{ code: 'jour-incertain' }>

const SIGNES: Readonly<Record<string, Signe>> = { '=': ':', '|': '\n', '→': '>', ',': ',', ';': ';', ':': ':' }
const AUTRES: readonly Signe[] = ['/', '-', '>', '(', ')', '.', '\n']

const sticky = (source: string): RegExp => new RegExp(source, 'y')
/** A word ends where no letter follows; « Lundi9h » is a day and an hour, « l' » is not lundi. */
const entier = (motif: string, etiquette: Etiquette): string =>
  `(?:${motif})(?:(?<=['.)°º])|(?![a-z${etiquette === 'jour' ? "'" : '\\d'}]))`
const LISTE = MOTS.map(({ motif, etiquette, valeur = 0 }) => ({
  motif: sticky(entier(motif, etiquette)),
  etiquette,
  valeur,
}))
/** All of them in one, which says at little cost that none stands there: most signs begin no word of the list. */
const UN_DE_LA_LISTE = sticky(MOTS.map(({ motif, etiquette }) => entier(motif, etiquette)).join('|'))

const RANG = sticky(String.raw`([2-5]) ?(?:(?:eme|ieme|nde|nd|e)s?(?![a-z\d])|[°º])`)
/** « 9 h 30 » has spaces on both sides of its h; in « 12h 14-17 » the second number is another hour. */
const HEURES = [
  sticky(String.raw`(\d{1,2})h(\d\d)(?: ?(?:mn|min))?(?![a-z\d])`),
  sticky(String.raw`(\d{1,2})(?: h| ?heures?) (\d\d)(?: ?(?:mn|min))?(?! ?h|[a-z\d:]|\.\d)`),
  sticky(String.raw`(\d{1,2})h (00|15|30|45)(?: ?(?:mn|min))?(?! ?h|[a-z\d:]|\.\d)`),
  sticky(String.raw`(\d{1,2}) ?(?:h|heures?)()(?![a-z\d])`),
  sticky(String.raw`(\d{1,2})[:.](\d\d)(?::00)?h?(?![a-z\d:]|\.\d)`),
]
const NOMBRE = sticky(String.raw`\d{1,2}(?![a-z\d])`)
const INCONNU = /[\p{L}\p{N}'’.-]+|[^\n]/uy

/** One kind of dash and apostrophe, no case and no accent: each character stays at its place. */
function foldCharacters(texte: string): string {
  let folded = ''
  for (const character of texte.split('')) {
    const base = (character <= '~' ? character : character.normalize('NFD').charAt(0)).toLowerCase()
    folded += base.length === 1 ? base : character
  }
  return folded.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[’ʼ‘`´]/g, "'")
}

/** Words in order; what carries no meaning (articles, « uniquement ») is left out. */
export function splitMots(original: string): Resultat<readonly Mot[], RefusDeMots> {
  const texte = original
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
  const folded = foldCharacters(texte).replace(/(^|\n) *[-•·▪●*] ?/g, (bullet) => bullet.replace(/[^\n]/g, ' '))
  const mots: Mot[] = []
  let at = 0
  while (at < folded.length) {
    if (folded[at] === ' ') {
      at += 1
      continue
    }
    const read = readHeure(folded, at) ?? readMot(folded, at)
    if (!read) {
      INCONNU.lastIndex = at
      return refuse({ code: 'mot-non-compris', mot: (INCONNU.exec(texte)?.[0] ?? '').slice(0, 40) })
    }
    if (read.mot && (read.mot.etiquette !== 'heure' || read.mot.valeur <= 1440)) mots.push(read.mot)
    else if (read.mot) return refuse({ code: 'heure-impossible', heure: texte.slice(at, read.end).trim() })
    at = read.end
  }
  const known = areShortTogether(mots) ? resolveLettres(mots) : undefined
  return known ? accept(known) : refuse({ code: 'jour-incertain' })
}

type Lu = Readonly<{ mot: Mot | null; end: number }>

function readHeure(folded: string, at: number): Lu | undefined {
  for (const motif of HEURES) {
    motif.lastIndex = at
    const match = motif.exec(folded)
    if (!match) continue
    // « 24h/24 » and « 7j/7 » begin like an hour
    if (readListe(folded, at)) return undefined
    const [heures, minutes] = [Number(match[1]), Number(match[2] || 0)]
    const valeur = minutes < 60 ? heures * 60 + minutes : Number.POSITIVE_INFINITY
    return { mot: { etiquette: 'heure', valeur }, end: motif.lastIndex }
  }
  return undefined
}

function readListe(folded: string, at: number): Lu | undefined {
  UN_DE_LA_LISTE.lastIndex = at
  if (!UN_DE_LA_LISTE.test(folded)) return undefined
  for (const { motif, etiquette, valeur } of LISTE) {
    motif.lastIndex = at
    if (!motif.test(folded)) continue
    const end = motif.lastIndex
    if (etiquette === 'rien') return { mot: null, end }
    const lettres = etiquette === 'jour' ? { lettres: folded.slice(at, end).replace('.', '').length } : {}
    return { mot: { etiquette, valeur, ...lettres }, end }
  }
  return undefined
}

function readMot(folded: string, at: number): Lu | undefined {
  const listed = readListe(folded, at)
  if (listed) return listed
  RANG.lastIndex = at
  const rang = RANG.exec(folded)
  if (rang) return { mot: { etiquette: 'rang', valeur: Number(rang[1]) }, end: RANG.lastIndex }
  NOMBRE.lastIndex = at
  const nombre = NOMBRE.exec(folded)
  if (nombre) return { mot: { etiquette: 'nombre', valeur: Number(nombre[0]) }, end: NOMBRE.lastIndex }
  return readSigne(folded, at)
}

function readSigne(folded: string, at: number): Lu | undefined {
  const character = folded.charAt(at)
  if (/^[-=]>/.test(folded.slice(at, at + 2))) return { mot: { etiquette: '>', valeur: 0 }, end: at + 2 }
  const etiquette = SIGNES[character] ?? AUTRES.find((signe) => signe === character)
  if (!etiquette) return undefined
  const [before, after] = [folded.charAt(at - 1) === ' ', folded.charAt(at + 1) === ' ']
  const isLarge = etiquette === '-' && before && after
  const qualites = { ...(isLarge && { large: true as const }), ...(!before && !after && { serre: true as const }) }
  return { mot: { etiquette, valeur: 0, ...qualites }, end: at + 1 }
}

/**
 * « l » and « me » may be « le » ill typed: a day of one or two letters is a day in a text where all are short, or beside
 * another (« Lu-Ve 8h30 à 12h, fermé le mercredi »); a letter, never alone.
 */
// R-HOR-20 — choix du portail : une faute de frappe ne devient pas un jour
function areShortTogether(mots: readonly Mot[]): boolean {
  const isShort = (mot: Mot | undefined) => mot?.lettres !== undefined && mot.lettres <= 2
  const lettres = mots.flatMap((mot) => (mot.lettres === undefined ? [] : [mot.lettres]))
  if (lettres.every((count) => count <= 3)) return !lettres.includes(1) || lettres.length > 1
  return (
    !lettres.includes(1) && mots.every((mot, at) => !isShort(mot) || isShort(mots[at - 2]) || isShort(mots[at + 2]))
  )
}

/** « L M M J V »: a lone M is mardi before mercredi, mercredi after mardi, and not understood elsewhere. */
function resolveLettres(mots: readonly Mot[]): readonly Mot[] | undefined {
  const isJour = (mot: Mot | undefined) => mot?.etiquette === 'jour'
  const next = (from: number, step: 1 | -1): Mot | undefined => {
    const near = mots[from + step]
    return isJour(near) ? near : isJour(mots[from + 2 * step]) ? mots[from + 2 * step] : undefined
  }
  const resolved = mots.map((mot, at) => {
    if (!isJour(mot) || mot.valeur !== 7) return mot
    const [before, after] = [next(at, -1)?.valeur, next(at, 1)?.valeur]
    const isMardi = after === 7 || after === 2
    const isMercredi = before === 7 || before === 1
    return isMardi === isMercredi ? undefined : { ...mot, valeur: isMardi ? 1 : 2 }
  })
  return resolved.every((mot) => mot !== undefined) ? resolved : undefined
}
