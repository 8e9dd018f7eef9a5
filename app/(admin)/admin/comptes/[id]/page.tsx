import type { Metadata } from 'next'
import { findCompte } from '#db/queries/administration.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { closeCompteAction } from '../compte.action.ts'

export const metadata: Metadata = { title: 'Compte' }
export const acces = 'consulter-comptes'

type Props = { params: Promise<{ id: string }> }

export default pagePrivee(acces, async ({ acteur, session }, { params }: Props) => {
  const { id } = await params
  const compte = isUuid(id) ? await findCompte(acteur, id) : undefined
  if (!compte) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  return (
    <div className="admin__fiche">
      <h1>{compte.nom ?? compte.courriel}</h1>
      <dl className="admin__details">
        <dt>Rôle</dt>
        <dd>{ROLES[compte.role]}</dd>
        <dt>Courriel</dt>
        <dd>{compte.courriel}</dd>
        <dt>SIRET</dt>
        <dd>{compte.siret ?? 'non demandé'}</dd>
        <dt>Créé</dt>
        <dd>
          <Moment at={compte.createdAt} />
        </dd>
        <dt>État</dt>
        <dd>
          {compte.desactiveAt ? (
            <>
              fermé le <Moment at={compte.desactiveAt} />
            </>
          ) : compte.connu ? (
            'actif'
          ) : (
            'invité, pas encore venu'
          )}
        </dd>
      </dl>
      {compte.desactiveAt || compte.id === session.compteId ? null : (
        <>
          <h2 className="fr-h5">Fermer ce compte</h2>
          <p>La personne ne pourra plus se connecter. Ses connexions en cours sont coupées tout de suite.</p>
          <Formulaire action={closeCompteAction} bouton="Fermer le compte" secondaire>
            <input type="hidden" name="id" value={compte.id} />
          </Formulaire>
        </>
      )}
    </div>
  )
})
