import { listHoraires, listMentions } from '#lib/documents/horaires-en-mots.ts'
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { Fermetures } from './fermetures.tsx'

/** The whole week of a point, what its centre wrote, and its exceptional closures. Claims nothing about now. */
export function HorairesDeLaSemaine({ point }: { point: PointPublie }) {
  const { horaires, fermetures } = point
  const lu = horaires.osm === null ? null : fromOsm(horaires.osm)
  const lignes = lu?.ok ? listHoraires(lu.value) : []
  const mentions = lu?.ok ? listMentions(lu.value) : []
  if (lignes.length === 0 && horaires.texte === null && fermetures.length === 0)
    return <p className="discret">Horaires non renseignés.</p>
  return (
    <div className="horaires">
      {lignes.length > 0 && (
        <dl>
          {lignes.map(({ quand, horaires: heures }) => (
            <div key={quand}>
              <dt>{quand}</dt>
              <dd>{heures}</dd>
            </div>
          ))}
        </dl>
      )}
      {mentions.length > 0 && <p className="discret">{mentions.map((mention) => `${mention}.`).join(' ')}</p>}
      {horaires.texte !== null &&
        (horaires.aVerifier ? (
          <p className="horaires__texte">
            {horaires.texte}
            <span className="discret"> (indiqué par le centre, à vérifier avant de venir)</span>
          </p>
        ) : (
          <p className="horaires__texte discret">Écrit par le centre : « {horaires.texte} »</p>
        ))}
      {fermetures.length > 0 && (
        <Fermetures fermetures={fermetures} departement={point.departement} misAJourLe={point.misAJourLe} />
      )}
    </div>
  )
}
