/**
 * Closures typed in a cell: days and ranges, as people write them. A year that is said, or that its other end gives, is
 * certain; one that is not is never guessed. A cell of which any part is not understood says none: its words are kept.
 */
import { dayOfWeek, daysBetween, type Jour, jour as jourOf, parseJour } from '../../calendrier.ts'
import { memoize } from '../../memoire.ts'
import type { Fermeture } from '../point-de-contact.ts'
import type { Cellule } from './classeur.ts'
import {
  completeAnnees,
  type DateDite,
  finDe,
  fromIso,
  isBefore,
  listMorceaux,
  type Morceau,
  type Periode,
  pad,
  sansRemarque,
} from './jours-dits.ts'
import { clean, cleanLignes } from './texte.ts'

export type Fermetures = Readonly<{
  fermetures: readonly Fermeture[]
  /** Numbers that make no day, or a range the wrong way: a mistake of typing. */
  illisibles: readonly string[]
  /** The whole cell as it is said, when any part of it is no certain day: it then says no closure. */
  gardee: string | null
  /** All of it is days, and only the year of some is not said. */
  sansAnnee: boolean
  /** The cell as it may be written: each day without a year when it comes round again, or each day without its words. */
  proposees: readonly Fermeture[]
  /** It took words: what was understood is to be said. */
  enMots: boolean
  /** A year far from the day of reading, or that the spreadsheet added: what was understood is to be looked at. */
  lointaines: boolean
}>

const SIMPLE =
  /^\d{1,2}\/\d{1,2}\/\d{4}(?:\s*-\s*\d{1,2}\/\d{1,2}\/\d{4})?$|^\d{4}-\d\d-\d\d(?:\s*[-/]\s*\d{4}-\d\d-\d\d)?$/

const toJour = ({ jour, mois, annee }: DateDite): Jour | undefined =>
  annee === undefined ? undefined : parseJour(`${annee}-${pad(mois)}-${pad(jour)}`)

function toFermeture({ du, au }: Periode): Fermeture | undefined {
  const [debut, fin] = [toJour(du), toJour(au)]
  // R-REC-08 — une fermeture finit le jour où elle commence, ou après
  return debut && fin && debut <= fin ? { du: debut, au: fin } : undefined
}

const isAutreJour = ({ semaine }: DateDite, jour: Jour): boolean => semaine !== undefined && semaine !== dayOfWeek(jour)
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
const isLointaine = ({ annee }: DateDite, le: Jour): boolean =>
  annee !== undefined && (annee < Number(le.slice(0, 4)) - 1 || annee > Number(le.slice(0, 4)) + 2)

/** The next time that days without a year come round, that day included. */
function prochaine({ du, au }: Periode, le: Jour): Fermeture | undefined {
  for (const annee of [0, 1].map((plus) => Number(le.slice(0, 4)) + plus)) {
    const dite = { du, au: { ...au, annee } }
    const next = toFermeture(completeAnnees(dite))
    if (next && next.au >= le) return isContredite(dite, next) || isTropLongue(dite, next) ? undefined : next
  }
  return undefined
}

/**
 * What one piece says: certain days, days of no year (`next`: when they come round), numbers that are no day, words
 * (`jours`: what they accompany).
 */
type Lu =
  | Readonly<{ sorte: 'certaine'; fermeture: Fermeture; lointaine: boolean }>
  | Readonly<{ sorte: 'sans-annee'; next: Fermeture }>
  | Readonly<{ sorte: 'illisible' }>
  | Readonly<{ sorte: 'mots'; jours?: Fermeture }>

const HEURE = /\d\s?[:h]\s?\d{2}/i

/** The certain days that words accompany: « 24/12/2026 (réunion) », « Pont de l’Ascension : 15/05/2026 ». */
function accompagnes(texte: string, le: Jour, depuis: Jour): Readonly<{ jours?: Fermeture }> {
  const bare = sansRemarque(texte)
  const [seul, ...autres] = bare === undefined ? [] : listMorceaux(bare)
  const lu = seul && autres.length === 0 ? readMorceau(seul, le, depuis) : undefined
  return lu?.sorte === 'certaine' && !lu.lointaine ? { jours: lu.fermeture } : {}
}

