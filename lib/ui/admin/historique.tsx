import { changementsDAdministration } from '#lib/documents/changements.ts'
import { Moment } from './moment.tsx'

type Contenu = Readonly<Record<string, unknown>> | null
type Ligne = Readonly<{
  id: number
  at: Date
  nature: 'creation' | 'correction' | 'fermeture' | 'reouverture'
  /** null: the command line. */
  auteur: string | null
  avant: Contenu
  apres: Contenu
}>

const NATURES = {
  creation: 'Créé',
  correction: 'Corrigé',
  fermeture: 'Fermé',
  reouverture: 'Rouvert',
} as const satisfies Record<Ligne['nature'], string>

/** Who changed what and when; `max`: how many lines are read, of which a full list says that older ones exist. */
export function Historique({ lignes, max }: Readonly<{ lignes: readonly Ligne[]; max: number }>) {
  return (
    <section aria-labelledby="historique">
      <h2 className="fr-h5 fr-mt-6w" id="historique">
        Historique
      </h2>
      {lignes.length === 0 ? <p>Aucun changement n’est enregistré.</p> : null}
      {lignes.length === max ? <p>Les {max} derniers changements.</p> : null}
      <ul className="admin__changements">
        {lignes.map(({ id, at, nature, auteur, avant, apres }) => (
          <li key={id}>
            <p className="fr-text--sm fr-mb-1w">
              <strong>{NATURES[nature]}</strong> le <Moment at={at} /> par {auteur ?? 'la ligne de commande'}
            </p>
            <dl className="admin__details">
              {changementsDAdministration(avant, apres).map((un) => (
                <div key={un.champ} className="admin__changement">
                  <dt>{un.champ}</dt>
                  <dd>
                    {avant === null ? null : (
                      <>
                        <del className="admin__avant">{un.avant}</del>
                        {' → '}
                      </>
                    )}
                    <ins className="admin__apres">{un.apres}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}
