/**
 * All the hours of a point in French words, for its page, its echo in the census and what is printed. What is written
 * here is read back to the same hours (lib/domain/guichet/horaires/francais).
 */
import type { IndexDeJour } from '#lib/domain/guichet/horaires/jours.ts'
import { JOURS, joinEt, nameFermeture, nameOuverture, nameRangs } from '#lib/domain/guichet/horaires/noms.ts'
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import type { Exception, Horaires, RangDuMois } from '#lib/domain/guichet/horaires/regime.ts'
import { isSameJournee } from '#lib/domain/guichet/horaires/semaine.ts'
import { capitalize, formatJournee, formatJours } from './horaires.ts'

export type LigneDHoraires = Readonly<{ quand: string; horaires: string }>

const INDEX = [0, 1, 2, 3, 4, 5, 6] as const

/** One line for each group of days with the same hours, then what holds on some dates only; empty: nothing is known. */
export function listHoraires(horaires: Horaires): readonly LigneDHoraires[] {
  const { semaine, exceptions, feries } = horaires
  const lines = [
    ...groupDays(horaires).map(({ du, au }) => ({ quand: formatJours(du, au), horaires: formatJournee(semaine[du]) })),
    ...exceptions.map((exception) => ({
      quand: formatDates(exception),
      horaires: formatJournee(exception.horaires),
    })),
    ...(typeof feries === 'string' ? [] : [{ quand: 'jours fériés', horaires: formatJournee(feries) }]),
  ]
  return lines.map((line) => ({ ...line, quand: capitalize(line.quand) }))
}

/** What holds besides the lines: public holidays, appointments outside the hours; sentences without their end. */
export function listMentions({ feries, sinonRendezVous }: Horaires): readonly string[] {
  return [
    ...(feries === 'fermes' ? ['Fermé les jours fériés'] : []),
    ...(feries === 'ordinaires' ? ['Jours fériés compris'] : []),
    ...(sinonRendezVous ? ['En dehors de ces horaires, sur rendez-vous'] : []),
  ]
}

// R-HOR-22 — choix du portail : chaque lecture est dite en français et relue à l'identique
/** Everything on one line: « du lundi au vendredi : de 9 h à 12 h ; fermé les jours fériés ». */
export function echoHoraires(horaires: Horaires): string {
  const lines = listHoraires(horaires).filter((line) => line.horaires !== 'non renseigné')
  const parts = [...lines.map((line) => `${line.quand} : ${line.horaires}`), ...listMentions(horaires)]
  return parts.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join(' ; ')
}

/** The same from the stored form; null when there is none, or none that is understood. */
export function echoOsm(osm: string | null): string | null {
  const lu = osm === null ? null : fromOsm(osm)
  return lu?.ok ? echoHoraires(lu.value) : null
}

/** Consecutive days with the same hours; a day that only its dates tell has no line, nor has a week wholly unknown. */
function groupDays({ semaine, exceptions }: Horaires): readonly Readonly<{ du: IndexDeJour; au: IndexDeJour }>[] {
  if (semaine.every((journee) => journee === 'inconnu')) return []
  const told = new Set(exceptions.flatMap(({ jours }) => jours))
  const groups: { du: IndexDeJour; au: IndexDeJour }[] = []
  for (const index of INDEX) {
    if (semaine[index] === 'inconnu' && told.has(index)) continue
    const last = groups.at(-1)
    if (last?.au === index - 1 && isSameJournee(semaine[last.du], semaine[index])) last.au = index
    else groups.push({ du: index, au: index })
  }
  return groups
}

/** « 1er et 3e mardis du mois », « semaines paires, mardi », « en juillet et août, du lundi au vendredi ». */
function formatDates({ dates, jours, horaires }: Exception): string {
  if ('rangs' in dates) return formatRangs(dates.rangs, jours)
  if ('semaines' in dates) return `semaines ${dates.semaines}, ${formatListe(jours)}`
  const saison = horaires === 'ferme' ? nameFermeture(dates.saison) : nameOuverture(dates.saison)
  return jours.length === 7 && horaires === 'ferme' ? saison : `${saison}, ${formatListe(jours)}`
}

const formatRangs = (rangs: readonly RangDuMois[], jours: readonly IndexDeJour[]): string =>
  `${joinEt(jours.map((jour) => `${nameRangs(rangs)} ${JOURS[jour]}${rangs.length > 1 ? 's' : ''}`))} du mois`

/** « lundi », « du lundi au mercredi et vendredi »: three days or more in a row are a range. */
function formatListe(jours: readonly IndexDeJour[]): string {
  const parts: string[] = []
  for (let i = 0; i < jours.length; ) {
    let end = i
    while (jours[end + 1] === (jours[end] ?? 0) + 1) end += 1
    const row = jours.slice(i, end + 1)
    const [du, au] = [row[0], row.at(-1)]
    if (du !== undefined && au !== undefined && row.length > 2) parts.push(formatJours(du, au))
    else parts.push(...row.map((jour) => JOURS[jour]))
    i = end + 1
  }
  return joinEt(parts)
}
