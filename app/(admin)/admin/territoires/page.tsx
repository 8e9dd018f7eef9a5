import type { Metadata } from 'next'
import Link from 'next/link'
import { listReglagesDesTerritoires } from '#db/queries/reglages-de-territoire.ts'
import { FONCTIONS_DE_TERRITOIRE } from '#lib/domain/demande/reglages-de-territoire.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { RadiationSourde } from './radiation-sourde.tsx'

export const metadata: Metadata = { title: 'Territoires' }
export const acces = 'consulter-territoires'

const etat = (isOuvert: boolean) => (isOuvert ? <strong>ouvert</strong> : 'fermé')

export default pagePrivee(acces, async () => {
  const territoires = await listReglagesDesTerritoires()
  const sourds = territoires.filter(({ isSourde }) => isSourde)
  return (
    <>
      <h1>Territoires</h1>
      <RadiationSourde
        isSourde={sourds.length > 0}
        noms={sourds.map(({ territoire, nom }) => `${nom} (${territoire})`)}
      />
      <p>
        Ce que le portail fait dans chaque territoire. Fermé, le renouvellement par internet est refusé avec une phrase
        qui dit où aller ; aucun rappel ne part ; la nuit ne radie personne. Une radiation déjà faite se dit toujours à
        la personne.
      </p>
      <Tableau
        titre="Ce qui est ouvert dans chaque territoire"
        colonnes={['Territoire', ...Object.values(FONCTIONS_DE_TERRITOIRE), 'Demandes au registre']}
        lignes={territoires.map(({ territoire, nom, reglages, hasDemandes }) => ({
          cle: territoire,
          cellules: [
            <Link key="lien" href={`/admin/territoires/${territoire}`} prefetch={false}>
              {territoire} {nom}
            </Link>,
            etat(reglages.renouvellementEnLigne),
            etat(reglages.rappels),
            etat(reglages.radiation),
            hasDemandes ? 'oui' : 'aucune',
          ],
        }))}
      />
    </>
  )
})
