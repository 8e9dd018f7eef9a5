/** The hours themselves, once all is laid: in one order, with nothing that could be understood in two ways. */

import { orderExceptions } from '../exceptions.ts'
import type { IndexDeJour } from '../jours.ts'
import type { Dates, Exception, Horaires, RangDuMois, Saison } from '../regime.ts'
import {
  type HorairesDuJour,
  isJourneeEntiere,
  isSameJournee,
  type JourneeConnue,
  SEMAINE_INCONNUE,
  type Semaine,
} from '../semaine.ts'
import type { Etat } from './etat.ts'
import type { Tableau } from './tableau.ts'

const SAMEDI = 5
const VIDE: ReadonlyMap<IndexDeJour, { horaires: JourneeConnue }> = new Map()

/** The hours of a text, or `undefined` when it says nothing of any day or leaves a doubt. */
export function assemble(etat: Etat): Horaires | 'doute' | undefined {
  const tableaux = [...etat.tableaux.values()]
  const ordinaires = tableaux.find(({ dates }) => dates === null)?.jours ?? VIDE
  const autres = tableaux.filter(({ dates, jours }) => dates !== null && jours.size > 0)
  // R-HOR-29 — choix du portail : la semaine finit le vendredi pour les uns, le dimanche pour les autres
  if ([...etat.enSemaine].some(({ jours }) => !jours.has(SAMEDI))) return 'doute'
  if (ordinaires.size === 0 && autres.length === 0) return undefined
  if (!autres.every((tableau) => isCertain(tableau, ordinaires, autres))) return 'doute'
  const day = (jour: IndexDeJour): HorairesDuJour => ordinaires.get(jour)?.horaires ?? 'inconnu'
  const semaine: Semaine =
    ordinaires.size === 0 ? SEMAINE_INCONNUE : [day(0), day(1), day(2), day(3), day(4), day(5), day(6)]
  // closed all week: words are missing, or it is not a matter of hours
  if (semaine.every((journee) => journee === 'ferme') && !autres.some(isOpen)) return undefined
  return {
    semaine,
    exceptions: orderExceptions(autres.flatMap(toExceptions)),
    feries: etat.feries ?? (etat.toujours || semaine.every(isJourneeEntiere) ? 'ordinaires' : 'fermes'),
    sinonRendezVous: etat.sinonRendezVous,
  }
}

const isOpen = ({ jours }: Tableau): boolean => [...jours.values()].some(({ horaires }) => horaires !== 'ferme')

/** The days of a table that have the same hours, together. */
function toExceptions({ dates, jours }: Tableau): Exception[] {
  const exceptions: { dates: Dates; jours: IndexDeJour[]; horaires: JourneeConnue }[] = []
  for (const [jour, { horaires }] of [...jours].sort(([a], [b]) => a - b)) {
    const same = exceptions.find((exception) => isSameJournee(exception.horaires, horaires))
    if (same) same.jours.push(jour)
    else if (dates) exceptions.push({ dates, jours: [jour], horaires })
  }
  return exceptions
}

type Jours = ReadonlyMap<IndexDeJour, Readonly<{ horaires: JourneeConnue }>>

/** Whether the hours of some dates meet those of the week, and of other dates, in one way only. */
function isCertain(tableau: Tableau, ordinaires: Jours, autres: readonly Tableau[]): boolean {
  const { dates, jours } = tableau
  if (!dates) return true
  const open = [...jours].filter(([, { horaires }]) => horaires !== 'ferme').map(([jour]) => jour)
  if (open.length === 0) return true
  if ('saison' in dates) {
    // « en juillet et août : du lundi au vendredi » says nothing of the Saturdays of the week
    const isWhole = [...ordinaires].every(([jour, { horaires }]) => horaires === 'ferme' || jours.has(jour))
    if (!isWhole) return false
  } else {
    // « lundi 9h-12h, le 1er lundi du mois 14h-17h »: besides, or instead? said instead, it could not be said back
    if (!open.every((jour) => (ordinaires.get(jour)?.horaires ?? 'ferme') === 'ferme')) return false
  }
  return autres.every(
    (other) =>
      other === tableau ||
      !other.dates ||
      !mayMeet(dates, other.dates) ||
      open.every((jour) => (other.jours.get(jour)?.horaires ?? 'ferme') === 'ferme'),
  )
}

function mayMeet(one: Dates, other: Dates): boolean {
  if ('rangs' in one && 'rangs' in other) return one.rangs.some((rang) => other.rangs.some((r) => mayBeSame(rang, r)))
  if ('semaines' in one && 'semaines' in other) return one.semaines === other.semaines
  if ('saison' in one && 'saison' in other)
    return isIn(one.saison, other.saison.du) || isIn(other.saison, one.saison.du)
  return true
}

/** The last one of a month is its fourth or its fifth. */
const mayBeSame = (one: RangDuMois, other: RangDuMois): boolean =>
  one === other || (one === -1 && other > 3) || (other === -1 && one > 3)
const isIn = ({ du, au }: Saison, day: string): boolean => (du <= au ? du <= day && day <= au : day >= du || day <= au)
