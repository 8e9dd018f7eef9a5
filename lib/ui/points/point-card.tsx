import type { ReactNode } from 'react'
import {
  adresserCourriel,
  formatAcces,
  formatAdresse,
  formatEnviron,
  formatRendezVous,
  formatServices,
  formatSite,
  formatType,
  itineraire,
  PUBLICS_EN_CLAIR,
} from '#lib/documents/points.ts'
import { dialTelephone, formatTelephone } from '#lib/documents/telephone.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { Fraicheur } from './fraicheur.tsx'
import { OuvertMaintenant } from './ouvert-maintenant.tsx'
import { HorairesDeLaSemaine } from './semaine.tsx'

type Props = { point: PointPublie; numero: number; titre?: 'h2' | 'h3' | 'h4' }

/** One point in a numbered list: everything needed to go, call or click, without JavaScript and without the map. */
export function PointCard({ point, numero, titre: Titre = 'h3' }: Props) {
  const fiche = `/points-de-contact/${point.id}`
  return (
    <li className={`point point--${point.canal}`} id={`point-${point.id}`} data-point={point.id} data-plus-bas="">
      <article aria-labelledby={`nom-${point.id}`}>
        <header className="point__tete">
          <span className="point__numero" aria-hidden="true">
            {numero}
          </span>
          <div>
            <Titre className="point__nom" id={`nom-${point.id}`}>
              <a href={fiche}>{point.nom}</a>
            </Titre>
            <p className="discret">
              {formatType(point)}
              {point.environKm !== null && (
                <>
                  {' · '}
                  <span className="point__distance">{formatEnviron(point.environKm)}</span>
                </>
              )}
            </p>
          </div>
        </header>
        {point.horaires.osm !== null && (
          <OuvertMaintenant osm={point.horaires.osm} fermetures={point.fermetures} departement={point.departement} />
        )}
        <ActesDuPoint point={point} />
        <HorairesDeLaSemaine point={point} />
        <DetailsDuPoint point={point} />
        <footer className="point__pied discret">
          {point.demonstration && <span className="fr-badge fr-badge--sm fr-badge--no-icon">Démonstration</span>}
          <Fraicheur point={point} />
          <a className="sans-papier" href={`${fiche}/signaler`} rel="nofollow">
            Signaler une erreur<span className="visuellement-cache"> sur {point.nom}</span>
          </a>
        </footer>
      </article>
    </li>
  )
}

/** Address and way there, telephone, site, appointment: what one taps. */
export function ActesDuPoint({ point }: { point: PointPublie }) {
  const { adresse, telephone, siteWeb, courriel, lienRendezVous } = point
  const route = itineraire(point)
  return (
    <ul className="point__actes">
      {adresse && (
        <li>
          <span className="fr-icon-map-pin-2-line" aria-hidden="true" />
          <address>
            {formatAdresse(adresse)}
            {adresse.complement && <span className="discret"> ({adresse.complement})</span>}
            {route && (
              <a className="sans-papier" href={route} rel="noopener noreferrer nofollow">
                Itinéraire<span className="visuellement-cache"> vers {point.nom} (site externe)</span>
              </a>
            )}
          </address>
        </li>
      )}
      {telephone && (
        <li>
          <span className="fr-icon-phone-line" aria-hidden="true" />
          <span>
            <a className="point__telephone" href={dialTelephone(telephone)}>
              <span className="visuellement-cache">Téléphone : </span>
              {formatTelephone(telephone)}
            </a>
            {point.coutAppel && <span className="discret"> {point.coutAppel}</span>}
          </span>
        </li>
      )}
      {siteWeb && (
        <li>
          <span className="fr-icon-global-line" aria-hidden="true" />
          <a href={siteWeb} rel="noopener noreferrer nofollow">
            <span className="visuellement-cache">Site : </span>
            {formatSite(siteWeb)}
          </a>
        </li>
      )}
      {courriel && (
        <li>
          <span className="fr-icon-mail-line" aria-hidden="true" />
          <a href={adresserCourriel(courriel)}>{courriel}</a>
        </li>
      )}
      {lienRendezVous && (
        <li>
          <span className="fr-icon-calendar-line" aria-hidden="true" />
          <a href={lienRendezVous} rel="noopener noreferrer nofollow">
            Prendre rendez-vous
          </a>
        </li>
      )}
    </ul>
  )
}

/** Services, appointment, access, who is received, what the centre adds. */
export function DetailsDuPoint({ point }: { point: PointPublie }) {
  const facts: ReactNode[] = [
    formatRendezVous(point),
    formatAcces(point),
    PUBLICS_EN_CLAIR[point.publicReserve],
  ].filter((fact) => fact !== null)
  return (
    <>
      {point.services.length > 0 && (
        <ul className="point__services" aria-label="Services">
          {formatServices(point).map((service) => (
            <li key={service}>{service}</li>
          ))}
        </ul>
      )}
      <p className="point__faits">{facts.join(' · ')}</p>
      {point.commentaire && <p className="point__commentaire">{point.commentaire}</p>}
    </>
  )
}
