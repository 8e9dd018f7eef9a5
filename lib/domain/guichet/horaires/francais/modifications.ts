/** What closes, or closes earlier: laid on what opens, and refused where it would contradict it. */
import type { IndexDeJour } from '../jours.ts'
import { isDeChaqueAnnee } from '../noms.ts'
import type { Dates } from '../regime.ts'
import { isSameJournee, normalizePlages, type Plage } from '../semaine.ts'
import type { Cible, Clause } from './clauses.ts'
import type { Portee } from './entetes.ts'
import { datesOf, type Etat, joursOf, TOUS, tableauDe } from './etat.ts'
import type { Selection } from './jours.ts'
import { isClear, isInMoitie, type Moitie } from './moities.ts'
import { readPlages } from './ouvertures.ts'
import { type Entree, withoutCreneau, withoutMoitie } from './tableau.ts'

type Fermeture = Extract<Clause, { type: 'ferme' }>
type Remplacee = Readonly<{
  clause: Extract<Clause, { type: 'remplace' }>
  portee: Portee
  reserve: boolean | undefined
}>

/** Lays a closure; false when it contradicts what is open, or when a strict one excepts nothing. */
export function close(etat: Etat, { cible, strict }: Fermeture, portee: Portee): boolean {
  if (mayBeOfOneYear(etat, cible, portee)) {
    etat.doute = true
    return false
  }
  if (cible === null) return closeAll(etat, portee)
  if (cible === 'autres') return closeOthers(etat, portee)
  if ('saison' in cible) {
    if (portee.saison || portee.semaines) return false
    const { du, au } = cible.saison
    return closeDays(etat, { saison: { du, au } }, { jours: etat.cellule === null ? TOUS : [etat.cellule] }, false)
  }
  const hasDates = portee.saison !== undefined || portee.semaines !== undefined
  if (!('sur' in cible) && hasDates) return false
  if ('moitie' in cible && !('sur' in cible)) return isFree(etat, cible.moitie)
  if (!('sur' in cible)) return closeCreneau(etat, [...tableauDe(etat, null).jours.keys()], cible.creneau)
  return cible.sur.every((selection) => closeSelection(etat, selection, { cible, strict, portee }))
}

/** « Fermé du 3 au 21 août »: this year, or each year? A season in which something opens too is of each year. */
// R-HOR-36 — choix du portail : une fermeture dite par ses jours, sans année, est celle de l’année où on l’écrit
function mayBeOfOneYear(etat: Etat, cible: Cible | null, { saison }: Portee): boolean {
  const dite = cible !== null && cible !== 'autres' && 'saison' in cible ? cible.saison : saison
  if (!dite || dite === 'annee' || dite.annuelle || isDeChaqueAnnee(dite)) return false
  return ![...tableauDe(etat, { saison: { du: dite.du, au: dite.au } }).jours.values()].some(isOpen)
}

type SurDesJours = Readonly<{ cible: Extract<Cible, { sur: unknown }>; strict: boolean; portee: Portee }>

function closeSelection(etat: Etat, selection: Selection, { cible, strict, portee }: SurDesJours): boolean {
  const dates = datesOf(selection, portee)
  const jours = joursOf(etat, selection)
  if (dates === undefined || jours === undefined) return false
  if (selection.feries) {
    if (cible.moitie || cible.creneau || dates || (etat.feries !== null && etat.feries !== 'fermes')) return false
    etat.feries = 'fermes'
  }
  if (jours.length === 0) return selection.feries === true
  if (cible.moitie) return dates === null && closeMoitie(etat, jours, { moitie: cible.moitie, strict })
  if (cible.creneau) return dates === null && closeCreneau(etat, jours, cible.creneau)
  return closeDays(etat, dates, { ...selection, jours }, strict)
}

function closeDays(etat: Etat, dates: Dates | null, { jours, large }: Selection, strict: boolean): boolean {
  const tableau = tableauDe(etat, dates)
  const ordinaires = tableauDe(etat, null).jours
  return jours.every((jour) => {
    const entree = tableau.jours.get(jour)
    if (strict && !isOpen(ordinaires.get(jour))) return false
    // « du lundi au vendredi …, fermé le mercredi » excepts a day of a range; « lundi …, fermé le lundi » contradicts
    if (isOpen(entree) && (!entree?.large || jours.length >= entree.groupe.length)) return false
    tableau.jours.set(jour, { horaires: 'ferme', large: large === true, groupe: jours })
    return true
  })
}

const isOpen = (entree: Entree | undefined): boolean => entree !== undefined && entree.horaires !== 'ferme'

function closeMoitie(
  etat: Etat,
  jours: readonly IndexDeJour[],
  { moitie, strict }: Readonly<{ moitie: Moitie; strict: boolean }>,
): boolean {
  const { jours: entrees } = tableauDe(etat, null)
  return jours.every((jour) => {
    const entree = entrees.get(jour)
    if (!entree || typeof entree.horaires === 'string') return false
    const left = withoutMoitie(entree.horaires, moitie)
    if (!left) return false
    const isUnchanged = left.length === entree.horaires.length
    if (isUnchanged) return !strict
    if (!entree.large) return false
    entrees.set(jour, { ...entree, horaires: left })
    return true
  })
}

