import type { Metadata } from 'next'
import Link from 'next/link'
import { readCentreChoisi } from '#db/queries/administration.ts'
import { listSignalements, SIGNALEMENTS_MONTRES } from '#db/queries/signalements.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { ETATS_DE_SIGNALEMENT, NATURES_DE_SIGNALEMENT } from '#lib/domain/guichet/etats-de-signalement.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../page-privee.tsx'
import { SignalementForm } from './signalement.form.tsx'

export const metadata: Metadata = { title: 'Signalements' }
export const acces = 'consulter-signalements'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const query = await searchParams
  const centre = await readCentreChoisi(acteur, query.centre)
  if (centre === 'inconnu') {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const signalements = await listSignalements(acteur, { centreId: centre?.id })
  const mayTreat = checkPorte(acteur, 'traiter-signalement').ok
  return (
    <div className="admin__fiche">
      <h1>Signalements</h1>
      {'enregistre' in query ? <Succes>L’état du signalement est enregistré.</Succes> : null}
      {centre ? (
        <p>
          Du centre « {centre.nom} » seulement.{' '}
          <Link href="/admin/signalements" prefetch={false}>
            Voir tous les signalements
          </Link>
        </p>
      ) : null}
      {signalements.length === 0 ? (
        <p>
          Le public n’a signalé aucune erreur sur {centre ? 'les' : 'vos'} points de contact
          {centre ? ' de ce centre' : ''}.
        </p>
      ) : null}
      {signalements.length === SIGNALEMENTS_MONTRES ? (
        <p>
          Voici les {SIGNALEMENTS_MONTRES} premiers, ceux qui attendent d’abord. Les autres apparaîtront quand ceux-ci
          seront traités.
        </p>
      ) : null}
      <ul className="admin__changements">
        {signalements.map((un) => (
          <li key={un.id}>
            <h2 className="fr-h6 fr-mb-1v">
              <Link href={`/admin/points/${un.pointId}`} prefetch={false}>
                {un.point}
              </Link>
            </h2>
            <p className="fr-mb-1v">
              <span className="admin__etat">{ETATS_DE_SIGNALEMENT[un.etat]}</span> {NATURES_DE_SIGNALEMENT[un.nature]}
            </p>
            {un.message ? <p className="fr-mb-1v">« {un.message} »</p> : null}
            <p className="fr-text--sm">
              Signalé le <Moment at={un.createdAt} />
              {un.traiteAt ? (
                <>
                  , traité le <Moment at={un.traiteAt} /> par {un.traitePar ?? 'un compte retiré'}
                </>
              ) : null}
            </p>
            {mayTreat ? <SignalementForm id={un.id} etat={un.etat} /> : null}
          </li>
        ))}
      </ul>
    </div>
  )
})
