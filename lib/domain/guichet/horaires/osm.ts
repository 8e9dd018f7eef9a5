/**
 * Reading the stored form: opening hours in OpenStreetMap syntax, the subset that the portal writes (ecriture-osm.ts).
 * Days declared closed are written `off`; days that are not written are unknown (R-HOR-05).
 */
import { accept, type Resultat, refuse } from '../../resultat.ts'
import type { IndexDeJour } from './jours.ts'
import type { Dates, Exception, Feries, Horaires, RangDuMois, Saison } from './regime.ts'
import {
  type HorairesDuJour,
  type JourneeConnue,
  MINUTES_PAR_JOUR,
  normalizePlages,
  type Plage,
  SEMAINE_INCONNUE,
  type Semaine,
} from './semaine.ts'

export type RefusOsm = Readonly<{ code: 'syntaxe-osm-inconnue'; regle: string }>

export const SANS_INTERRUPTION = '24/7'
export const SUR_RENDEZ_VOUS = '"sur rendez-vous"'
export const SINON_RENDEZ_VOUS = ` || ${SUR_RENDEZ_VOUS}`
export const JOURS_OSM: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
export const MOIS_OSM: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]
/** The last day that a month may have: a season that ends in February holds on the 29th. */
export const FINS_DE_MOIS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const TOUS: readonly IndexDeJour[] = [0, 1, 2, 3, 4, 5, 6]

const fill = (journee: HorairesDuJour): Semaine => [journee, journee, journee, journee, journee, journee, journee]

type Regle = Readonly<{ dates: Dates | null; jours: readonly IndexDeJour[]; feries: boolean; horaires: JourneeConnue }>

/** Reads what `writeOsm` writes; a later rule replaces an earlier one, as in OpenStreetMap. */
export function fromOsm(osm: string): Resultat<Horaires, RefusOsm> {
  const sinonRendezVous = osm.endsWith(SINON_RENDEZ_VOUS)
  const text = (sinonRendezVous ? osm.slice(0, -SINON_RENDEZ_VOUS.length) : osm).trim()
  const always = { exceptions: [], feries: 'ordinaires', sinonRendezVous } as const
  if (text === SANS_INTERRUPTION) return accept({ ...always, semaine: fill([{ de: 0, a: MINUTES_PAR_JOUR }]) })
  if (text === SUR_RENDEZ_VOUS) return accept({ ...always, semaine: fill('sur-rendez-vous') })
  let semaine: Semaine = SEMAINE_INCONNUE
  let feries: Feries = 'ordinaires'
  const exceptions: Exception[] = []
  for (const part of text.split(';')) {
    const regle = readRegle(part.trim())
    // an ordinary week written after an exception would undo it
    if (!regle || (!regle.dates && !regle.feries && exceptions.length > 0))
      return refuse({ code: 'syntaxe-osm-inconnue', regle: part.trim() })
    const { dates, jours, horaires } = regle
    if (regle.feries) feries = typeof horaires === 'string' ? 'fermes' : horaires
    else if (dates) exceptions.push({ dates, jours, horaires })
    else semaine = withDays(semaine, jours, horaires)
  }
  return accept({ semaine, exceptions, feries, sinonRendezVous })
}

/** Whether the hours of a point depend on the date, and not on the day of the week alone. */
export function hasDates(osm: string | null): boolean {
  const lu = osm === null ? null : fromOsm(osm)
  return lu?.ok === true && lu.value.exceptions.length > 0
}

function withDays(semaine: Semaine, jours: readonly IndexDeJour[], journee: HorairesDuJour): Semaine {
  const [lu, ma, me, je, ve, sa, di] = semaine
  const pick = (index: IndexDeJour, now: HorairesDuJour) => (jours.includes(index) ? journee : now)
  return [pick(0, lu), pick(1, ma), pick(2, me), pick(3, je), pick(4, ve), pick(5, sa), pick(6, di)]
}

const MOIS = MOIS_OSM.join('|')
const REGLE = new RegExp(
  String.raw`^(?:(${MOIS})(?: (\d\d))?(?:-(?:(${MOIS})(?: (\d\d))?|(\d\d)))? )?(?:week 0([12])-5[23]/2 )?` +
    String.raw`(?:([A-Z][a-z](?:[-,[\]\d]|[A-Z][a-z])*|PH) )?(off|closed|\d\d:[-\d:,]+)?( ?(?:open )?"sur rendez-vous")?$`,
)

