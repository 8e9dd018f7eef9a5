/**
 * Closures typed in a cell: days and ranges, as people write them. A year that is said, or that its other end gives, is
 * certain; one that is not is never guessed: the words are kept, and the next time it comes round is only proposed.
 */
import { type Jour, jour as jourOf, parseJour } from '../../calendrier.ts'
import { memoize } from '../../memoire.ts'
import type { Fermeture } from '../point-de-contact.ts'
import type { Cellule } from './classeur.ts'
import { MOIS, parseJourEcrit } from './jours.ts'
import { splitList } from './listes.ts'

/** A day of the calendar, whose year may not be said. */
type Date = Readonly<{ jour: number; mois: number; annee?: number }>
type Periode = Readonly<{ du: Date; au: Date }>

export type Fermetures = Readonly<{
  fermetures: readonly Fermeture[]
  /** Numbers that make no day, or a range the wrong way: a mistake of typing. */
  illisibles: readonly string[]
  /** Words kept as they are; `proposees`: the cell as it may be written, when each of them comes round again. */
  gardees: readonly string[]
  proposees: readonly Fermeture[]
  /** It took words: what was understood is to be said. */
  enMots: boolean
}>

const SIMPLE =
  /^\d{1,2}\/\d{1,2}\/\d{4}(?:\s*-\s*\d{1,2}\/\d{1,2}\/\d{4})?$|^\d{4}-\d\d-\d\d(?:\s*[-/]\s*\d{4}-\d\d-\d\d)?$/
