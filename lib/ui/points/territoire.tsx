import type { TerritoireDesservi } from '#lib/domain/guichet/desserte.ts'
import type { Canal } from '#lib/domain/guichet/vocabulaire.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'

/** A page stays readable with this many names; the others unfold, and are counted on paper. */
const COMMUNES_MONTREES = 12

type Communes = TerritoireDesservi['communes']

/** Whose inhabitants a point receives: whole départements and groups of communes first, then communes by name. */
export function Territoire({ canal, territoire }: { canal: Canal; territoire: TerritoireDesservi }) {
  const { communes, epcis, departements } = territoire
  if (communes.length + epcis.length + departements.length === 0) return null
  const [shown, folded] = [communes.slice(0, COMMUNES_MONTREES), communes.slice(COMMUNES_MONTREES)]
  return (
    <section aria-labelledby="territoire" className="territoire">
      <h2 id="territoire">{canal === 'physique' ? 'Reçoit les habitants de' : 'Répond aux habitants de'}</h2>
      <ul>
        {departements.map(({ code, nom }) => (
          <li key={code}>
            <a href={`/points-de-contact?departement=${code}`} rel="nofollow">
              {nom} ({code})
            </a>
            , tout le département
          </li>
        ))}
        {epcis.map(({ code, nom }) => (
          <li key={code}>{nom}, toutes les communes</li>
        ))}
        {shown.length > 0 && (
          <li>
            <Noms communes={shown} />
            {folded.length > 0 && (
              <span className="papier-seulement">
                {folded.length === 1 ? ' et une autre commune' : ` et ${folded.length} autres communes`}
              </span>
            )}
          </li>
        )}
      </ul>
      {folded.length > 0 && (
        <details className="depliant">
          <summary>
            {folded.length === 1 ? 'Voir encore une commune' : `Voir les ${folded.length} autres communes`}
          </summary>
          <p>
            <Noms communes={folded} />
          </p>
        </details>
      )}
    </section>
  )
}

const Noms = ({ communes }: { communes: Communes }) =>
  communes.map((commune, index) => (
    <span key={commune.codeInsee}>
      {index > 0 && ', '}
      <a href={pathOfCommune(commune)}>{commune.nom}</a>
    </span>
  ))
