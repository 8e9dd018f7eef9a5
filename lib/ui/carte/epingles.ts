/** What the map receives: no more than a pin needs, numbered as the list is. */
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { FondDeCarte } from '#lib/domain/territoire/fond-de-carte.ts'

export type Epingle = Readonly<{ id: string; nom: string; numero: number; latitude: number; longitude: number }>

export type CarteProps = {
  points: readonly Epingle[]
  /** Tiles when the deployment has some, else the drawn background. */
  tuiles: { url: string; attribution: string } | null
  fond: FondDeCarte | null
  /** What stands under the map. */
  legende?: string
}

/** The pins of a list that begins at `debut`; points without position keep their number and have no pin. */
export const toEpingles = (points: readonly PointPublie[], debut = 1): readonly Epingle[] =>
  points.flatMap(({ id, nom, position }, index) =>
    position ? [{ id, nom, numero: debut + index, latitude: position.latitude, longitude: position.longitude }] : [],
  )
