/** The neighbours that a commune page names, and what it may say of their distance. */
import type { PositionDeCommune } from './commune.ts'
import { computeDistance } from './distance.ts'

export const NOMBRE_DE_VOISINES = 8

export type Voisine = Readonly<{
  codeInsee: string
  nom: string
  slug: string
  memeCodePostal: boolean
  /** Whole kilometres, null when one of the two positions is approximate or unknown. */
  distanceKm: number | null
}>

/** Whole kilometres (at least 1) that may be printed between two communes; null when they would be a guess. */
export function computeDistanceEntreCommunes(
  from: PositionDeCommune | null,
  to: PositionDeCommune | null,
): number | null {
  // R-TER-05 — choix du portail : a distance is printed only between two precise positions.
  if (!from || !to || from.approximative || to.approximative) return null
  return Math.max(1, Math.round(computeDistance(from, to)))
}
