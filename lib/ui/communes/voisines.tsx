import type { Voisine } from '#lib/domain/territoire/voisines.ts'

/** The neighbours, each with what may be said of its distance (R-TER-05). */
export function Voisines({ voisines }: { voisines: readonly Voisine[] }) {
  if (voisines.length === 0) return null
  return (
    <section aria-labelledby="voisines" className="commune__voisines fr-mt-4w">
      <h2 id="voisines" className="fr-h4">
        Communes voisines
      </h2>
      <ul className="voisines">
        {voisines.map(({ codeInsee, nom, slug, distanceKm, memeCodePostal }) => (
          <li key={codeInsee}>
            <a href={`/communes/${codeInsee}-${slug}`}>
              {nom}
              {distanceKm !== null ? (
                <span> ({distanceKm} km)</span>
              ) : (
                memeCodePostal && <span> (même code postal)</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
