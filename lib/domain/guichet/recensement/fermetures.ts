/**
 * Closures typed in a cell: days and ranges, as people write them. A year that is said, or that its other end gives, is
 * certain; one that is not is never guessed. A cell of which any part is not understood says none: its words are kept.
 */
import { addDays, addMonths, dayOfWeek, daysBetween, type Jour, jour as jourOf, parseJour } from '../../calendrier.ts'
import { memoize } from '../../memoire.ts'
import type { Fermeture } from '../point-de-contact.ts'
import type { Cellule } from './classeur.ts'
import { anneeEntiere, MOIS } from './jours.ts'
import { clean } from './texte.ts'

/** A day of the calendar, whose year may not be said; `semaine`: 1 for the Monday that it is said to be. */
type Date = Readonly<{ jour: number; mois: number; annee?: number; isCourte?: boolean; semaine?: number }>
type Periode = Readonly<{ du: Date; au: Date }>

export type Fermetures = Readonly<{
  fermetures: readonly Fermeture[]
  /** Numbers that make no day, or a range the wrong way: a mistake of typing. */
  illisibles: readonly string[]
  /** The whole cell as it is said, when any part of it is no certain day: it then says no closure. */
  gardee: string | null
  /** All of it is days, and only the year of some is not said. */
  sansAnnee: boolean
  /** The cell as it may be written, when each day without a year comes round again. */
  proposees: readonly Fermeture[]
  /** It took words: what was understood is to be said. */
  enMots: boolean
  /** A year far from the day of reading: what was understood is to be looked at. */
  lointaines: boolean
}>

const SIMPLE =
  /^\d{1,2}\/\d{1,2}\/\d{4}(?:\s*-\s*\d{1,2}\/\d{1,2}\/\d{4})?$|^\d{4}-\d\d-\d\d(?:\s*[-/]\s*\d{4}-\d\d-\d\d)?$/
