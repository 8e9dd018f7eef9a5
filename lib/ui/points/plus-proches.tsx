import { type FiltresDePoints, roundPlace } from '#lib/domain/guichet/filtres.ts'
import type { PositionDeCommune } from '#lib/domain/territoire/commune.ts'
import { adresseDe } from './filtres.tsx'

export type CommuneSansPoint = Readonly<{
  departement: string
  nomDepartement: string
  position: PositionDeCommune | null
}>

/** Where to look when no point serves a commune: the nearest ones, which always exist; without a position, those of its département. */
export function PointsLesPlusProches({
  commune: { position, departement, nomDepartement },
}: {
  commune: CommuneSansPoint
}) {
  const filtres: FiltresDePoints = position ? { pres: roundPlace(position) } : { departement }
  return (
    <a href={adresseDe({ filtres })} rel="nofollow">
      {position ? 'les points de contact les plus proches' : `les points de contact du département (${nomDepartement})`}
    </a>
  )
}
