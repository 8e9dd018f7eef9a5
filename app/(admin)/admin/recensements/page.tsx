import type { Metadata } from 'next'
import Link from 'next/link'
import { listCentresAuChoix } from '#db/queries/administration.ts'
import { listImports } from '#db/queries/imports.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { DepotForm } from './depot.form.tsx'
import { sealDepot } from './depot.ts'
import { ETATS_D_IMPORT, resumeDesTotaux } from './textes.ts'

export const metadata: Metadata = { title: 'Recensements' }
export const acces = 'consulter-recensements'

const ORIGINES: Readonly<Record<string, string>> = {
  'ligne-de-commande': 'la ligne de commande',
  demonstration: 'la démonstration',
}

type Props = { searchParams: Promise<{ avant?: string | string[] }> }

export default pagePrivee(acces, async ({ acteur, session }, { searchParams }: Props) => {
  const mayDeposit = checkPorte(acteur, 'deposer-recensement').ok
  const { avant } = await searchParams
  const [{ imports, suite }, centres] = await Promise.all([
    listImports(acteur, typeof avant === 'string' ? avant : undefined),
    mayDeposit ? listCentresAuChoix(acteur) : [],
  ])
  const isGestionnaire = acteur.role === 'gestionnaire-territorial'
  return (
    <>
      <h1>Recensements</h1>
      {mayDeposit ? (
        <div className="admin__fiche fr-mb-4w">
          <section aria-labelledby="deposer">
            <h2 id="deposer" className="fr-h5">
              Déposer un classeur
            </h2>
            <DepotForm
              jeton={await sealDepot(session.compteId)}
              centres={centres.map(({ id, nom }) => [id, nom] as const)}
              vide={isGestionnaire ? `Mes départements (${session.departements.join(', ')})` : undefined}
            />
          </section>
          <details className="admin__plus">
            <summary>Partir du modèle</summary>
            <ul>
              <li>
                <a href="/modeles/recensement-points-de-contact.xlsx">Modèle vide (.xlsx)</a>
              </li>
              {isGestionnaire ? (
                <li>
                  <a href="/admin/recensements/modele">Modèle rempli avec vos points et les chiffres publiés</a>
                </li>
              ) : null}
              {centres.map(({ id, nom }) => (
                <li key={id}>
                  <a href={`/admin/recensements/modele?centre=${id}`}>
                    Modèle rempli avec les points de {nom} et les chiffres publiés
                  </a>
                </li>
              ))}
            </ul>
          </details>
        </div>
      ) : null}
      {imports.length === 0 ? (
        <p>Aucun classeur n’a encore été déposé.</p>
      ) : (
        <Tableau
          titre={avant === undefined ? 'Derniers classeurs' : 'Classeurs plus anciens'}
          colonnes={['Fichier', 'État', 'Contenu', 'Déposé par', 'Pour', 'Déposé le']}
          lignes={imports.map((un) => ({
            cle: un.id,
            cellules: [
              <Link key="import" href={`/admin/recensements/${un.id}`} prefetch={false}>
                {un.fichierNom}
              </Link>,
              ETATS_D_IMPORT[un.etat],
              un.totaux ? resumeDesTotaux(un.totaux) : '—',
              un.auteur ?? ORIGINES[un.origine] ?? '—',
              un.centreNom ?? un.departements.join(', '),
              <Moment key="moment" at={un.createdAt} />,
            ],
          }))}
        />
      )}
      {suite ? (
        <p className="fr-mt-4w">
          <a className="fr-btn fr-btn--secondary" href={`/admin/recensements?avant=${suite}`}>
            Classeurs plus anciens
          </a>
        </p>
      ) : null}
    </>
  )
})
