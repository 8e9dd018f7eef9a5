/** What a text says while it is laid out: the week, what holds on some dates, public holidays. */
import type { IndexDeJour } from '../jours.ts'
import type { Dates, Feries } from '../regime.ts'
import type { Portee } from './entetes.ts'
import type { Selection } from './jours.ts'
import type { Tableau } from './tableau.ts'

export const TOUS: readonly IndexDeJour[] = [0, 1, 2, 3, 4, 5, 6]

/** All that a text says, while it is laid out. `cellule`: the day of the cell, when it is one. */
export type Etat = {
  readonly cellule: IndexDeJour | null
  readonly tableaux: Map<string, Tableau>
  feries: Feries | null
  sinonRendezVous: boolean
  /** « 7j/7 »: public holidays too. */
  toujours: boolean
  /** « en semaine » was said in these tables: Saturday has to be said too. */
  readonly enSemaine: Set<Tableau>
  /** A reading that means something, but not for certain: it is not laid, and no other one may pass for the only one. */
  doute: boolean
}

/** The days of these dates, made when nothing was said of them yet. */
export function tableauDe(etat: Etat, dates: Dates | null): Tableau {
  const key = JSON.stringify(dates)
  const found = etat.tableaux.get(key)
  if (found) return found
  const made: Tableau = { dates, jours: new Map() }
  etat.tableaux.set(key, made)
  return made
}

/** The dates of days under their headers; `undefined` when two kinds of dates meet, null when there are none. */
export function datesOf(selection: Selection, portee: Portee, semaines = selection.semaines): Dates | null | undefined {
  if (semaines && portee.semaines) return undefined
  const parite = semaines ?? portee.semaines
  const saison = portee.saison === 'annee' ? undefined : portee.saison
  const all: Dates[] = [
    ...(saison ? [{ saison: { du: saison.du, au: saison.au } }] : []),
    ...(parite ? [{ semaines: parite }] : []),
    ...(selection.rangs ? [{ rangs: selection.rangs }] : []),
  ]
  return all.length > 1 ? undefined : (all[0] ?? null)
}

/** The days of a selection; in a cell, its own day and no other. */
export function joursOf(etat: Etat, { jours, feries, rangs }: Selection): readonly IndexDeJour[] | undefined {
  if (etat.cellule === null) return jours.length === 0 && rangs && !feries ? undefined : jours
  if (feries || jours.some((jour) => jour !== etat.cellule)) return feries ? [] : undefined
  return [etat.cellule]
}
