/** The deadlines of random instants, in the zone of every territory, beside a computation of its own (./jours-a-part.ts). */
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { baremeAu, computeEcheances, type Echeances, situationAu } from '#lib/domain/demande/echeances.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { hasardDe } from './hasard.ts'
import { civilOf, daysOf, HEURE, JOUR, monthsAfter, write, ZONES } from './jours-a-part.ts'

export const NOMBRE_DE_ZONES = ZONES.length

/** Years whose rules of summer time are those written below. */
export const PREMIER_INSTANT = daysOf(2010, 1, 1) * JOUR
export const DERNIER_INSTANT = daysOf(2101, 1, 1) * JOUR - 1
const ETENDUE = DERNIER_INSTANT - PREMIER_INSTANT + 1

const NOMS = ['ouvreLe', 'avisAuPlusTardLe', 'expireLe', 'dernierJour'] as const

/**
 * What is wrong in the deadlines of a demande whose validity begins at that instant, in each zone; null: nothing. The
 * midnight that ends the last day is tried in the zone of that rank, or in all.
 */
export function findDefaut(instant: number, rang?: number): string | null {
  const jugees = new Map<number, Jugees>()
  const jours = new Map<string, Jour>()
  for (const [at, [territoire, hoursAt]] of ZONES.entries()) {
    const fuseau = fuseauDuTerritoire(territoire)
    const days = Math.floor((instant + hoursAt(instant) * HEURE) / JOUR)
    const depuis = jours.get(fuseau) ?? jourLocal(new Date(instant), fuseau)
    jours.set(fuseau, depuis)
    const said = (defaut: string) => `${new Date(instant).toISOString()}, territoire ${territoire} : ${defaut}`
    if (depuis !== write(...civilOf(days))) return said(`le jour est ${depuis}`)
    // Most zones are on the same day: its deadlines are computed again once.
    const jugee = jugees.get(days) ?? judge(days, depuis)
    jugees.set(days, jugee)
    if (jugee.defaut) return said(jugee.defaut)
    const minuit = rang === undefined || rang === at ? findDefautDeMinuit(jugee, fuseau, hoursAt) : null
    if (minuit) return said(minuit)
  }
  return null
}

type Jugees = Readonly<{ echeances: Echeances; dernier: number; defaut: string | null }>

function judge(days: number, depuis: Jour): Jugees {
  const echeances = computeEcheances(depuis, baremeAu(depuis))
  const attendues = recompute(days)
  const autre = NOMS.find((nom) => echeances[nom] !== attendues[nom].jour)
  const defaut = autre ? `${autre} est ${echeances[autre]}, non ${attendues[autre].jour}` : null
  return { echeances, dernier: attendues.dernierJour.days, defaut }
}

const recompute = (days: number) => ({
  ouvreLe: monthsAfter(days, 10),
  avisAuPlusTardLe: monthsAfter(days, 11),
  expireLe: monthsAfter(days, 12),
  dernierJour: monthsAfter(days, 13),
})

/** What is wrong in the computation beside, over all the days of the draw: what it grants, the rules grant too. */
export function findDefautDuTemoin(): string | null {
  let veille = recompute(PREMIER_INSTANT / JOUR - 1)
  for (let days = PREMIER_INSTANT / JOUR; days * JOUR < DERNIER_INSTANT; days += 1) {
    const echeances = recompute(days)
    const { ouvreLe, avisAuPlusTardLe, expireLe, dernierJour } = echeances
    const said = (defaut: string) => `${write(...civilOf(days))} : ${defaut}`
    if (dernierJour.days < expireLe.days + 28) return said('moins de douze mois et vingt-huit jours')
    if (!(ouvreLe.days < avisAuPlusTardLe.days && avisAuPlusTardLe.days < expireLe.days)) return said('désordre')
    for (const nom of NOMS) if (echeances[nom].days < veille[nom].days) return said(`${nom} recule`)
    veille = echeances
  }
  return null
}

/** Accepted until the last millisecond of the last day on the wall of the territory, refused at the next. */
function findDefautDeMinuit({ echeances, dernier }: Jugees, fuseau: string, hoursAt: (instant: number) => number) {
  const wall = (dernier + 1) * JOUR
  // No zone changes its hour between the evening before and midnight.
  const minuit = wall - hoursAt(wall - 6 * HEURE) * HEURE
  const at = (instant: number) => situationAu(jourLocal(new Date(instant), fuseau), echeances)
  if (at(minuit - 1) !== 'dernier-mois') return 'refusée une milliseconde avant la fin du dernier jour'
  return at(minuit) === 'echeance-passee' ? null : 'acceptée au lendemain du dernier jour'
}

/** Draws so many instants; the defects found, ten at most, each with the number that replays it. */
export function tryInstants(graine: number, numeros: Iterable<number>): string[] {
  const temoin = findDefautDuTemoin()
  const defauts = temoin === null ? [] : [`Le calcul à part est faux : ${temoin}.`]
  for (const numero of numeros) {
    const hasard = hasardDe(graine + Math.imul(numero, 0x9e3779b1))
    const instant = PREMIER_INSTANT + ((hasard.below(2 ** 32) * 2 ** 21 + hasard.below(2 ** 21)) % ETENDUE)
    const defaut = findDefaut(instant, hasard.below(NOMBRE_DE_ZONES))
    if (defaut) defauts.push(`${defaut}. À rejouer : --graine ${graine} --seul ${numero}.`)
    if (defauts.length === 10) break
  }
  return defauts
}
