/** What the directory found: how many points, what to do when there is none, and the way to the next ones. */
import type { CommuneDetaillee } from '#db/queries/communes.ts'
import type { PageDePoints } from '#db/queries/points.ts'
import type { FiltresDePoints } from '#lib/domain/guichet/filtres.ts'
import { adresseDe } from '#lib/ui/points/filtres.tsx'
import { PointsLesPlusProches } from '#lib/ui/points/plus-proches.tsx'

type Props = Readonly<{
  page: PageDePoints
  filtres: FiltresDePoints
  commune: CommuneDetaillee | undefined
  /** Whether points serve the commune once the other filters are left. */
  servie: boolean
}>

/** How many points there are, or what else may be asked. Where none serves the commune, no filter is to blame. */
export function Resultats({ page, filtres, commune, servie }: Props) {
  const { total } = page
  const count = total.toLocaleString('fr-FR')
  if (total > 0)
    return (
      <div className="annuaire__tete" id="points">
        <p role="status">
          <strong>
            {count} point{total > 1 ? 's' : ''} de contact
          </strong>
          {filtres.ouvert && (total > 1 ? ' ouverts maintenant' : ' ouvert maintenant')}
        </p>
        {page.situes > 0 && (
          <a className="fr-link fr-icon-map-pin-2-line fr-link--icon-left vers-la-carte sans-papier" href="#carte">
            Voir la carte
          </a>
        )}
      </div>
    )
  return (
    <div className="panneau" id="points">
      <p role="status">
        <strong>Aucun point de contact ne correspond.</strong>
      </p>
      <ul>
        {commune && !servie ? (
          <li>
            Voir <PointsLesPlusProches commune={commune} />
          </li>
        ) : (
          <Remedes filtres={filtres} />
        )}
        {commune && servie && (
          <li>
            <a href={adresseDe({ filtres: { commune: commune.codeInsee } })}>
              Voir tous les points de contact pour {commune.nom}
            </a>
          </li>
        )}
        <li>
          <a href="/points-de-contact">Voir tous les points de contact</a>
        </li>
      </ul>
      <p>La mairie de votre commune peut vous dire à qui vous adresser.</p>
    </div>
  )
}

/** One filter less, each in its turn. */
const Remedes = ({ filtres }: { filtres: FiltresDePoints }) => (
  <>
    {filtres.ouvert && (
      <li>
        <a href={adresseDe({ filtres: without(filtres, 'ouvert') })}>Voir aussi ceux qui sont fermés maintenant</a>
      </li>
    )}
    {filtres.rayon && (
      <li>
        <a href={adresseDe({ filtres: without(filtres, 'rayon') })}>Chercher à toutes les distances</a>
      </li>
    )}
    {filtres.canal && (
      <li>
        <a href={adresseDe({ filtres: without(filtres, 'canal') })}>
          Chercher sur place, par téléphone et sur internet
        </a>
      </li>
    )}
    {filtres.service && (
      <li>
        <a href={adresseDe({ filtres: without(filtres, 'service') })}>Chercher pour toutes les démarches</a>
      </li>
    )}
  </>
)

export const without = (filtres: FiltresDePoints, name: keyof FiltresDePoints): FiltresDePoints => {
  const { [name]: _, ...autres } = filtres
  return autres
}

export function Suite({ page, filtres }: { page: PageDePoints; filtres: FiltresDePoints }) {
  const here = adresseDe({ filtres })
  const next = page.suivant && `${here}${here.includes('?') ? '&' : '?'}suivant=${page.suivant}`
  const last = page.debut + page.points.length - 1
  return (
    <nav aria-label="Suite de la liste" className="annuaire__suite sans-papier">
      <p className="discret">
        {page.debut.toLocaleString('fr-FR')} à {last.toLocaleString('fr-FR')} sur {page.total.toLocaleString('fr-FR')}
      </p>
      {page.debut > 1 && (
        <a className="fr-btn fr-btn--secondary" href={here} rel="nofollow">
          Revenir au début
        </a>
      )}
      {next && (
        <a className="fr-btn" href={next} rel="nofollow">
          Points suivants
        </a>
      )}
    </nav>
  )
}
