import { formatJour } from '#lib/documents/horaires.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'

/** The day on which a point was last said to be right; too long ago, it is said so. */
export function Fraicheur({ point }: { point: Pick<PointPublie, 'misAJourLe' | 'ancien'> }) {
  const jour = <time dateTime={point.misAJourLe}>{formatJour(point.misAJourLe)}</time>
  return point.ancien ? (
    <span className="point__ancien">Informations non confirmées depuis le {jour}</span>
  ) : (
    <span>Mis à jour le {jour}</span>
  )
}
