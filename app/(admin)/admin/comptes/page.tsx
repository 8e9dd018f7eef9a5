import type { Metadata } from 'next'
import Link from 'next/link'
import { listCentres, listComptes } from '#db/queries/administration.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Comptes' }
export const acces = 'consulter-comptes'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const [comptes, centres, query] = await Promise.all([listComptes(acteur), listCentres(acteur), searchParams])
  const nomDuCentre = new Map(centres.map(({ id, nom }) => [id, nom]))
  return (
    <>
      <h1>Comptes</h1>
      {'invite' in query ? <Succes>L’invitation est partie. La personne se connecte avec ProConnect.</Succes> : null}
      {'ferme' in query ? <Succes>Le compte est fermé. Ses connexions en cours sont coupées.</Succes> : null}
      <p>
        <Link className="fr-btn" href="/admin/comptes/nouveau" prefetch={false}>
          Inviter une personne
        </Link>
      </p>
      {comptes.length === 0 ? (
        <p>Aucun compte pour l’instant.</p>
      ) : (
        <Tableau
          titre={`${formatNombre(comptes.length)} ${comptes.length > 1 ? 'comptes' : 'compte'}`}
          colonnes={['Personne', 'Rôle', 'Territoire ou centre', 'État']}
          lignes={comptes.map((compte) => ({
            cle: compte.id,
            cellules: [
              <Link key="compte" href={`/admin/comptes/${compte.id}`} prefetch={false}>
                {compte.nom ?? compte.courriel}
              </Link>,
              ROLES[compte.role],
              compte.centreIds.map((id) => nomDuCentre.get(id) ?? 'centre').join(', ') ||
                compte.departements.join(', ') ||
                'tout le pays',
              compte.desactiveAt ? 'Fermé' : compte.connu ? 'Actif' : 'Invité, pas encore venu',
            ],
          }))}
        />
      )}
    </>
  )
})
