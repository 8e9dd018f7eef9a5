import type { Metadata } from 'next'
import Link from 'next/link'
import { LIGNES_DE_LISTE, listComptes } from '#db/queries/administration.ts'
import { titreDeListe } from '#lib/documents/listes.ts'
import { readQuestion } from '#lib/documents/question.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { RechercheDansLaListe } from '#lib/ui/admin/recherche.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Comptes' }
export const acces = 'consulter-comptes'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const query = await searchParams
  const q = readQuestion(query.q)
  const comptes = await listComptes(acteur, q)
  const isAdministrateur = acteur.role === 'administrateur-national'
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
      <RechercheDansLaListe
        label={isAdministrateur ? 'Nom, courriel, SIRET ou département' : 'Nom, courriel, SIRET ou centre'}
        valeur={q}
      />
      {comptes.length === 0 ? (
        <p>{q ? 'Aucun compte ne répond à cette recherche.' : 'Aucun compte pour l’instant.'}</p>
      ) : (
        <Tableau
          titre={titreDeListe(comptes.length, LIGNES_DE_LISTE, ['compte', 'comptes'])}
          colonnes={['Personne', 'Rôle', 'Territoire ou centre', 'État']}
          lignes={comptes.map((compte) => ({
            cle: compte.id,
            cellules: [
              <Link key="compte" href={`/admin/comptes/${compte.id}`} prefetch={false}>
                {compte.nom ?? compte.courriel}
              </Link>,
              ROLES[compte.role],
              compte.centres || compte.departements.join(', ') || 'tout le pays',
              compte.desactiveAt ? 'Fermé' : compte.connu ? 'Actif' : 'Invité, pas encore venu',
            ],
          }))}
        />
      )}
    </>
  )
})
