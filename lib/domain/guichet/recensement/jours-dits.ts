/**
 * The words of closures: which days each piece of a cell names, the years that it does not say, and those that the rest
 * of the cell gives it.
 */
import { addDays, addMonths, parseJour } from '../../calendrier.ts'
import { anneeEntiere, MOIS } from './jours.ts'

/** A day of the calendar, whose year may not be said; `semaine`: 1 for the Monday that it is said to be. */
export type DateDite = Readonly<{ jour: number; mois: number; annee?: number; isCourte?: boolean; semaine?: number }>
export type Periode = Readonly<{ du: DateDite; au: DateDite }>

const MOT =
  "(?:conges?|vacances|fermetures?|ferme(?:e|s|es)?)(?: (?:annuel(?:le)?|estivale?|exceptionnel(?:le(?:ment)?)?)s?)?(?: au public)?(?: d'ete)?"
/**
 * Why a day is one of closure, said beside it: it changes nothing of the day. Nothing here may be of a part of a day, as
 * « matin » is, nor name a day of its own, as « Noël » does.
 */
const CAUSE = '(?:pont|(?:jours? )?feries?|inventaire|travaux|demenagement)'
/**
 * A feast, its eve, the bridge beside it: another day than the one written may be meant (« 14/05/2026 (pont de
 * l’Ascension) », which is the Thursday itself), or a half of it (« veille de Noël »).
 */
const FETE =
  "(?:(?:pont|veille) (?:de l'|de la |de |du )?)?(?:ascension|assomption|toussaint|noel|jour de l'an|nouvel an|1er mai|8 mai|14 juillet|15 aout|1er novembre|11 novembre|saint[- ]sylvestre|lundi de (?:paques|pentecote)|fete (?:nationale|du travail)|armistice)|veille"
const FERME = new RegExp(`^(?:(?:${MOT}(?![^ :]) ?:? ?)|${CAUSE} ?: ?(?=.))+`)
/** « 24/12/2026 (congés) », « 24/12/2026 : fermé », « 15/05/2026 (pont) », « 24/12/2026. » */
const FERME_APRES = new RegExp(`(?: ?[:-]? (?:${MOT}|${CAUSE})| ?\\((?:${MOT}|${CAUSE})\\))$|\\.$`)
const sansFerme = (mots: string): string => mots.replace(FERME, '').replace(FERME_APRES, '')
/** The months in full, and as people shorten them: « mar. » may be a Tuesday. */
const NOMS_DES_MOIS = new Map([
  ...MOIS.map((nom, rang) => [nom, rang + 1] as const),
  ...([
    ['janv', 1],
    ['fevr', 2],
    ['fev', 2],
    ['avr', 4],
    ['juil', 7],
    ['sept', 9],
    ['oct', 10],
    ['nov', 11],
    ['dec', 12],
  ] as const),
])
const moisDe = (nom = ''): number => NOMS_DES_MOIS.get(nom) ?? 0
const NOMS = [...NOMS_DES_MOIS.keys()].join('|')
const SEMAINE = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
/**
 * « 1er », « 24/12 », « 24 décembre 2026 », with the names of groups that end so. The year follows the sign that stands
 * before the month: in « 24/12-26 », 26 may be the end of a range. A month in letters takes a year in full.
 */
