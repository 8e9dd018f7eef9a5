import { formatFermeture, formatSemaine } from '#lib/documents/horaires.ts'
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'

/** The whole week of a point, what its centre wrote, and its exceptional closures. Claims nothing about now. */
export function HorairesDeLaSemaine({ point }: { point: PointPublie }) {
  const { horaires, fermetures } = point
  const lu = horaires.osm === null ? null : fromOsm(horaires.osm)
  const lignes = lu?.ok ? formatSemaine(lu.value.semaine) : []
  if (lignes.length === 0 && horaires.texte === null && fermetures.length === 0)
    return <p className="discret">Horaires non renseignés.</p>
  return (
    <div className="horaires">
      {lignes.length > 0 && (
        <dl>
          {lignes.map(({ jours, horaires: heures }) => (
            <div key={jours}>
              <dt>{jours}</dt>
              <dd>{heures}</dd>
            </div>
          ))}
        </dl>
      )}
      {lu?.ok && lu.value.feriesFermes && <p className="discret">Fermé les jours fériés.</p>}
      {horaires.texte !== null && (
        <p>
          {horaires.texte}
          {horaires.aVerifier && <span className="discret"> (indiqué par le centre, à vérifier avant de venir)</span>}
        </p>
      )}
      {fermetures.length > 0 && (
        <p className="fermetures">
          <strong>Fermetures exceptionnelles :</strong> {fermetures.map(formatFermeture).join(' ; ')}.
        </p>
      )}
    </div>
  )
}
