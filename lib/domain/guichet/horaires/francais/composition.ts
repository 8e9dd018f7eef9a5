/**
 * What a reading means: its clauses laid one on the other, in the days of the week and on some dates. `undefined` when
 * they contradict each other or leave a doubt: a reading that means nothing certain is not a reading.
 */
import type { IndexDeJour } from '../jours.ts'
import { revientChaqueAnnee } from '../noms.ts'
import type { Horaires } from '../regime.ts'
import { MINUTES_PAR_JOUR } from '../semaine.ts'
import { assemble } from './assemblage.ts'
import type { Clause } from './clauses.ts'
import type { Situee } from './enchainement.ts'
import type { Portee } from './entetes.ts'
import { type Etat, TOUS, tableauDe } from './etat.ts'
import { isOpening, mayLackHours, mayReachLess } from './etendue.ts'
import { close, closeAt, replaceHours } from './modifications.ts'
import { layEntries, layOuvre } from './ouvertures.ts'

/** The hours that a reading means, or `undefined`. */
export function compose(said: readonly Situee[], cellule: IndexDeJour | null): Horaires | 'doute' | undefined {
  const etat: Etat = {
    cellule,
    tableaux: new Map(),
    feries: null,
    sinonRendezVous: false,
    toujours: false,
    enSemaine: new Set(),
    doute: false,
  }
  const situees = spreadPortees(said)
  if (situees === 'doute' || said.some((one, at) => one.doute || mayReachLess(said, one) || mayLackHours(said, at)))
    return 'doute'
  const reserves = situees && readReserves(situees)
  if (reserves === 'doute') return 'doute'
  if (!reserves) return undefined
  if (reserves.seule) return isAlone(situees) ? seulementSurRendezVous(etat) : undefined
  const isDone = [
    // what opens first, whatever the order: what closes or excepts bears on it
    () => situees.every((situee, at) => layOpening(etat, situees, { situee, at, reserve: reserves.of.get(situee) })),
    () => situees.every((situee) => layModification(etat, situee, reserves.of.get(situee))),
  ].every((lay) => lay())
  if (etat.doute) return 'doute'
  return isDone ? assemble(etat) : undefined
}

const isHorodatee = ({ type }: Clause): boolean => type === 'ouvre' || type === 'remplace'

/** « lundi …, mardi … semaines paires »: what is said last of a sentence is laid on all that it opens. */
// R-HOR-26 — choix du portail : une période dite à la fin peut n’être que du dernier jour dit
function spreadPortees(situees: readonly Situee[]): readonly Situee[] | 'doute' | undefined {
  let spread = [...situees]
  for (const { clause, phrase } of situees) {
    if (clause.type !== 'portee') continue
    const { type: _, ...portee } = clause
    const isTarget = (situee: Situee) => situee.phrase === phrase && situee.clause.type !== 'portee'
    const isClash = (situee: Situee) => Boolean((portee.saison ?? portee.semaines) && hasDates(situee))
    // « fermé le mercredi en août »: a closure keeps its dates to itself
    const before = situees[situees.findIndex((situee) => situee.clause === clause) - 1]
    if (
      before?.clause.type === 'ferme' ||
      !spread.some(isTarget) ||
      spread.some((situee) => isTarget(situee) && isClash(situee))
    )
      return undefined
    const openings = spread.filter((situee) => isTarget(situee) && isOpening(situee))
    // said first, it is a header, which is read as such
    if (!before || !isTarget(before)) return undefined
    // two readings are given of weeks
    if (portee.saison && (openings.length > 1 || openings.some(hasPlages))) return 'doute'
    spread = spread.map((situee) =>
      isTarget(situee) ? { ...situee, portee: { ...situee.portee, ...portee } } : situee,
    )
  }
  return spread
}
/** Several plages: what is said after them may be of the last one. */
const hasPlages = ({ clause }: Situee): boolean => clause.type === 'ouvre' && clause.heures.length > 1
const hasDates = ({ portee }: Situee): boolean => portee.saison !== undefined || portee.semaines !== undefined

const isAlone = (situees: readonly Situee[]): boolean => situees.every(({ clause }) => clause.type === 'reserve')

function seulementSurRendezVous(etat: Etat): Horaires | 'doute' | undefined {
  for (const jour of etat.cellule === null ? TOUS : [etat.cellule])
    tableauDe(etat, null).jours.set(jour, { horaires: 'sur-rendez-vous', large: true, groupe: TOUS })
  if (etat.cellule === null) etat.feries = 'ordinaires'
  return assemble(etat)
}

