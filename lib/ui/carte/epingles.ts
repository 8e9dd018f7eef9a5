/** What the map receives: no more than a pin needs, numbered as the list is. */
import type { PositionNumerotee } from '#lib/domain/guichet/lieux.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'

export type Epingle = Readonly<{ id: string; nom: string; numero: number; latitude: number; longitude: number }>

export type Tuiles = Readonly<{ url: string; attribution: string }>

export type CarteProps = {
  /** The points of the list beside the map. */
  points: readonly Epingle[]
  /** Where every pin of the search comes from, when the page lists only some of its points. */
  source?: string
  /** Tiles when the deployment has some, else the drawn background. */
  tuiles: Tuiles | null
  /** What stands under the map. */
  legende?: string
}

/** The pins of a list that begins at `debut`; points without position keep their number and have no pin. */
export const toEpingles = (points: readonly PointPublie[], debut = 1): readonly Epingle[] =>
  points.flatMap(({ id, nom, position }, index) =>
    position ? [{ id, nom, numero: debut + index, latitude: position.latitude, longitude: position.longitude }] : [],
  )

/**
 * Every pin of a search beside the list of one page; undefined when they no longer tell the same ranks, because
 * something was published or a door opened in between.
 */
export function joinPositions(
  listees: readonly Epingle[],
  positions: readonly PositionNumerotee[],
): readonly Epingle[] | undefined {
  const ranks = new Map(positions.map(([id, , , , numero]) => [id, numero]))
  if (listees.some(({ id, numero }) => ranks.get(id) !== numero)) return undefined
  return positions.map(([id, nom, latitude, longitude, numero]) => ({ id, nom, latitude, longitude, numero }))
}
