import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { PointCard } from './point-card.tsx'

type Props = { points: readonly PointPublie[]; debut?: number; titre?: 'h2' | 'h3' | 'h4' }

/** Points in order, numbered from `debut` as on the map. */
export function PointList({ points, debut = 1, titre }: Props) {
  return (
    <ol className="points" start={debut}>
      {points.map((point, index) => (
        <PointCard key={point.id} point={point} numero={debut + index} {...(titre ? { titre } : {})} />
      ))}
    </ol>
  )
}
