/** How far a thing said without days reaches: over all the text, or only over what stands beside it. */
import type { IndexDeJour } from '../jours.ts'
import type { Clause } from './clauses.ts'
import type { Situee } from './enchainement.ts'
import type { Selection } from './jours.ts'

const OUVRENT: readonly Clause['type'][] = ['ouvre', 'remplace', 'idem', 'rendez-vous', 'toujours']
export const isOpening = ({ clause }: Situee): boolean => OUVRENT.includes(clause.type)

const isOfFeries = (clause: Clause): boolean =>
  clause.type === 'ouvre' &&
  clause.sur !== null &&
  clause.sur.every(({ feries, jours }) => feries && jours.length === 0)

/** A closure of a season or of some hours, or public holidays that are worked: said of no day in particular. */
function isOfNoDay({ type, ...clause }: Clause): boolean {
  if (type === 'feries-ordinaires') return true
  if (type !== 'ferme' || !('cible' in clause)) return false
  const { cible } = clause
  return cible === null || (cible !== 'autres' && !('sur' in cible))
}

/** « Fermé de 12h à 14h sauf le mercredi »: open at noon that day, not closed all of it. */
const mayExceptAClosure = (situees: readonly Situee[], { clause, phrase }: Situee): boolean =>
  clause.type === 'ferme' &&
  clause.strict &&
  situees
    .slice(
      0,
      situees.findIndex((other) => other.clause === clause),
    )
    .some((other) => other.phrase === phrase && other.clause.type === 'ferme' && !other.clause.strict)

/** « Du lundi au samedi 9h-12h et du lundi au vendredi 14h-17h, sauf le mercredi »: that day, or its afternoon? */
function mayExceptOneOfTwo(situees: readonly Situee[], { clause }: Situee): boolean {
  if (clause.type !== 'ferme' || !clause.strict || clause.cible === null || clause.cible === 'autres') return false
  if (!('sur' in clause.cible) || clause.cible.moitie || clause.cible.creneau) return false
  return clause.cible.sur.some(({ jours }) =>
    jours.some((jour) => situees.filter(({ clause: other }) => opensOn(other, jour)).length > 1),
  )
}
const opensOn = (clause: Clause, jour: IndexDeJour): boolean =>
  clause.type === 'ouvre' && (clause.sur ?? []).some(({ jours }) => jours.includes(jour))

/**
 * « Mardi 9h-12h (fermé en août), jeudi 14h-17h »: closed on Tuesdays or always? What is said of no day is said of all
 * when one thing only opens, or in a sentence of its own, before all the others or after them.
 */
// R-HOR-25 — choix du portail : ce qui est dit d’un jour ne ferme pas les autres
export function mayReachLess(situees: readonly Situee[], situee: Situee): boolean {
  if (mayExceptAClosure(situees, situee) || mayExceptOneOfTwo(situees, situee)) return true
  if (!isOfNoDay(situee.clause)) return false
  const openings = situees.filter((other) => isOpening(other) && !isOfFeries(other.clause))
  if (openings.length < 2) return false
  const { clause, phrase, aparte } = situee
  const isBeside = aparte === true || (clause.type === 'ferme' && clause.strict)
  const isApart = openings.every((other) => other.phrase < phrase) || openings.every((other) => other.phrase > phrase)
  return isBeside || !isApart
}

/**
 * « Lundi 9h-12h mardi – mercredi 14h-17h »: a table put on one line, where the dash may be the empty cell of Tuesday? So
 * it may when the sign between neighbours is the one between things said, or stands apart where nothing is.
 */
// R-HOR-34 — choix du portail : dans un tableau mis à plat, un signe seul est une case vide
export function mayLackHours(situees: readonly Situee[], at: number): boolean {
  const { clause, lien } = situees[at] ?? {}
  const around = [lien, situees[at + 1]?.lien]
  return selectionsOf(clause).some(({ signe, large, jours }) => {
    if (!signe || (large && jours.length > 2) || !jours.some((jour, i) => jours[i + 1] === jour + 1)) return false
    // « lundi mardi 9h-12h, … » begins with two days; « lundi 9h-12h mardi mercredi 9h-12h » may lack hours
    if (signe.etiquette === 'rien') return lien === 'rien' && clause?.type === 'ouvre'
    return around.some((found) => found === signe.etiquette || (found === 'rien' && !signe.serre))
  })
}

function selectionsOf(clause: Clause | undefined): readonly Selection[] {
  const said = clause?.type === 'ferme' ? clause.cible : clause
  return said && said !== 'autres' && 'sur' in said ? (said.sur ?? []) : []
}
