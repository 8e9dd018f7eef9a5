import type { Metadata } from 'next'
import Link from 'next/link'
import { listMentions } from '#db/queries/mentions.ts'
import { NON_RENSEIGNE } from '#lib/documents/attestation/textes.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Mentions des attestations' }
export const acces = 'consulter-mentions'

export default pagePrivee(acces, async ({ acteur }) => {
  const departements = await listMentions(acteur)
  return (
    <>
      <h1>Mentions des attestations</h1>
      <p>
        Ce que la loi fait écrire sur chaque attestation, et que seule la préfecture connaît. Ce qui manque s’y imprime
        {` « ${NON_RENSEIGNE} »`}.
      </p>
      <Tableau
        titre="Ce que chaque département a renseigné"
        colonnes={['Département', 'Manque encore', 'Dernier changement']}
        lignes={departements.map(({ code, nom, manques, at }) => ({
          cle: code,
          cellules: [
            <Link key="lien" href={`/admin/mentions/${code}`} prefetch={false}>
              {code} {nom}
            </Link>,
            manques.length > 0 ? manques.join(', ') : 'rien',
            at ? <Moment key="moment" at={at} /> : 'jamais',
          ],
        }))}
      />
    </>
  )
})