/** One rule; the part with appointments may follow the part without, under the same selector. */
function readRegle(text: string): Regle | undefined {
  const [first, second, extra] = text.split(/, (?=[A-Zw])/)
  const regle = readPart(first ?? '')
  if (second === undefined || !regle) return regle
  const other = readPart(second)
  const selector = (part: string) => part.slice(0, part.search(/(?<=^| )\d\d:/))
  if (!other || extra !== undefined || selector(first ?? '') !== selector(second)) return undefined
  if (typeof regle.horaires === 'string' || typeof other.horaires === 'string') return undefined
  const plages = normalizePlages([...regle.horaires, ...other.horaires])
  return plages && { ...regle, horaires: plages }
}

function readPart(text: string): Regle | undefined {
  const match = REGLE.exec(text)
  if (!match) return undefined
  const [, mois1, jour1, mois2, jour2, jourSeul, parite, jours, heures, rendezVous] = match
  const horaires = readHeures(heures, rendezVous?.trim())
  if (!horaires) return undefined
  if (jours === 'PH') {
    if (mois1 !== undefined || parite !== undefined || horaires === 'sur-rendez-vous') return undefined
    return { dates: null, jours: [], feries: true, horaires }
  }
  const dates: Dates[] = []
  if (mois1 !== undefined) {
    const saison = readSaison([mois1, jour1, mois2, jour2, jourSeul])
    if (!saison) return undefined
    dates.push({ saison })
  }
  if (parite !== undefined) dates.push({ semaines: parite === '2' ? 'paires' : 'impaires' })
  const read =
    jours === undefined ? (mois1 === undefined ? undefined : { jours: TOUS, rangs: undefined }) : readJours(jours)
  if (read?.rangs) dates.push({ rangs: read.rangs })
  // one kind of dates at a time: OpenStreetMap itself does not mix a month and several ranks
  if (!read || dates.length > 1) return undefined
  return { dates: dates[0] ?? null, jours: read.jours, feries: false, horaires }
}

const monthDay = (mois: number, jour: number): string => `${pad(mois + 1)}-${pad(jour)}`
const pad = (value: number): string => String(value).padStart(2, '0')

function readSaison([mois1 = '', jour1, mois2, jour2, jourSeul]: readonly (string | undefined)[]): Saison | undefined {
  const from = MOIS_OSM.indexOf(mois1)
  const to = mois2 === undefined ? from : MOIS_OSM.indexOf(mois2)
  // either both ends have their day, or neither has
  if (mois2 !== undefined && (jour1 === undefined) !== (jour2 === undefined)) return undefined
  if (jourSeul !== undefined && jour1 === undefined) return undefined
  const du = Number(jour1 ?? 1)
  const au = Number(jour2 ?? jourSeul ?? jour1 ?? FINS_DE_MOIS[to])
  const fits = (mois: number, jour: number) => jour >= 1 && jour <= (FINS_DE_MOIS[mois] ?? 0)
  return fits(from, du) && fits(to, au) ? { du: monthDay(from, du), au: monthDay(to, au) } : undefined
}

/** `Mo-Fr`, `Mo,We`, `Tu[1,3],Th[1,3]`: the same ranks for all. */
function readJours(text: string): { jours: readonly IndexDeJour[]; rangs?: RangDuMois[] } | undefined {
  const found = new Set<number>()
  let rangs: string | undefined
  for (const [at, part] of text.split(/,(?=[A-Z])/).entries()) {
    const match = /^([A-Z][a-z])(?:-([A-Z][a-z])|\[([-\d,]+)\])?$/.exec(part)
    if (!match) return undefined
    const from = JOURS_OSM.indexOf(match[1] ?? '')
    const to = match[2] === undefined ? from : JOURS_OSM.indexOf(match[2])
    if (from < 0 || to < from || (at > 0 && match[3] !== rangs)) return undefined
    rangs = match[3]
    for (let index = from; index <= to; index += 1) found.add(index)
  }
  const jours = TOUS.filter((index) => found.has(index))
  if (rangs === undefined) return { jours }
  const values = rangs.split(',').map(Number).filter(isRang)
  return values.length === rangs.split(',').length ? { jours, rangs: values } : undefined
}

const isRang = (value: number): value is RangDuMois => value === -1 || (value >= 1 && value <= 5)

function readHeures(text: string | undefined, rendezVous: string | undefined): JourneeConnue | undefined {
  if (text === undefined) return rendezVous === SUR_RENDEZ_VOUS ? 'sur-rendez-vous' : undefined
  if (text === 'off' || text === 'closed') return rendezVous === undefined ? 'ferme' : undefined
  if (rendezVous === SUR_RENDEZ_VOUS) return undefined
  const plages: Plage[] = []
  for (const part of text.split(',')) {
    const match = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(part)
    if (!match) return undefined
    const [, h1, m1, h2, m2] = match
    const plage = { de: Number(h1) * 60 + Number(m1), a: Number(h2) * 60 + Number(m2) }
    plages.push(rendezVous ? { ...plage, surRendezVous: true } : plage)
  }
  return normalizePlages(plages)
}
