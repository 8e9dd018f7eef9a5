/** What opens: hours given to days, with what their labels and their headers say of them. */
import type { IndexDeJour } from '../jours.ts'
import type { Dates } from '../regime.ts'
import { isOrdreClair, type JourneeConnue, normalizePlages, type Plage } from '../semaine.ts'
import type { Clause } from './clauses.ts'
import type { Portee } from './entetes.ts'
import { datesOf, type Etat, joursOf, tableauDe } from './etat.ts'
import type { Element } from './heures.ts'
import type { Selection } from './jours.ts'
import { isInMoitie, type Moitie } from './moities.ts'
import { type Entree, mergeEntree } from './tableau.ts'

export type Ouvre = Extract<Clause, { type: 'ouvre' }>

type Horodatee = Pick<Ouvre, 'heures' | 'surRendezVous' | 'moitie'>
type Sous = Readonly<{ portee: Portee; reserve: boolean | undefined; isFirst: boolean }>

/** Gives its hours to the days of a clause; false when they cannot be certain. */
export function layOuvre(etat: Etat, clause: Ouvre, { portee, reserve, isFirst }: Sous): boolean {
  const read = readPlages(clause, portee, reserve)
  if (!read) return false
  const sur = clause.sur ?? heritees(etat, portee, isFirst)
  if (!sur) return false
  for (const semaines of ['toutes', 'paires', 'impaires'] as const) {
    const some = read.plages.filter((plage) => (plage.semaines ?? 'toutes') === semaines)
    if (some.length === 0) continue
    if (!read.isLabelled && !isOrdreClair(some)) return false
    const horaires = normalizePlages(some.map(({ semaines: _, ...plage }) => plage))
    const parite = semaines === 'toutes' ? undefined : semaines
    if (!horaires || (parite && sur.some((selection) => selection.semaines || selection.rangs))) return false
    const { isLabelled } = read
    const isAdded = isLabelled || clause.aussi === true
    if (!layEntries(etat, sur, { portee, horaires, isAdded, isLabelled, parite, sauf: clause.sauf })) return false
  }
  return true
}

/** Hours alone bear on the day of the cell, or on the days of the only opening said before, in their season. */
function heritees(etat: Etat, portee: Portee, isFirst: boolean): readonly Selection[] | undefined {
  if (etat.cellule !== null) return [{ jours: [etat.cellule] }]
  const jours = [...tableauDe(etat, null).jours.keys()].sort((a, b) => a - b)
  return portee.saison && isFirst && jours.length > 0 ? [{ jours }] : undefined
}

type PlageQualifiee = Plage & Readonly<{ semaines?: Element['semaines'] }>

/** The plages of a clause, each with what its labels and its headers say; `undefined` when they disagree. */
export function readPlages(clause: Horodatee, portee: Portee, reserve: boolean | undefined) {
  const plages: PlageQualifiee[] = []
  const fermees: Moitie[] = []
  let isLabelled = true
  for (const element of clause.heures) {
    const moitie = agree(element.moitie, clause.moitie, portee.moitie)
    if (element.fermee && moitie && moitie !== 'deux') fermees.push(moitie)
    if (!element.plage) continue
    const surRendezVous = agree(element.surRendezVous, clause.surRendezVous, portee.surRendezVous, reserve)
    if (moitie === 'deux' || surRendezVous === 'deux') return undefined
    if (moitie === undefined) isLabelled = false
    else if (!isInMoitie(element.plage, moitie)) return undefined
    plages.push({
      ...element.plage,
      ...(surRendezVous && { surRendezVous }),
      ...(element.semaines && { semaines: element.semaines }),
    })
  }
  const isClash = fermees.some((moitie) => plages.some((plage) => isInMoitie(plage, moitie)))
  // hours that go back in the day lost their day: « lundi 14h-17h / 9h-12h »
  const isOrdered = plages.every(({ de }, i) => i === 0 || (plages[i - 1]?.de ?? 0) < de)
  return plages.length === 0 || isClash || !isOrdered ? undefined : { plages, isLabelled }
}

/** The one value that is given, `deux` when two differ. */
function agree<T>(...values: readonly (T | undefined)[]): T | 'deux' | undefined {
  const given = values.filter((value) => value !== undefined)
  return given.every((value) => value === given[0]) ? given[0] : 'deux'
}

type Pose = Readonly<{
  portee: Portee
  horaires: JourneeConnue
  isAdded: boolean
  isLabelled?: boolean
  parite?: Element['semaines'] | undefined
  sauf?: readonly Selection[] | undefined
}>

/** Gives the same hours to days, beside or in place of those that they have. */
export function layEntries(etat: Etat, sur: readonly Selection[], pose: Pose): boolean {
  const groupe = sur.flatMap(({ jours }) => jours)
  for (const selection of sur) {
    const dates = datesOf(selection, pose.portee, pose.parite ?? selection.semaines)
    const jours = joursOf(etat, selection)
    if (dates === undefined || jours === undefined) return false
    const tableau = tableauDe(etat, dates)
    if (selection.enSemaine) etat.enSemaine.add(tableau)
    if (selection.toujours) etat.toujours = true
    if (selection.feries && !layFeries(etat, dates, pose.horaires)) return false
    for (const jour of jours) {
      const entree: Entree = {
        horaires: isExcepted(jour, pose.sauf) ? 'ferme' : pose.horaires,
        large: selection.large === true,
        groupe: selection.large ? jours : groupe,
      }
      const avant = tableau.jours.get(jour)
      const merged = mergeEntree(avant, entree, pose)
      if (!merged) {
        // hours that may be added or replaced are a doubt; hours and « fermé » contradict each other
        if (typeof avant?.horaires !== 'string' && typeof entree.horaires !== 'string') etat.doute = true
        return false
      }
      tableau.jours.set(jour, merged)
    }
  }
  return !pose.sauf || areExceptions(pose.sauf, groupe)
}

const isExcepted = (jour: IndexDeJour, sauf: readonly Selection[] = []): boolean =>
  sauf.some(({ jours }) => jours.includes(jour))

/** « tous les jours sauf le dimanche »: plain days among those named, and not all of them. */
const areExceptions = (sauf: readonly Selection[], groupe: readonly IndexDeJour[]): boolean =>
  sauf.every(({ jours, rangs, semaines }) => !rangs && !semaines && jours.every((jour) => groupe.includes(jour))) &&
  groupe.some((jour) => !isExcepted(jour, sauf))

function layFeries(etat: Etat, dates: Dates | null, horaires: JourneeConnue): boolean {
  if (dates !== null || typeof horaires === 'string' || etat.feries !== null) return false
  if (horaires.some(({ surRendezVous }) => surRendezVous)) return false
  etat.feries = horaires
  return true
}