/** `depuis`: what was said before it, after which a day without a year comes round. */
function readMorceau({ texte, periode }: Morceau, le: Jour, depuis: Jour): Lu {
  if (typeof periode !== 'object') {
    const isMots = periode === 'douteux' || HEURE.test(texte) || /\p{L}{3}|\d.*\p{L}/u.test(texte)
    return isMots ? { sorte: 'mots', ...accompagnes(texte, le, depuis) } : { sorte: 'illisible' }
  }
  const complete = completeAnnees(periode)
  const { du, au } = complete
  if (au.annee === undefined) {
    const next = prochaine(complete, depuis)
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
  return day ? readJourDeTableur(day, clean(cellule.texte), le) : readTexte(`${le}${cleanLignes(cellule.texte)}`)
}

/** « Aug-26 », « 08/2026 »: what a spreadsheet shows of a month that it took for its first day. */
const MOIS_SEUL = /^\p{L}+\.?[ /.-]+(?:\d{2}|\d{4})$|^\d{1,2}[/.-]\d{4}$/u

/** A day of the spreadsheet: who typed « 24/12 » or « août 2026 » did not write the year, or the first, that it added. */
function readJourDeTableur(day: Jour, texte: string, le: Jour): Fermetures {
  const [annee = '', mois = ''] = day.split('-')
  const isMois = day.endsWith('-01') && MOIS_SEUL.test(texte)
  const isAnneeVue = texte.includes(annee) || texte.replace(/^.*\D(?=\d+$)/, '') === annee.slice(2)
  const du = { jour: 1, mois: Number(mois), annee: Number(annee) }
  const fermeture = isMois ? toFermeture({ du, au: { ...du, jour: finDe(du.mois, du.annee) } }) : { du: day, au: day }
  // R-REC-48 — choix du portail : ce que le tableur a ajouté à ce qui était écrit se vérifie
  const aVoir = isMois || !isAnneeVue || isLointaine(fromIso(day), le)
  return { ...NEANT, fermetures: fermeture ? [fermeture] : [], lointaines: aVoir }
}

/** The day of reading, then the words, clean line by line: the same closures come back from row to row. */
const readTexte = memoize((cle: string): Fermetures => {
  const [le, texte] = [jourOf(cle.slice(0, LONGUEUR_DE_JOUR)), cle.slice(LONGUEUR_DE_JOUR)]
  // A line may go on to the next one, or each line be a date.
  const lectures = (texte.includes('\n') ? [texte.replace(/\n+/g, ' '), texte] : [texte]).map((un) => readListe(un, le))
  const [seule = NEANT] = lectures
  return (
    lectures.find(({ gardee, illisibles }) => gardee === null && illisibles.length === 0) ??
    lectures.find(({ sansAnnee }) => sansAnnee) ??
    seule
  )
})

function readListe(texte: string, le: Jour): Fermetures {
  let depuis = le
  const lus = listMorceaux(texte).map((morceau) => {
    const lu = readMorceau(morceau, le, depuis)
    if (lu.sorte === 'certaine') depuis = lu.fermeture.au
    return { texte: morceau.texte, lu }
  })
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
  const accompagnees = lus.flatMap(({ lu }) => (lu.sorte === 'mots' && lu.jours ? lu.jours : []))
  // R-REC-49 — choix du portail : un jour accompagné de mots est proposé sans eux, jamais tiré sans qu’on le dise
  const isProposee = sansAnnee || (accompagnees.length > 0 && accompagnees.length + certaines.length === lus.length)
  const proposees = isProposee ? [...fermetures, ...suivantes, ...accompagnees].sort(byDate) : []
  return { ...NEANT, illisibles, gardee, sansAnnee, proposees }
}
