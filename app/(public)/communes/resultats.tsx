import Link from 'next/link'
import { formatHabitants } from '#lib/documents/commune.ts'
import type { Motif, ResultatDeRecherche } from '#lib/domain/territoire/recherche.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'
import { codesPostauxOf } from '#lib/ui/recherche/codes-postaux.ts'

const NATURES: Readonly<Record<Motif, string | null>> = {
  nom: null,
  'ancien-nom': 'Anciennement',
  'ancien-code': 'Ancien code INSEE',
  deleguee: 'Commune déléguée',
  associee: 'Commune associée',
  arrondissement: 'Arrondissement',
  'code-postal': 'Code postal',
  'code-insee': 'Code INSEE',
  departement: 'Dans ce département',
}

/** Why it was found, in words: the kind of a code, the former name, a spelling that is only near. */
function raisonOf({ motif, ancienNom, code, approche }: ResultatDeRecherche): string | null {
  const nature = NATURES[motif]
  if (nature === null) return approche ? 'Nom approchant' : null
  const what = [nature, ancienNom ?? code].filter(Boolean).join(' ')
  return approche ? `${what} (nom approchant)` : what
}

export function Resultats({
  texte,
  resultats,
  complets,
}: {
  texte: string
  resultats: readonly ResultatDeRecherche[]
  complets: boolean
}) {
  if (resultats.length === 0) {
    return (
      <section aria-labelledby="resultats">
        <h2 id="resultats" className="fr-h4">
          Aucune commune ne correspond à « <span className="recherche-texte">{texte}</span> »
        </h2>
        <p className="texte">
          Vérifiez l’orthographe, ou essayez avec moins de mots, avec le code postal, ou avec le nom d’une ville
          voisine.
        </p>
      </section>
    )
  }
  const nombre = resultats.length
  return (
    <section aria-labelledby="resultats">
      <h2 id="resultats" className="fr-h4">
        {complets ? `${nombre} ${nombre > 1 ? 'communes' : 'commune'}` : `Les ${nombre} premières communes`} pour «
        {'\u00a0'}
        <span className="recherche-texte">{texte}</span> »
      </h2>
      <ol className="resultats">
        {resultats.map((resultat) => {
          const raison = raisonOf(resultat)
          const habitants = formatHabitants(resultat.population)
          return (
            <li key={resultat.codeInsee}>
              <Link href={pathOfCommune(resultat)} prefetch={false}>
                {resultat.nom}
              </Link>
              {raison && <p className="fr-badge fr-badge--no-icon fr-badge--sm resultats__raison">{raison}</p>}
              <p className="resultats__lieu">
                {[codesPostauxOf(resultat.codesPostaux), `${resultat.nomDepartement} (${resultat.departement})`]
                  .filter(Boolean)
                  .join(' · ')}
                {habitants && (
                  <>
                    {' · '}
                    <span className="nombre">{habitants}</span>
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ol>
      {!complets && <p className="discret">Il y en a d’autres : précisez le nom ou ajoutez le département.</p>}
    </section>
  )
}
