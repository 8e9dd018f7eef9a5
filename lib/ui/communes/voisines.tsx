import type { Voisine } from '#lib/domain/territoire/voisines.ts'

/** The neighbours, with the little that may be said of their distance. */
export function Voisines({ voisines }: { voisines: readonly Voisine[] }) {
  if (voisines.length === 0) return null
  return (
    <section aria-labelledby="voisines" className="voisines sans-papier" data-plus-bas="">
      <h2 id="voisines" className="fr-h4">
        Communes voisines
      </h2>
      <ul>
        {voisines.map(({ codeInsee, slug, nom, distanceKm, memeCodePostal }) => (
          <li key={codeInsee}>
            <a href={`/communes/${codeInsee}-${slug}`}>
              <strong>{nom}</strong>
              {distanceKm !== null ? (
                <span className="nombre">{distanceKm} km</span>
              ) : (
                memeCodePostal && <span>même code postal</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
