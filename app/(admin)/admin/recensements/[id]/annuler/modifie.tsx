import type { ModifieDepuis } from '#db/queries/retours.ts'
import { changementsDesChiffres, changementsDuPoint } from '#lib/documents/changements.ts'
import { phraseDesDoubles } from '#lib/documents/recensement-remarques.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { LiensDesDoubles } from '#lib/ui/admin/doubles.tsx'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Case } from '#lib/ui/formulaire/case.tsx'

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
        {one.objet === 'point' && one.doubles.points.length > 0 ? (
          <>
            <p className="fr-text--sm fr-mb-1w">
              {phraseDesDoubles(one.doubles, 'Pour publier celui-ci quand même, cochez-le.')}
            </p>
            <LiensDesDoubles doubles={one.doubles} />
          </>
        ) : null}
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
