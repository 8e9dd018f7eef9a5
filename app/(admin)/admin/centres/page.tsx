import type { Metadata } from 'next'
import Link from 'next/link'
import { listCentres } from '#db/queries/administration.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { requireAcces } from '#lib/web/require-acces.ts'

export const metadata: Metadata = { title: 'Centres' }
export const acces = 'consulter-centres'

export default async function Centres() {
  const { acteur } = await requireAcces(acces)
  const centres = await listCentres(acteur)
  const mayCreate = checkPorte(acteur, 'gerer-centres').ok
  return (
    <>
      <h1>Centres</h1>
      <p>Un centre est un organisme qui tient des points de contact : ses agents déposent ses recensements.</p>
      {mayCreate ? (
        <p>
          <Link className="fr-btn" href="/admin/centres/nouveau" prefetch={false}>
            Créer un centre
          </Link>
        </p>
      ) : null}
      {centres.length === 0 ? (
        <p>Aucun centre dans vos départements pour l’instant.</p>
      ) : (
        <Tableau
          titre={`${centres.length} ${centres.length > 1 ? 'centres' : 'centre'}`}
          colonnes={['Nom', 'Code', 'SIREN', 'Départements', 'Points']}
          lignes={centres.map((centre) => ({
            cle: centre.id,
            cellules: [
              <Link key="nom" href={`/admin/centres/${centre.id}`} prefetch={false}>
                {centre.nom}
              </Link>,
              centre.code ?? '—',
              centre.siren ?? '—',
              centre.departements.join(', '),
              String(centre.points),
            ],
          }))}
        />
      )}
    </>
  )
}
