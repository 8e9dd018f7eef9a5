/** The week of a point: what is declared for each day, in minutes of wall clock at the point. */
import type { IndexDeJour } from './jours.ts'

/** From opening included to closing excluded, 0 ≤ de < a ≤ 1440. */
export type Plage = Readonly<{ de: number; a: number }>

/** Plages in order and apart; `ferme` is declared closed; `inconnu` is an empty cell, never taken for closed. */
export type HorairesDuJour = readonly Plage[] | 'ferme' | 'inconnu'

/** Monday first. */
export type Semaine = readonly [
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
]

export const MINUTES_PAR_JOUR = 1440

export const SEMAINE_INCONNUE: Semaine = ['inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu']

/** Puts plages in order and joins those that touch; `undefined` when two overlap or one is impossible. */
export function normalizePlages(plages: readonly Plage[]): readonly Plage[] | undefined {
  const sorted = [...plages].sort((x, y) => x.de - y.de || x.a - y.a)
  const joined: Plage[] = []
  for (const plage of sorted) {
    if (plage.de < 0 || plage.a > MINUTES_PAR_JOUR || plage.de >= plage.a) return undefined
    const last = joined.at(-1)
    if (last && plage.de < last.a) return undefined
    if (last && plage.de === last.a) joined[joined.length - 1] = { de: last.de, a: plage.a }
    else joined.push(plage)
  }
  return joined
}

export function isSameJournee(one: HorairesDuJour, other: HorairesDuJour): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.length === other.length && one.every((plage, i) => plage.de === other[i]?.de && plage.a === other[i]?.a)
}

export const isJourneeEntiere = (journee: HorairesDuJour): boolean =>
  typeof journee !== 'string' && journee[0]?.de === 0 && journee[0].a === MINUTES_PAR_JOUR

export type LigneDeSemaine = Readonly<{ du: IndexDeJour; au: IndexDeJour; horaires: HorairesDuJour }>

/** The week for display: consecutive days with the same hours on one line. */
export function groupSemaine(semaine: Semaine): readonly LigneDeSemaine[] {
  const lignes: LigneDeSemaine[] = []
  for (const index of [0, 1, 2, 3, 4, 5, 6] as const) {
    const last = lignes.at(-1)
    if (last && isSameJournee(last.horaires, semaine[index])) lignes[lignes.length - 1] = { ...last, au: index }
    else lignes.push({ du: index, au: index, horaires: semaine[index] })
  }
  return lignes
}
