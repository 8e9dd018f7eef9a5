import { formatNombre } from '#lib/documents/chiffres.ts'
import type { Doubles } from '#lib/domain/guichet/recensement/voisinage.ts'

/** Points published since, beside which another would come back; each opens apart, the ticks of this page stay. */
export const LiensDesDoubles = ({ doubles: { points, autres }, id }: Readonly<{ doubles: Doubles; id?: string }>) => (
  <ul className="fr-text--sm fr-mb-1w" id={id}>
    {points.map((point) => (
      <li key={point.id}>
        <a href={`/points-de-contact/${point.id}`} target="_blank" rel="noopener">
          Voir {point.nom} dans un nouvel onglet
        </a>
      </li>
    ))}
    {autres > 0 ? <li>{`Et ${formatNombre(autres)} ${autres > 1 ? 'autres' : 'autre'}.`}</li> : null}
  </ul>
)
