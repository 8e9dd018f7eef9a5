import { CANAUX_EN_CLAIR } from '#lib/documents/points.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { CANAUX, type Canal, codesOf } from '#lib/domain/guichet/vocabulaire.ts'
import { Carte } from '../carte/carte.tsx'
import { type Tuiles, toEpingles } from '../carte/epingles.ts'
import { type CommuneSansPoint, PointsLesPlusProches } from './plus-proches.tsx'
import { PointList } from './point-list.tsx'

const ANCRES = { physique: 'sur-place', telephone: 'par-telephone', internet: 'sur-internet' } as const
const ICONES = {
  physique: 'fr-icon-map-pin-2-line',
  telephone: 'fr-icon-phone-line',
  internet: 'fr-icon-global-line',
} as const

type Props = {
  commune: CommuneSansPoint & Readonly<{ codeInsee: string; nom: string }>
  points: readonly PointPublie[]
  /** How many more receive only some publics. */
  reserves: number
  tuiles: Tuiles | null
}

/**
 * « Où aller, qui appeler » of a commune page: three ways side by side, then the list and its map. The filters are
 * addresses of the directory, which knows the hour; this page is stored and does not.
 */
export function PointsDeCommune({ commune, points, reserves, tuiles }: Props) {
  const groups = codesOf(CANAUX).map((canal) => ({ canal, points: points.filter((point) => point.canal === canal) }))
  const annuaire = `/points-de-contact?commune=${commune.codeInsee}`
  let next = 1
  const numbered = groups.map((group) => {
    const debut = next
    next += group.points.length
    return { ...group, debut }
  })
  return (
    <section aria-labelledby="points" className="points-de-commune" data-plus-bas="">
      <h2 id="points">Où aller, qui appeler</h2>
      {points.length === 0 ? (
        <p>
          Aucun point de contact n’est publié pour {commune.nom}. Demandez à la mairie. Vous pouvez aussi voir{' '}
          <PointsLesPlusProches commune={commune} />.
        </p>
      ) : (
        <>
          <nav aria-label="Façons d’être aidé" className="voies">
            {numbered.map((group) => (
              <Voie key={group.canal} {...group} />
            ))}
          </nav>
          <p className="sans-papier points__liens">
            <a href={`${annuaire}&ouvert=oui`} rel="nofollow">
              Ouverts maintenant
            </a>
            <a href={`${annuaire}&accessible=oui`} rel="nofollow">
              Accessibles en fauteuil
            </a>
            <a href={annuaire} rel="nofollow">
              Plus de filtres
            </a>
            {points.some(({ position }) => position) && (
              <a className="vers-la-carte" href="#carte">
                Voir la carte
              </a>
            )}
          </p>
          <div className="liste-et-carte">
            <div>
              {numbered
                .filter((group) => group.points.length > 0)
                .map((group) => (
                  <section key={group.canal} id={ANCRES[group.canal]} aria-labelledby={`titre-${ANCRES[group.canal]}`}>
                    <h3 className="points__canal" id={`titre-${ANCRES[group.canal]}`}>
                      {CANAUX_EN_CLAIR[group.canal]}
                    </h3>
                    <PointList points={group.points} debut={group.debut} titre="h4" />
                  </section>
                ))}
            </div>
            <Carte tuiles={tuiles} points={toEpingles(points)} />
          </div>
        </>
      )}
      {reserves > 0 && (
        <p className="points__reserves sans-papier">
          {reserves === 1 ? 'Un autre point est réservé' : `${reserves} autres points sont réservés`} à certains publics
          (salariés, agents publics, locataires…). <a href={annuaire}>Dire qui vous êtes pour les voir</a>
        </p>
      )}
    </section>
  )
}

/** One of the three ways, as visible as the others: how many, and the first at once. */
function Voie({ canal, points }: { canal: Canal; points: readonly PointPublie[] }) {
  const count = points.length
  const words = { physique: ['lieu', 'lieux'], telephone: ['numéro', 'numéros'], internet: ['site', 'sites'] } as const
  const label = count === 0 ? `Aucun ${words[canal][0]}` : `${count} ${words[canal][count > 1 ? 1 : 0]}`
  const body = (
    <>
      <span className={ICONES[canal]} aria-hidden="true" />
      <span>
        <strong>{CANAUX_EN_CLAIR[canal]}</strong>
        <span className="voie__nombre">{label}</span>
      </span>
    </>
  )
  return count === 0 ? (
    <p className="voie voie--vide">{body}</p>
  ) : (
    <a className="voie" href={`#${ANCRES[canal]}`}>
      {body}
    </a>
  )
}
