import type { Metadata } from 'next'
import Link from 'next/link'
import { findCentre, listDepartements } from '#db/queries/administration.ts'
import { LIGNES_D_HISTORIQUE, listHistoriqueDuCentre } from '#db/queries/historique.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { Historique } from '#lib/ui/admin/historique.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { correctCentreAction } from '../centre.action.ts'
import { CentreForm } from '../centre.form.tsx'

export const metadata: Metadata = { title: 'Centre' }
export const acces = 'consulter-centres'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default pagePrivee(acces, async ({ acteur, session }, { params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const centre = isUuid(id) ? await findCentre(acteur, id) : undefined
  if (!centre) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const mayCorrect = checkAcces(acteur, 'gerer-centres', { departements: centre.departements, centreId: centre.id }).ok
  const [departements, historique] = await Promise.all([
    listDepartements(session.departements),
    listHistoriqueDuCentre(acteur, id),
  ])
  return (
    <div className="admin__fiche">
      <h1>{centre.nom}</h1>
      {'cree' in query ? <Succes>Le centre est créé. Invitez maintenant ses agents.</Succes> : null}
      {'enregistre' in query ? <Succes>Les changements sont enregistrés.</Succes> : null}
      {mayCorrect ? (
        <>
          <p>
            <Link
              className="fr-btn fr-btn--secondary"
              href={`/admin/comptes/nouveau?centre=${centre.id}`}
              prefetch={false}
            >
              Inviter un agent
            </Link>
          </p>
          <CentreForm
            key={centre.version}
            action={correctCentreAction}
            bouton="Enregistrer le centre"
            id={centre.id}
            version={centre.version}
            departements={departements.map(({ code, nom }) => [code, `${code} ${nom}`] as const)}
            initial={{
              nom: centre.nom,
              code: centre.code ?? '',
              siren: centre.siren ?? '',
              courriel: centre.courriel ?? '',
              departements: centre.departements,
            }}
          />
        </>
      ) : (
        <dl className="admin__details">
          <dt>Code guichet</dt>
          <dd>{centre.code ?? 'aucun'}</dd>
          <dt>SIREN</dt>
          <dd>{centre.siren ?? 'inconnu'}</dd>
          <dt>Courriel</dt>
          <dd>{centre.courriel ?? 'aucun'}</dd>
          <dt>Départements</dt>
          <dd>{centre.departements.join(', ')}</dd>
        </dl>
      )}
      <Historique lignes={historique} max={LIGNES_D_HISTORIQUE} />
    </div>
  )
})