const FERME =
  /^(?:(?:conges?|vacances|fermetures?|ferme(?:e|s|es)?)(?: (?:annuel|estival|exceptionnel)(?:le)?s?)?(?: au public)?(?: d'ete)?(?![^ :]) ?:? ?)+/
const NOMS = MOIS.join('|')
const SEMAINE = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
/**
 * « 1er », « 24/12 », « 24 décembre 2026 », with the names of groups that end so. The year follows the sign that stands
 * before the month: in « 24/12-26 », 26 may be the end of a range. A month in letters takes a year in full.
 */
const dateDe = (nom: string): string => {
  const signe = `(?<s${nom}> ?[/.] ?|-)(?<m${nom}>\\d{1,2})(?!\\d)(?:\\k<s${nom}>(?<a${nom}>\\d{4}|\\d{2})(?!\\d))?`
  const espace = ` (?<p${nom}>\\d{1,2}) (?<b${nom}>\\d{4})`
  const lettres = `(?: ?[/.-] ?| )(?<n${nom}>${NOMS})(?:(?: ?[/.-] ?| )(?<c${nom}>\\d{4}))?`
  return `(?:(?<w${nom}>${SEMAINE.join('|')}) )?(?<j${nom}>\\d{1,2})(?:er)?(?:${signe}|${espace}|${lettres})?`
}
const SEULE = new RegExp(`^(?:les? )?${dateDe('1')}(?: inclus)?$`)
const SUITE = new RegExp(
  `^(?:du |depuis le )?${dateDe('1')}(?: inclus)? ?(?:jusqu'au|au|a|-|>) ?(?:le )?${dateDe('2')}(?: inclus)?$`,
)
const ISO = /^(?:du |le )?(\d{4}([-/])\d{1,2}\2\d{1,2})(?: ?(?:au|a|-|\/|>) ?(\d{4}([-/])\d{1,2}\4\d{1,2}))?$/
const MOIS_ENTIER = new RegExp(
  `^(?:(?:en|tout|le|mois) |(?:de |d'))*(?<n1>${NOMS})(?: ?(?<et>et|a|au|-) ?(?<n2>${NOMS}))?(?: (?<a2>\\d{4}))?$`,
)

/** One kind of dash and apostrophe, no accent, single spaces; the signs that part days stay. */
const plier = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/[→]/g, '>')
    .replace(/\s+/g, ' ')
    .trim()

type Groupes = Readonly<Record<string, string | undefined>>
/** Its month is 0 when it is not said; undefined: no such month. */
function readDate(groupes: Groupes, nom: '1' | '2'): Date | undefined {
  const one = (lettre: string) => groupes[lettre + nom]
  const chiffres = one('m') ?? one('p')
  const mois = chiffres === undefined ? MOIS.indexOf(one('n') ?? '') + 1 : Number(chiffres)
  if (mois > 12 || (chiffres !== undefined && mois === 0)) return undefined
  const an = one('a') ?? one('b') ?? one('c')
  const semaine = SEMAINE.indexOf(one('w') ?? '') + 1
  return {
    jour: Number(one('j')),
    mois,
    ...(an !== undefined && { annee: anneeEntiere(an), isCourte: an.length === 2 }),
    ...(semaine > 0 && { semaine }),
  }
}

function fromIso(iso: string): Date {
  const [annee = 0, mois = 0, jour = 0] = iso.split(/[-/]/).map(Number)
  return { jour, mois, annee }
}

/** The last day of a month: of February, where the year is not said, the one that is there each year. */
function finDe(mois: number, annee = 2001): number {
  const premier = parseJour(`${annee}-${pad(mois)}-01`)
  return premier ? Number(addDays(addMonths(premier, 1), -1).slice(-2)) : 0
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** Whole months; « juin et août » are not three of them. */
function readMois({ n1 = '', n2 = n1, et, a2 }: Groupes): Periode | undefined {
  const [m1, m2] = [MOIS.indexOf(n1) + 1, MOIS.indexOf(n2) + 1]
  if (et === 'et' && m2 !== (m1 % 12) + 1) return undefined
  const annee = a2 === undefined ? {} : { annee: Number(a2) }
  return { du: { jour: 1, mois: m1 }, au: { jour: finDe(m2, annee.annee), mois: m2, ...annee } }
}

/** The days of « du 24/12 au 02/01/2027 »; `douteux`: an end that may be a day or a year, a month that may be another. */
function readSuite(du: Date | undefined, au: Date | undefined): Periode | 'douteux' | undefined {
  if (!du || !au) return undefined
  if (au.mois === 0) return du.mois === 0 ? undefined : 'douteux'
  if (du.mois > 0) return { du, au }
  // « du 24 au 2 janvier »: the first of them is of another month.
  if (du.jour > au.jour && au.annee === undefined) return 'douteux'
  // « du 1er au 15 août 2026 »: the month and the year are said once.
  const { semaine: _, ...fin } = au
  return { du: { ...fin, ...du, mois: au.mois }, au }
}

/** The days that these words, already folded, name; `jour-seul`: the month is to be found beside it. */
function readPeriode(bare: string): Periode | 'jour-seul' | 'douteux' | undefined {
  const mois = MOIS_ENTIER.exec(bare)?.groups
  if (mois) return readMois(mois)
  const seule = SEULE.exec(bare)?.groups
  if (seule) {
    const date = readDate(seule, '1')
    return date?.mois === 0 ? 'jour-seul' : date && { du: date, au: date }
  }
  const [, de = '', , a = de] = ISO.exec(bare) ?? []
  if (de !== '') return { du: fromIso(de), au: fromIso(a) }
  const suite = SUITE.exec(bare)?.groups
  return suite && readSuite(readDate(suite, '1'), readDate(suite, '2'))
}

const isBefore = (a: Date, b: Date): boolean => a.mois < b.mois || (a.mois === b.mois && a.jour <= b.jour)

/** The year of one end gives that of the other: through New Year when it comes round again only so. */
function completeAnnees({ du, au }: Periode): Periode {
  if (du.annee === undefined && au.annee !== undefined)
    return { du: { ...du, annee: isBefore(du, au) ? au.annee : au.annee - 1 }, au }
  if (au.annee === undefined && du.annee !== undefined)
    return { du, au: { ...au, annee: isBefore(du, au) ? du.annee : du.annee + 1 } }
  return { du, au }
}

const toJour = ({ jour, mois, annee }: Date): Jour | undefined =>
  annee === undefined ? undefined : parseJour(`${annee}-${pad(mois)}-${pad(jour)}`)

function toFermeture({ du, au }: Periode): Fermeture | undefined {
  const [debut, fin] = [toJour(du), toJour(au)]
  // R-REC-08 — une fermeture finit le jour où elle commence, ou après
  return debut && fin && debut <= fin ? { du: debut, au: fin } : undefined
}

const isAutreJour = ({ semaine }: Date, jour: Jour): boolean => semaine !== undefined && semaine !== dayOfWeek(jour)
/** « lundi 24 décembre 2026 », which is a Thursday: the day or the date is wrong, and nobody knows which. */
const isContredite = ({ du, au }: Periode, fermeture: Fermeture): boolean =>
  isAutreJour(du, fermeture.du) || isAutreJour(au, fermeture.au)

/** The longest closure that may go through New Year when one year only is said: longer, its ends are more likely wrong. */
const JOURS_PAR_DEDUCTION = 92
const isTropLongue = (dite: Periode, { du, au }: Fermeture): boolean =>
  (dite.du.annee === undefined || dite.au.annee === undefined) &&
  du.slice(0, 4) !== au.slice(0, 4) &&
  daysBetween(du, au) > JOURS_PAR_DEDUCTION

/** A year that is said, and not near the day of reading. */
const isLointaine = ({ annee }: Date, le: Jour): boolean =>
  annee !== undefined && (annee < Number(le.slice(0, 4)) - 1 || annee > Number(le.slice(0, 4)) + 2)

/** The next time that days without a year come round, today included. */
function prochaine({ du, au }: Periode, le: Jour): Fermeture | undefined {
  for (const annee of [0, 1].map((plus) => Number(le.slice(0, 4)) + plus)) {
    const dite = { du, au: { ...au, annee } }
    const next = toFermeture(completeAnnees(dite))
    if (next && next.au >= le) return isContredite(dite, next) || isTropLongue(dite, next) ? undefined : next
  }
  return undefined
}

type Morceau = Readonly<{ texte: string; periode: ReturnType<typeof readPeriode> }>

/** The pieces of a cell; « les 24 et 31 décembre 2026 » are two days of one month. « Fermé : » alone says none. */
function listMorceaux(texte: string): readonly Morceau[] {
  const read = (part: string): Morceau[] => {
    const bare = plier(part).replace(FERME, '')
    return bare === '' ? [] : [{ texte: part.trim(), periode: readPeriode(bare) }]
  }
  const lus = texte.split(/[;,\n]/).flatMap((part) => {
    const entier = read(part)
    const parts = part.split(/\s+et\s+/i)
    return entier[0]?.periode || parts.length === 1 ? entier : parts.flatMap(read)
  })
  const complets: Morceau[] = []
  for (const { texte: mot, periode } of lus.toReversed()) {
    const suivant = complets[0]?.periode
    const isBeside = periode === 'jour-seul' && typeof suivant === 'object'
    const seul = isBeside ? SEULE.exec(plier(mot).replace(FERME, ''))?.groups : undefined
    complets.unshift({ texte: mot, periode: seul && isBeside ? readBeside(seul, suivant.du) : periode })
  }
  return complets
}

/** « 24 » before « 31 décembre 2026 » is of the same month; before « 2 janvier », of another. */
function readBeside(seul: Groupes, suivant: Date): Periode | 'douteux' {
  const { semaine: _, ...autre } = suivant
  const { mois: __, ...propre } = readDate(seul, '1') ?? { jour: 0, mois: 0 }
  const date = { ...autre, ...propre }
  return date.jour < suivant.jour ? { du: date, au: date } : 'douteux'
}

/** What one piece says: certain days, days of no year (`next`: when they come round), numbers that are no day, words. */
type Lu =
  | Readonly<{ sorte: 'certaine'; fermeture: Fermeture; lointaine: boolean }>
  | Readonly<{ sorte: 'sans-annee'; next: Fermeture }>
  | Readonly<{ sorte: 'illisible' | 'mots' }>

const HEURE = /\d\s?[:h]\s?\d{2}/i

function readMorceau({ texte, periode }: Morceau, le: Jour): Lu {
  if (typeof periode !== 'object') {
    const isMots = periode === 'douteux' || HEURE.test(texte) || /\p{L}{3}|\d.*\p{L}/u.test(texte)
    return { sorte: isMots ? 'mots' : 'illisible' }
  }
  const complete = completeAnnees(periode)
  const { du, au } = complete
  if (au.annee === undefined) {
    const next = prochaine(complete, le)
    if (next) return { sorte: 'sans-annee', next }
    // Not proposed, and yet perhaps no mistake of typing: another day of the week, nearly a whole year.
    const isDouteuse = du.semaine !== undefined || au.semaine !== undefined || !isBefore(du, au)
    return { sorte: isDouteuse ? 'mots' : 'illisible' }
  }
  const fermeture = toFermeture(complete)
  if (!fermeture) return { sorte: 'illisible' }
  const lointaine = isLointaine(du, le) || isLointaine(au, le)
  const isDouteuse = lointaine && (du.isCourte === true || au.isCourte === true)
  if (isDouteuse || isContredite(complete, fermeture) || isTropLongue(periode, fermeture)) return { sorte: 'mots' }
  return { sorte: 'certaine', fermeture, lointaine }
}

const LONGUEUR_DE_JOUR = '2026-01-01'.length
const NEANT: Fermetures = {
  ...{ fermetures: [], illisibles: [], gardee: null, proposees: [] },
  ...{ sansAnnee: false, enMots: false, lointaines: false },
}
const byDate = (a: Fermeture, b: Fermeture): number => (a.du < b.du ? -1 : Number(a.du > b.du))

/** The closures of a cell in order; `le`: the day on which it is read, after which a day may come round. */
export function readFermetures(cellule: Cellule, le: Jour): Fermetures {
  const day = cellule.jour ? parseJour(cellule.jour) : undefined
  if (!day) return readTexte(`${le}${cellule.texte}`)
  return { ...NEANT, fermetures: [{ du: day, au: day }], lointaines: isLointaine(fromIso(day), le) }
}

/** The day of reading, then the words: the same closures come back from row to row. */
const readTexte = memoize((cle: string): Fermetures => {
  const [le, texte] = [jourOf(cle.slice(0, LONGUEUR_DE_JOUR)), cle.slice(LONGUEUR_DE_JOUR).replace(/\r\n?/g, '\n')]
  // A line may go on to the next one, or each line be a date.
  const lectures = (texte.includes('\n') ? [texte.replace(/\n/g, ' '), texte] : [texte]).map((un) => readListe(un, le))
  const [seule = NEANT] = lectures
  return (
    lectures.find(({ gardee, illisibles }) => gardee === null && illisibles.length === 0) ??
    lectures.find(({ sansAnnee }) => sansAnnee) ??
    seule
  )
})

function readListe(texte: string, le: Jour): Fermetures {
  const lus = listMorceaux(texte).map((morceau) => ({ texte: morceau.texte, lu: readMorceau(morceau, le) }))
  const certaines = lus.flatMap(({ lu }) => (lu.sorte === 'certaine' ? lu : []))
  const illisibles = lus.flatMap((un) => (un.lu.sorte === 'illisible' ? un.texte : []))
  const fermetures = certaines.map(({ fermeture }) => fermeture)
  // R-REC-48 — choix du portail : une année dite, même une seule fois, est certaine ; ce qui en est compris est montré
  if (certaines.length > 0 && certaines.length === lus.length)
    return {
      ...NEANT,
      fermetures: fermetures.sort(byDate),
      enMots: lus.some((un) => !SIMPLE.test(un.texte)),
      lointaines: certaines.some(({ lointaine }) => lointaine),
    }
  const suivantes = lus.flatMap(({ lu }) => (lu.sorte === 'sans-annee' ? lu.next : []))
  const sansAnnee = suivantes.length > 0 && suivantes.length + certaines.length === lus.length
  const isMots = lus.length === 0 || lus.some(({ lu }) => lu.sorte === 'mots')
  // R-REC-49 — choix du portail : un morceau qui n’est pas compris peut changer le sens des autres ; la cellule est gardée
  const gardee = isMots || suivantes.length > 0 ? clean(texte.replace(/\n/g, ' ')) : null
  const proposees = sansAnnee ? [...fermetures, ...suivantes].sort(byDate) : []
  return { ...NEANT, illisibles, gardee, sansAnnee, proposees }
}
