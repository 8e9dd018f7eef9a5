/**
 * Where communes are. GeoNames knows the larger ones, with a few gross errors; the others are placed at the mean of
 * those that share their postcode, then their arrondissement, and said to be approximate.
 */

import { type Coordonnees, computeDistance } from './distance.ts'
import { foldText } from './slug.ts'

export type Lieu = Coordonnees & Readonly<{ codeInsee: string; nom: string; habitants: number; quartier: boolean }>

export type CommuneAPlacer = Readonly<{
  codeInsee: string
  nom: string
  departement: string
  arrondissement: string | null
  codesPostaux: readonly string[]
}>

export type PositionPlacee = Coordonnees &
  Readonly<{ precision: 'commune' | 'approximative'; source: 'geonames' | 'code-postal' | 'arrondissement' }>

/** A point this far from every commune of its postcode is an error: real postcodes are narrower (widest seen: 22 km). */
export const ECART_MAXIMAL_DU_CODE_POSTAL_KM = 30
/** And this far from its whole département; scaled up where communes themselves are far apart (Guyane, archipelagos). */
export const ECART_MAXIMAL_DU_DEPARTEMENT_KM = 40
const MARGE_DU_DEPARTEMENT = 3

type Placee = CommuneAPlacer & Coordonnees

const groupBy = <T>(items: Iterable<T>, keys: (item: T) => readonly string[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keys(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

const nearestKm = (from: Placee, among: readonly Placee[]): number => {
  let nearest = Number.POSITIVE_INFINITY
  for (const other of among) {
    if (other.codeInsee !== from.codeInsee) nearest = Math.min(nearest, computeDistance(from, other))
  }
  return nearest
}

const middle = (numbers: readonly number[], share = 0.5): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * share)] ?? 0

/** The place that stands for a commune among those that carry its code: same name, then no quarter, then most people. */
export function chooseLieu(nom: string, lieux: readonly Lieu[]): Lieu | undefined {
  const folded = foldText(nom)
  const rank = (lieu: Lieu) => (foldText(lieu.nom) === folded ? 2 : 0) + (lieu.quartier ? 0 : 1)
  return [...lieux].sort((a, b) => rank(b) - rank(a) || b.habitants - a.habitants)[0]
}

/** Codes whose point lies outside the cloud of its département. */
function outsideDepartement(placees: readonly Placee[]): Set<string> {
  const outside = new Set<string>()
  for (const group of groupBy(placees, (c) => [c.departement]).values()) {
    if (group.length < 3) continue
    const gaps = group.map((commune) => nearestKm(commune, group))
    const limit = Math.max(ECART_MAXIMAL_DU_DEPARTEMENT_KM, MARGE_DU_DEPARTEMENT * middle(gaps, 0.9))
    group.forEach((commune, index) => {
      // R-TER-01 — a point far from every other of its département is not in it.
      if ((gaps[index] ?? 0) > limit) outside.add(commune.codeInsee)
    })
  }
  return outside
}

/** Codes whose point is far from every commune of the same postcode; of two that disagree nothing says which errs: both. */
function outsideCodePostal(placees: readonly Placee[]): Set<string> {
  const byCodePostal = groupBy(placees, (c) => c.codesPostaux)
  const outside = new Set<string>()
  for (const commune of placees) {
    const gap = nearestKm(
      commune,
      commune.codesPostaux.flatMap((code) => byCodePostal.get(code) ?? []),
    )
    // R-TER-02 — a postcode is one delivery round: its communes lie near each other.
    if (Number.isFinite(gap) && gap > ECART_MAXIMAL_DU_CODE_POSTAL_KM) outside.add(commune.codeInsee)
  }
  return outside
}

const mean = (points: readonly Coordonnees[]): Coordonnees => ({
  latitude: points.reduce((sum, p) => sum + p.latitude, 0) / points.length,
  longitude: points.reduce((sum, p) => sum + p.longitude, 0) / points.length,
})

/** Places every commune that can be: own point, else mean of its postcode, else mean of its arrondissement. */
export function placeCommunes(
  communes: readonly CommuneAPlacer[],
  lieux: readonly Lieu[],
): { positions: Map<string, PositionPlacee>; ecartees: string[] } {
  const byCode = groupBy(lieux, (lieu) => [lieu.codeInsee])
  const candidates = communes.flatMap((commune): Placee[] => {
    const lieu = chooseLieu(commune.nom, byCode.get(commune.codeInsee) ?? [])
    return lieu ? [{ ...commune, latitude: lieu.latitude, longitude: lieu.longitude }] : []
  })
  const inCloud = withoutCodes(candidates, outsideDepartement(candidates))
  const precise = withoutCodes(inCloud, outsideCodePostal(inCloud))
  const kept = new Map(precise.map((commune) => [commune.codeInsee, commune]))
  const byCodePostal = groupBy(precise, (c) => c.codesPostaux)
  const byArrondissement = groupBy(precise, (c) => (c.arrondissement ? [c.arrondissement] : []))

  const positions = new Map<string, PositionPlacee>()
  for (const commune of communes) {
    const own = kept.get(commune.codeInsee)
    const mates = commune.codesPostaux.flatMap((code) => byCodePostal.get(code) ?? [])
    const around = byArrondissement.get(commune.arrondissement ?? '') ?? []
    if (own) {
      const { latitude, longitude } = own
      positions.set(commune.codeInsee, { latitude, longitude, precision: 'commune', source: 'geonames' })
    } else if (mates.length > 0) {
      // R-TER-03 — without a point of its own a commune is placed approximately, and said to be.
      positions.set(commune.codeInsee, { ...mean(mates), precision: 'approximative', source: 'code-postal' })
    } else if (around.length > 0) {
      positions.set(commune.codeInsee, { ...mean(around), precision: 'approximative', source: 'arrondissement' })
    }
  }
  return { positions, ecartees: candidates.filter((c) => !kept.has(c.codeInsee)).map((c) => c.codeInsee) }
}

const withoutCodes = (communes: readonly Placee[], codes: ReadonlySet<string>): Placee[] =>
  communes.filter((commune) => !codes.has(commune.codeInsee))