const dateDe = (nom: string): string => {
  const signe = `(?<s${nom}> ?[/.] ?|-)(?<m${nom}>\\d{1,2})(?!\\d)(?:\\k<s${nom}>(?<a${nom}>\\d{4}|\\d{2})(?!\\d))?`
  const espace = ` (?<p${nom}>\\d{1,2}) (?<b${nom}>\\d{4})`
  const lettres = `(?: ?[/.-] ?| )(?<n${nom}>${NOMS})(?:(?: ?[/.-] ?| )(?<c${nom}>\\d{4}))?`
  return `(?:(?<w${nom}>${SEMAINE.join('|')}) )?(?<j${nom}>\\d{1,2})(?: ?er|e|[°º])?(?:${signe}|${espace}|${lettres})?`
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
function readDate(groupes: Groupes, nom: '1' | '2'): DateDite | undefined {
  const one = (lettre: string) => groupes[lettre + nom]
  const chiffres = one('m') ?? one('p')
  const mois = chiffres === undefined ? moisDe(one('n')) : Number(chiffres)
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

export function fromIso(iso: string): DateDite {
  const [annee = 0, mois = 0, jour = 0] = iso.split(/[-/]/).map(Number)
  return { jour, mois, annee }
}

/** The last day of a month: of February, where the year is not said, the one that is there each year. */
export function finDe(mois: number, annee = 2001): number {
  const premier = parseJour(`${annee}-${pad(mois)}-01`)
  return premier ? Number(addDays(addMonths(premier, 1), -1).slice(-2)) : 0
}

export const pad = (value: number): string => String(value).padStart(2, '0')

/** Whole months; « juin et août » are not three of them. */
function readMois({ n1 = '', n2 = n1, et, a2 }: Groupes): Periode | undefined {
  const [m1, m2] = [moisDe(n1), moisDe(n2)]
  if (et === 'et' && m2 !== (m1 % 12) + 1) return undefined
  const annee = a2 === undefined ? {} : { annee: Number(a2) }
  return { du: { jour: 1, mois: m1 }, au: { jour: finDe(m2, annee.annee), mois: m2, ...annee } }
}

/**
 * The days of « du 24/12 au 02/01/2027 »; `douteux`: an end that may be a day or a year, a month that may be another;
 * `jour-seul`: « 20 au 24 », whose month is to be found beside it.
 */
function readSuite(du: DateDite | undefined, au: DateDite | undefined): Periode | 'jour-seul' | 'douteux' | undefined {
  if (!du || !au) return undefined
  if (au.mois === 0) return du.mois === 0 && du.jour < au.jour ? 'jour-seul' : 'douteux'
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

export const isBefore = (a: DateDite, b: DateDite): boolean =>
  a.mois < b.mois || (a.mois === b.mois && a.jour <= b.jour)

/** The year of one end gives that of the other: through New Year when it comes round again only so. */
export function completeAnnees({ du, au }: Periode): Periode {
  if (du.annee === undefined && au.annee !== undefined)
    return { du: { ...du, annee: isBefore(du, au) ? au.annee : au.annee - 1 }, au }
  if (au.annee === undefined && du.annee !== undefined)
    return { du, au: { ...au, annee: isBefore(du, au) ? du.annee : du.annee + 1 } }
  return { du, au }
}

export type Morceau = Readonly<{ texte: string; periode: ReturnType<typeof readPeriode> }>

/** What joins two days or two periods: « 24/12/2026 + 31/12/2026 ». Spaces are single here. */
const JOINTURE = / (?:et|puis|ainsi que) | ?[+&] ?/i
/** The days of words without a month, by the groups of `dateDe`. */
const joursSeuls = (bare: string): Groupes | undefined => (SEULE.exec(bare) ?? SUITE.exec(bare))?.groups

/** The pieces of a cell of clean lines; « les 24 et 31 décembre 2026 » are two days of one month. « Fermé : » alone is none. */
export function listMorceaux(texte: string): readonly Morceau[] {
  const read = (part: string): Morceau[] => {
    const bare = sansFerme(plier(part))
    return bare === '' ? [] : [{ texte: part.trim(), periode: readPeriode(bare) }]
  }
  const lus = texte.split(/[;,\n]/).flatMap((part) => {
    const entier = read(part)
    const parts = part.split(JOINTURE)
    return entier[0]?.periode || parts.length === 1 ? entier : parts.flatMap(read)
  })
  const complets: Morceau[] = []
  for (const { texte: mot, periode } of lus.toReversed()) {
    const suivant = complets[0]?.periode
    const isBeside = periode === 'jour-seul' && typeof suivant === 'object'
    const seul = isBeside ? joursSeuls(sansFerme(plier(mot))) : undefined
    complets.unshift({ texte: mot, periode: seul && isBeside ? readBeside(seul, suivant.du) : periode })
  }
  return completeListe(complets)
}

/** « 24/12 et 31/12/2026 », « 01/05/2026, 08/05 »: a day without a year has that of its neighbour, later in the year. */
function completeListe(morceaux: readonly Morceau[]): readonly Morceau[] {
  const avecAnnee = (periode: Periode, annee: number | undefined): Periode =>
    annee === undefined || periode.au.annee !== undefined || !isBefore(periode.du, periode.au)
      ? periode
      : completeAnnees({ du: periode.du, au: { ...periode.au, annee } })
  const suivre = (liste: readonly Morceau[], sens: 'avant' | 'apres'): readonly Morceau[] => {
    let voisin: Periode | undefined
    return liste.map((un) => {
      if (typeof un.periode !== 'object') {
        voisin = undefined
        return un
      }
      const own = completeAnnees(un.periode)
      const [premier, second] = sens === 'avant' ? [own.au, voisin?.du] : [voisin?.au, own.du]
      // R-REC-48 — choix du portail : dans l’ordre de l’année, l’année dite une fois est celle de la liste
      const isSuivi = premier && second && isBefore(premier, second)
      const periode = isSuivi ? avecAnnee(own, (sens === 'avant' ? second : premier).annee) : own
      voisin = periode
      return periode === own ? un : { ...un, periode }
    })
  }
  return suivre(suivre(morceaux.toReversed(), 'avant').toReversed(), 'apres')
}

/** « 24 » and « 20 au 24 » before « 31 décembre 2026 » are of the same month; before « 2 janvier », of another. */
function readBeside(seuls: Groupes, suivant: DateDite): Periode | 'douteux' {
  const { semaine: _, ...autre } = suivant
  const dater = (nom: '1' | '2'): DateDite => {
    const { mois: __, ...propre } = readDate(seuls, nom) ?? { jour: 0, mois: 0 }
    return { ...autre, ...propre }
  }
  const du = dater('1')
  const au = seuls.j2 === undefined ? du : dater('2')
  // R-REC-48 — choix du portail : des jours sans mois, avant d’autres plus tard dans un mois qui est dit, sont de ce mois
  return au.jour < suivant.jour ? { du, au } : 'douteux'
}

/** Words in parentheses after a day. */
const ENTRE_PARENTHESES = / ?\(([^()]{1,60})\) ?$/
/** « Pont de l’Ascension : 15/05/2026 », « 15/08/2026 - Assomption », « 25/12/2026 (Noël) » */
const NOMMEE = new RegExp(`^(?:${FETE}) ?: ?(?=.)| ?[:-]? (?:${FETE})$| ?\\((?:${FETE})\\)$`)
/** What says that a part of the day only is meant, or that nobody knows. */
const PARTIEL =
  /\d|matin|midi|soir|heure|sauf|ouvert|\bdes\b|partir|jusqu|avant|apres|demi|partiel|seul|unique|telephon|permanence|selon|possib|reserve|confirm|verif|peut|\?/

/**
 * The piece without what accompanies its day, for a question to be asked of it: folded when it named a feast. Undefined
 * when nothing accompanies it, or when it may say a part of the day.
 */
export function sansRemarque(texte: string): string | undefined {
  const plie = plier(texte)
  const sansFete = plie.replace(NOMMEE, '')
  if (sansFete !== plie) return sansFete
  const [entiere, mots = ''] = ENTRE_PARENTHESES.exec(texte) ?? []
  if (entiere === undefined || PARTIEL.test(plier(mots))) return undefined
  return texte.slice(0, -entiere.length)
}