/** Which openings an appointment said apart bears on: those of its sentence, else all. */
function readReserves(situees: readonly Situee[]) {
  const of = new Map<Situee, boolean>()
  let seule = false
  for (const situee of situees) {
    const { clause, phrase } = situee
    if (clause.type !== 'reserve') continue
    const others = situees.filter((other) => other.phrase === phrase && other.clause.type !== 'reserve')
    // between two sentences, it may be of one or of the other
    const isInside = phrase > (situees[0]?.phrase ?? 0) && phrase < (situees.at(-1)?.phrase ?? 0)
    if (others.length === 0 && isInside) return 'doute'
    if (others.length === 0 && clause.surRendezVous && isListed(situees, situee)) return 'doute'
    const targets = (others.length > 0 ? others : situees).filter((situee) => isHorodatee(situee.clause))
    // « sur rendez-vous ; en août : 9h-12h »: in August too? apart from it, it is said of all only when all is ordinary
    const isFirst = phrase === situees[0]?.phrase
    if (others.length === 0 && targets.some(isDated) && (isFirst || targets.length > 1)) return 'doute'
    if (targets.length === 0 && (others.length > 0 || !clause.surRendezVous)) return undefined
    if (targets.length === 0) seule = true
    for (const target of targets) {
      if (of.has(target)) return undefined
      of.set(target, clause.surRendezVous)
    }
  }
  return { of, seule }
}

/** « Sur rdv ; mardi 9h-12h »: by appointment that day, or on the others? A semicolon parts things of one list. */
// R-HOR-39 — choix du portail : « sur rdv », seul entre des points-virgules, peut n’être pas des jours écrits à côté
const isListed = (situees: readonly Situee[], situee: Situee): boolean =>
  situee.lien === ';' || situees[situees.indexOf(situee) + 1]?.lien === ';'

/** Whether a thing said holds on some dates only. */
function isDated({ clause, portee }: Situee): boolean {
  if (portee.saison !== undefined || portee.semaines !== undefined) return true
  if (clause.type !== 'ouvre' && clause.type !== 'remplace') return false
  return (
    (clause.sur ?? []).some(({ rangs, semaines }) => rangs !== undefined || semaines !== undefined) ||
    clause.heures.some(({ semaines }) => semaines !== undefined)
  )
}

type Placee = Readonly<{ situee: Situee; at: number; reserve: boolean | undefined }>

function layOpening(etat: Etat, situees: readonly Situee[], { situee, at, reserve }: Placee): boolean {
  const { clause, portee } = situee
  if (isOpening(situee) && mayBeOfOneYear(portee)) {
    etat.doute = true
    return false
  }
  switch (clause.type) {
    case 'ouvre':
      return layOuvre(etat, clause, { portee, reserve, isFirst: countOuvre(situees, at) === 1 })
    case 'idem': {
      const before = situees.slice(0, at).findLast(({ clause: { type } }) => type !== 'idem')
      const comme = clause.comme === null ? undefined : tableauDe(etat, null).jours.get(clause.comme)
      if (clause.comme !== null)
        return comme !== undefined && layEntries(etat, clause.sur, { portee, horaires: comme.horaires, isAdded: false })
      if (before?.clause.type !== 'ouvre') return false
      return layOuvre(etat, { ...before.clause, sur: clause.sur }, { portee: before.portee, reserve, isFirst: false })
    }
    case 'rendez-vous':
      return layEntries(etat, clause.sur, { portee, horaires: 'sur-rendez-vous', isAdded: false })
    case 'toujours':
      etat.toujours = true
      return layEntries(etat, [{ jours: TOUS, large: true }], {
        portee,
        horaires: [{ de: 0, a: MINUTES_PAR_JOUR }],
        isAdded: false,
      })
    default:
      return true
  }
}

/** « Du 3 au 21 août : lundi 9h-12h »: this year, or each year? Two months or more are a season. */
// R-HOR-40 — choix du portail : des heures de quelques jours, sans année, sont peut-être de celle où on les écrit
const mayBeOfOneYear = ({ saison }: Portee): boolean =>
  saison !== undefined && saison !== 'annee' && !saison.annuelle && !revientChaqueAnnee(saison)

const countOuvre = (situees: readonly Situee[], upTo: number): number =>
  situees.slice(0, upTo).filter(({ clause }) => clause.type === 'ouvre').length

function layModification(etat: Etat, { clause, portee }: Situee, reserve: boolean | undefined): boolean {
  switch (clause.type) {
    case 'ferme':
      return close(etat, clause, portee)
    case 'ferme-a':
      return closeAt(etat, clause)
    case 'remplace':
      return replaceHours(etat, { clause, portee, reserve })
    case 'feries-ordinaires':
      if (etat.feries !== null && etat.feries !== 'ordinaires') return false
      etat.feries = 'ordinaires'
      return true
    case 'sinon':
      etat.sinonRendezVous = true
      return true
    default:
      return true
  }
}