const FERME =
  /^(?:(?:conges?|vacances|fermetures?|ferme(?:e|s|es)?)(?: (?:annuel|estival|exceptionnel)(?:le)?s?)?(?: au public)?(?: d'ete)? ?:? ?)+/
const NOMS = MOIS.join('|')
const JOURS = '(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?'
/** « 1er », « 24/12 », « 24 décembre 2026 », with the names of groups that end so. */
const dateDe = (nom: string): string =>
  `${JOURS}(?<j${nom}>\\d{1,2})(?:er)?(?:(?: ?[/.-] ?| )(?:(?<m${nom}>\\d{1,2})(?!\\d)|(?<n${nom}>${NOMS}))(?:(?: ?[/.-] ?| )(?<a${nom}>\\d{4}|\\d{2}))?)?`
const SEULE = new RegExp(`^(?:les? )?${dateDe('1')}(?: inclus)?$`)
const SUITE = new RegExp(
  `^(?:du |depuis le )?${dateDe('1')}(?: inclus)? ?(?:jusqu'au|au|a|-|>) ?(?:le )?${dateDe('2')}(?: inclus)?$`,
)
const ISO = /^(?:du )?(\d{4}-\d\d-\d\d) ?(?:au|a|-|\/|>) ?(\d{4}-\d\d-\d\d)$/
const MOIS_ENTIER = new RegExp(
  `^(?:(?:en|tout|le|mois) |(?:de |d'))*(?<n1>${NOMS})(?: ?(?:et|a|au|-) ?(?<n2>${NOMS}))?(?: (?<a2>\\d{4}))?$`,
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
function readDate(groupes: Groupes, nom: '1' | '2'): Date | undefined {
  const { [`j${nom}`]: jour, [`m${nom}`]: chiffres, [`n${nom}`]: mot, [`a${nom}`]: an } = groupes
  const mois = chiffres === undefined ? MOIS.indexOf(mot ?? '') + 1 : Number(chiffres)
  if (jour === undefined || mois > 12) return undefined
  return {
    jour: Number(jour),
    mois,
    ...(an !== undefined && { annee: an.length === 2 ? 2000 + Number(an) : Number(an) }),
  }
}

function fromIso(iso: string): Date {
  const [annee = 0, mois = 0, jour = 0] = iso.split('-').map(Number)
  return { jour, mois, annee }
}

/** The last day of a month: of February, where the year is not said, the one that is there each year. */
const finDe = (mois: number, annee = 2001): number =>
  [31, annee % 4 === 0 && (annee % 100 !== 0 || annee % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
    mois - 1
  ] ?? 0

/** The days that these words name; `jour` alone: its month is to be found beside it. */
function readPeriode(texte: string): Periode | 'jour-seul' | undefined {
  const bare = plier(texte).replace(FERME, '')
  const mois = MOIS_ENTIER.exec(bare)?.groups
  if (mois) {
    const [m1, m2] = [MOIS.indexOf(mois.n1 ?? '') + 1, MOIS.indexOf(mois.n2 ?? mois.n1 ?? '') + 1]
    const annee = mois.a2 === undefined ? {} : { annee: Number(mois.a2) }
    return { du: { jour: 1, mois: m1 }, au: { jour: finDe(m2, annee.annee), mois: m2, ...annee } }
  }
  const seule = SEULE.exec(bare)?.groups
  if (seule) {
    const date = readDate(seule, '1')
    return date?.mois === 0 ? 'jour-seul' : date && { du: date, au: date }
  }
  const [, de = '', a = ''] = ISO.exec(bare) ?? []
  if (de !== '') return { du: fromIso(de), au: fromIso(a) }
  const suite = SUITE.exec(bare)?.groups
  const [du, au] = suite ? [readDate(suite, '1'), readDate(suite, '2')] : []
  if (!du || !au || au.mois === 0) return undefined
  // « du 1er au 15 août 2026 »: the month and the year are said once.
  return du.mois === 0 ? { du: { ...au, jour: du.jour }, au } : { du, au }
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

const pad = (value: number): string => String(value).padStart(2, '0')
const toJour = ({ jour, mois, annee }: Date): Jour | undefined =>
  annee === undefined ? undefined : parseJour(`${annee}-${pad(mois)}-${pad(jour)}`)

function toFermeture({ du, au }: Periode): Fermeture | undefined {
  const [debut, fin] = [toJour(du), toJour(au)]
  // R-REC-08 — une fermeture finit le jour où elle commence, ou après
  return debut && fin && debut <= fin ? { du: debut, au: fin } : undefined
}

/** The next time that days without a year come round, today included. */
function prochaine({ du, au }: Periode, le: Jour): Fermeture | undefined {
  for (const annee of [0, 1].map((plus) => Number(le.slice(0, 4)) + plus)) {
    const next = toFermeture(completeAnnees({ du, au: { ...au, annee } }))
    if (next && next.au >= le) return next
  }
  return undefined
}

type Morceau = Readonly<{ texte: string; periode: ReturnType<typeof readPeriode> }>

/** The pieces of a cell; « les 24 et 31 décembre 2026 » are two days of one month. */
function listMorceaux(texte: string): readonly Morceau[] {
  const lus = splitList(texte).flatMap((part): Morceau[] => {
    const periode = readPeriode(part)
    const parts = part.split(/\s+et\s+/i)
    return periode || parts.length === 1
      ? [{ texte: part, periode }]
      : parts.map((one) => ({ texte: one, periode: readPeriode(one) }))
  })
  const complets: Morceau[] = []
  for (const { texte: mot, periode } of lus.toReversed()) {
    const suivant = complets[0]?.periode
    const isBeside = periode === 'jour-seul' && suivant !== undefined && suivant !== 'jour-seul'
    const jour = Number(/\d+/.exec(mot)?.[0])
    const date = isBeside ? { ...suivant.du, jour } : undefined
    complets.unshift({ texte: mot, periode: date ? { du: date, au: date } : periode })
  }
  return complets
}

const LONGUEUR_DE_JOUR = '2026-01-01'.length
const NEANT: Omit<Fermetures, 'fermetures'> = { illisibles: [], gardees: [], proposees: [], enMots: false }
const byDate = (a: Fermeture, b: Fermeture): number => (a.du < b.du ? -1 : Number(a.du > b.du))

/** The closures of a cell in order; `le`: the day on which it is read, after which a day may come round. */
export function readFermetures(cellule: Cellule, le: Jour): Fermetures {
  const day = cellule.jour ? parseJour(cellule.jour) : undefined
  return day ? { ...NEANT, fermetures: [{ du: day, au: day }] } : readTexte(`${le}${cellule.texte}`)
}

/** The day of reading, then the words: the same closures come back from row to row. */
const readTexte = memoize((cle: string): Fermetures => {
  const [le, texteEntier] = [jourOf(cle.slice(0, LONGUEUR_DE_JOUR)), cle.slice(LONGUEUR_DE_JOUR)]
  const fermetures: Fermeture[] = []
  const illisibles: string[] = []
  const gardees: string[] = []
  const proposees: (Fermeture | undefined)[] = []
  let enMots = false
  for (const { texte, periode } of listMorceaux(texteEntier)) {
    const jour = parseJourEcrit(texte)
    const complete = periode && periode !== 'jour-seul' ? completeAnnees(periode) : undefined
    const fermeture = jour ? { du: jour, au: jour } : complete && toFermeture(complete)
    // R-REC-48 — choix du portail : une année dite, même une seule fois, est certaine ; ce qui en est compris est montré
    if (fermeture) {
      fermetures.push(fermeture)
      enMots ||= !SIMPLE.test(texte)
      continue
    }
    const next = complete?.au.annee === undefined && complete ? prochaine(complete, le) : undefined
    // R-REC-49 — choix du portail : une année qui n’est pas dite ne se devine pas ; les mots sont gardés
    if (next || (!complete && /\p{L}{3}/u.test(texte))) {
      gardees.push(texte)
      proposees.push(next)
    } else illisibles.push(texte)
  }
  const suivantes = proposees.flatMap((one) => one ?? [])
  const isWhole = suivantes.length > 0 && suivantes.length === proposees.length && illisibles.length === 0
  return {
    fermetures: fermetures.sort(byDate),
    illisibles,
    gardees,
    proposees: isWhole ? [...fermetures, ...suivantes].sort(byDate) : [],
    enMots,
  }
})
