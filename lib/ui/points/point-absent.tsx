/** In place of a point that is not published: withdrawn, it says since when and where to look; else it says so. */
import { formatJour } from '#lib/documents/horaires.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { Introuvable } from '../layout/introuvable.tsx'

type Retire = Readonly<{
  nom: string
  retireLe: Jour
  commune: Readonly<{ codeInsee: string; nom: string }> | null
  departement: Readonly<{ code: string; nom: string }>
}>

export const titreDuPointAbsent = (retire: Retire | null): string =>
  retire ? 'Point de contact retiré' : 'Point de contact introuvable'

export function PointAbsent({ retire }: { retire: Retire | null }) {
  if (!retire)
    return (
      <Introuvable titre="Ce point de contact n’est pas publié">
        L’adresse de cette page a pu être mal recopiée. Cherchez votre commune : sa page donne tous les lieux,
        téléphones et sites qui la servent.
      </Introuvable>
    )
  const { nom, retireLe, commune, departement } = retire
  return (
    <div className="fr-container page texte">
      <h1>Ce point de contact a été retiré</h1>
      <p className="fr-text--lg">
        « {nom} » n’est plus publié depuis le <time dateTime={retireLe}>{formatJour(retireLe)}</time>. N’y allez pas sur
        la foi d’une ancienne adresse : choisissez un autre point de contact.
      </p>
      <ul className="fr-btns-group">
        {commune && (
          <li>
            <a className="fr-btn" href={`/points-de-contact?commune=${commune.codeInsee}`}>
              Points de contact pour {commune.nom}
            </a>
          </li>
        )}
        <li>
          <a
            className={commune ? 'fr-btn fr-btn--secondary' : 'fr-btn'}
            href={`/points-de-contact?departement=${departement.code}`}
          >
            Points de contact du département ({departement.nom})
          </a>
        </li>
        <li>
          <a className="fr-btn fr-btn--tertiary" href="/">
            Revenir à l’accueil
          </a>
        </li>
      </ul>
    </div>
  )
}
