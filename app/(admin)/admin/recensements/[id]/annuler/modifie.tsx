import type { ModifieDepuis } from '#db/queries/retours.ts'
import { changementsDesChiffres, changementsDuPoint } from '#lib/documents/changements.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { detenteursDe } from '#lib/documents/recensement-remarques.ts'
import type { Doubles } from '#lib/domain/guichet/recensement/voisinage.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Case } from '../case.tsx'

const SUITES = {
  point: {
    retirer: 'Cet import l’avait créé : coché, il sera retiré.',
    retablir: 'Il est retiré : coché, il sera publié de nouveau.',
    remplacer: null,
  },
  chiffres: {
    retirer: 'Cet import les avait apportés : cochés, ils seront retirés.',
    retablir: 'Ils ont été retirés depuis : cochés, ils seront publiés de nouveau.',
    remplacer: null,
  },
} as const

const changementsDe = (one: ModifieDepuis) =>
  one.objet === 'point' ? changementsDuPoint(one.actuel, one.avant) : changementsDesChiffres(one.actuel, one.avant)

function libelleDe(one: ModifieDepuis): string {
  const type = one.objet === 'chiffres' ? (one.actuel ?? one.avant)?.type : undefined
  return type ? `${one.titre}, ${TYPES_DE_LOGEMENT[type]}` : one.titre
}

/** Points published since, beside which this one would come back; each opens apart, the ticks of this page stay. */
function EnDouble({ doubles: { points, autres } }: Readonly<{ doubles: Doubles }>) {
  if (points.length === 0) return null
  return (
    <>
      <p className="fr-text--sm fr-mb-1w">
        {points.length > 1 ? 'Des points qui lui ressemblent sont publiés' : 'Un point qui lui ressemble est publié'}{' '}
        par {detenteursDe(points)}. Coché, il paraîtra à côté.
      </p>
      <ul className="fr-text--sm fr-mb-1w">
        {points.map(({ id, nom }) => (
          <li key={id}>
            <a href={`/points-de-contact/${id}`} target="_blank" rel="noopener">
              Voir {nom} dans un nouvel onglet
            </a>
          </li>
        ))}
        {autres > 0 ? <li>{`Et ${formatNombre(autres)} ${autres > 1 ? 'autres' : 'autre'}.`}</li> : null}
      </ul>
    </>
  )
}

/** One thing edited since, or doubled: who, when, what stands there and what would come back. */
export function Modifie({ one }: { one: ModifieDepuis }) {
  const suite = SUITES[one.objet][one.acte]
  const id = `${one.cle}-detail`
  return (
    <li>
      <Case nom="choisis" id={one.cle} valeur={one.cle} libelle={libelleDe(one)} detail={id} />
      <div id={id}>
        {one.depuis.length > 0 ? (
          <p className="fr-text--sm fr-mb-1w">
            Modifié depuis par{' '}
            {one.depuis.map(({ auteur, at }, rang) => (
              <span key={at.toISOString()}>
                {rang > 0 ? ', puis par ' : ''}
                {auteur ?? 'la ligne de commande'} le <Moment at={at} />
              </span>
            ))}
            .
          </p>
        ) : null}
        {one.objet === 'point' ? <EnDouble doubles={one.doubles} /> : null}
        {suite ? (
          <p className="fr-text--sm">{suite}</p>
        ) : (
          <dl className="admin__details">
            {changementsDe(one).map(({ champ, avant, apres }) => (
              <div key={champ} className="admin__changement">
                <dt>{champ}</dt>
                <dd>
                  aujourd’hui <strong>{avant}</strong> ; coché, redevient <strong>{apres}</strong>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  )
}
