/** A published point as screens and the open data show it. */
import type { PositionDeCommune } from '../territoire/commune.ts'
import { computeDistance } from '../territoire/distance.ts'
import type { PointDeContact } from './point-de-contact.ts'

export type PointPublie = PointDeContact &
  Readonly<{
    /** Département of the point: public holidays, zone, gestionnaire. */
    departement: string
    demonstration: boolean
    /** Not confirmed for too long on the day when it is shown (R-FRA-01). */
    ancien: boolean
    /** Last part of the address of the page of its commune. */
    communeSlug: string | null
    /** Whole kilometres that may be announced from the place asked (R-ANN-03). */
    environKm: number | null
  }>

/** Where distances are counted from: a commune, or a chosen place (no code). */
export type Depart = Readonly<{ codeInsee: string | null; position: PositionDeCommune | null }>

/** « à environ n km », at least 1; null when it would be a guess, or the point is in the commune itself. */
export function computeEnviron(depart: Depart, point: Pick<PointDeContact, 'adresse' | 'position'>): number | null {
  // R-ANN-03 — choix du portail : une distance ne s'annonce qu'entre deux positions précises
  if (!depart.position || depart.position.approximative) return null
  if (!point.position || point.position.precision === 'approximative') return null
  if (depart.codeInsee !== null && point.adresse?.codeInsee === depart.codeInsee) return null
  return Math.max(1, Math.round(computeDistance(depart.position, point.position)))
}
