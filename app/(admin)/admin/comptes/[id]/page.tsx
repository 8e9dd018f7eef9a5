import type { Metadata } from 'next'
import { findCompte, listCentresAuChoix, listDepartements } from '#db/queries/administration.ts'
import { LIGNES_D_HISTORIQUE, listHistoriqueDuCompte } from '#db/queries/historique.ts'
import { ROLES_DE_CENTRE } from '#lib/domain/acces/acces.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { Historique } from '#lib/ui/admin/historique.tsx'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { closeCompteAction, reopenCompteAction } from '../compte.action.ts'
import { CorrectionDeCompteForm } from '../correction.form.tsx'

export const metadata: Metadata = { title: 'Compte' }
export const acces = 'consulter-comptes'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

const FAIT: Readonly<Record<string, string>> = {
  enregistre: 'Le compte est corrigé : c’est vrai dès la prochaine page que la personne ouvre.',
  rouvert: 'Cet accès est rouvert. La personne peut se connecter avec ProConnect.',
}

export default pagePrivee(acces, async ({ acteur, session }, { params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const compte = isUuid(id) ? await findCompte(acteur, id) : undefined
  if (!compte) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const ofCentre = ROLES_DE_CENTRE.some((role) => role === compte.role)
  const ofDepartements = !ofCentre && compte.role !== 'administrateur-national'
  const [historique, geres, tous] = await Promise.all([
    listHistoriqueDuCompte(acteur, id),
    ofCentre ? listCentresAuChoix(acteur) : [],
    ofDepartements ? listDepartements() : [],
  ])
  const centres = geres.map(({ id: centre, nom, code }) => [centre, code ? `${nom} (${code})` : nom] as const)
  const departements = tous.map(({ code, nom }) => [code, `${code} ${nom}`] as const)
  const fait = Object.keys(FAIT).find((nom) => nom in query)
  const nomsDe = (options: readonly (readonly [string, string])[], codes: readonly string[]) =>
    options.flatMap(([code, nom]) => (codes.includes(code) ? [nom] : [])).join(', ')
  return (
    <div className="admin__fiche">
      <h1>{compte.nom ?? compte.courriel}</h1>
      {fait ? <Succes>{FAIT[fait]}</Succes> : null}
      <dl className="admin__details">
        <dt>Rôle</dt>
        <dd>{ROLES[compte.role]}</dd>
        <dt>Courriel</dt>
        <dd>{compte.courriel}</dd>
        {ofCentre || ofDepartements ? (
          <>
            <dt>{ofCentre ? 'Centre' : 'Départements'}</dt>
            <dd>{ofCentre ? nomsDe(centres, compte.centreIds) : nomsDe(departements, compte.departements)}</dd>
          </>
        ) : null}
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
      {compte.desactiveAt ? (
        <>
          <h2 className="fr-h5">Rouvrir cet accès</h2>
          <p>La même personne pourra se connecter, avec le rôle et le territoire ou le centre d’avant.</p>
          <Formulaire action={reopenCompteAction} bouton="Rouvrir cet accès" secondaire>
            <input type="hidden" name="id" value={compte.id} />
          </Formulaire>
        </>
      ) : (
        <>
          <h2 className="fr-h5">Corriger ce compte</h2>
          <CorrectionDeCompteForm
            key={compte.version}
            id={compte.id}
            version={compte.version}
            siret={compte.siret}
            siretObligatoire={ofCentre}
            {...(ofCentre ? { centres: { siens: compte.centreIds, possibles: centres } } : {})}
            {...(ofDepartements ? { departements: { siens: compte.departements, possibles: departements } } : {})}
          />
        </>
      )}
      {compte.desactiveAt || compte.id === session.compteId ? null : (
        <>
          <h2 className="fr-h5">Fermer ce compte</h2>
          <p>La personne ne pourra plus se connecter. Ses connexions en cours sont coupées tout de suite.</p>
          <Formulaire action={closeCompteAction} bouton="Fermer le compte" secondaire>
            <input type="hidden" name="id" value={compte.id} />
          </Formulaire>
        </>
      )}
      <Historique lignes={historique} max={LIGNES_D_HISTORIQUE} />
    </div>
  )
})