/** « 14h-17h (fermé le matin) »: nothing opens then, whatever the day. */
function isFree(etat: Etat, moitie: Moitie): boolean {
  const plages = [...tableauDe(etat, null).jours.values()].flatMap(({ horaires }) =>
    typeof horaires === 'string' ? [] : horaires,
  )
  return plages.length > 0 && plages.every((plage) => !isInMoitie(plage, moitie) && isClear(plage))
}

/** « fermé de 12h à 14h »: at least one day has to be open around it. */
function closeCreneau(etat: Etat, jours: readonly IndexDeJour[], creneau: Plage): boolean {
  const { jours: entrees } = tableauDe(etat, null)
  let isUsed = false
  for (const jour of jours) {
    const entree = entrees.get(jour)
    if (!entree || typeof entree.horaires === 'string') continue
    const left = withoutCreneau(entree.horaires, creneau)
    if (!left) return false
    if (!isSameJournee(left, entree.horaires)) isUsed = true
    entrees.set(jour, { ...entree, horaires: left })
  }
  return isUsed
}

/** « fermé » alone: the day of the cell, or a season. */
function closeAll(etat: Etat, portee: Portee): boolean {
  const jours = etat.cellule === null ? TOUS : [etat.cellule]
  const dates = datesOf({ jours }, portee)
  if (dates === undefined || (dates === null && etat.cellule === null)) return false
  return closeDays(etat, dates, { jours }, false)
}

/** « fermé les autres jours »: all that nothing was said of. */
function closeOthers(etat: Etat, { saison, semaines }: Portee): boolean {
  const { jours } = tableauDe(etat, null)
  const others = TOUS.filter((jour) => !jours.has(jour))
  if (saison || semaines || etat.cellule !== null || others.length === 7) return false
  for (const jour of others) jours.set(jour, { horaires: 'ferme', large: true, groupe: others })
  return true
}

/** Another end of the day, not another day: within three hours of the usual one. */
const isNear = (a: number, usual: number): boolean => a !== usual && Math.abs(a - usual) <= 180

const DEUX_HEURES = 120
const TREIZE_HEURES = 13 * 60

/**
 * « (16h le vendredi) » where one closes at 17 h; « (14h30 le mercredi) » where one opens at 14 h is another opening. Only
 * an hour nearer the usual end, within two hours of it, that leaves half of the plage or more, and does not run from the
 * morning into the hours where one opens again, is an end.
 */
// R-HOR-32 — choix du portail : une heure seule dit une ouverture ou une fermeture ; loin de la fermeture, elle est à vérifier
function isAnEnd(a: number, { de, a: usual }: Plage): boolean {
  if (a > usual && isInMoitie({ de, a: usual }, 'matin') && a > TREIZE_HEURES) return false
  return Math.abs(a - usual) < a - de && Math.abs(a - usual) <= DEUX_HEURES && 2 * (a - de) >= usual - de
}

/** « (16h le vendredi) », « le jeudi jusqu'à 19h »: another end to the last plage of these days. */
export function closeAt(etat: Etat, { sur, a, nue }: Extract<Clause, { type: 'ferme-a' }>): boolean {
  const { jours: entrees } = tableauDe(etat, null)
  return sur.every((selection) => {
    const jours = joursOf(etat, selection)
    if (!jours || jours.length === 0 || selection.rangs || selection.semaines || selection.feries) return false
    return jours.every((jour) => {
      const entree = entrees.get(jour)
      const last = entree && typeof entree.horaires !== 'string' ? entree.horaires.at(-1) : undefined
      if (!entree || typeof entree.horaires === 'string' || !last || a <= last.de || !isNear(a, last.a)) return false
      if (nue && !isAnEnd(a, last)) {
        etat.doute = true
        return false
      }
      entrees.set(jour, { ...entree, horaires: [...entree.horaires.slice(0, -1), { ...last, a }] })
      return true
    })
  })
}

/** « sauf le vendredi : 9h-12h »: in place of what was said. */
export function replaceHours(etat: Etat, { clause, portee, reserve }: Remplacee): boolean {
  const { sur } = clause
  const read = readPlages(clause, portee, reserve)
  const horaires = read && normalizePlages(read.plages)
  if (!horaires || portee.saison || portee.semaines) return false
  for (const selection of sur) {
    const dates = datesOf(selection, portee)
    const jours = joursOf(etat, selection)
    if (dates === undefined || jours === undefined || selection.feries) return false
    const tableau = tableauDe(etat, dates)
    for (const jour of jours) {
      if (!tableauDe(etat, null).jours.has(jour)) return false
      tableau.jours.set(jour, { horaires, large: false, groupe: jours })
    }
  }
  return true
}
