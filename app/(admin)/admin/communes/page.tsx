import type { Metadata } from 'next'
import Link from 'next/link'
import { searchCommunes } from '#db/queries/administration-communes.ts'
import { readQuestion } from '#lib/documents/question.ts'
import { RechercheDansLaListe } from '#lib/ui/admin/recherche.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Chiffres des communes' }
export const acces = 'consulter-chiffres'

type Props = { searchParams: Promise<{ q?: string | string[] }> }
const nombre = new Intl.NumberFormat('fr-FR')

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const { q } = await searchParams
  const question = readQuestion(q)
  const communes = await searchCommunes(acteur, question)
  return (
    <>
      <h1>Chiffres des communes</h1>
      <RechercheDansLaListe label="Commune, code INSEE ou code postal" valeur={question} />
      {communes.length === 0 ? (
        <p>Aucune commune de vos départements ne répond à « {question} ».</p>
      ) : (
        <Tableau
          titre={question === '' ? 'Les communes les plus peuplées' : `Communes pour « ${question} »`}
          colonnes={['Commune', 'Code INSEE', 'Habitants', 'Dernière année']}
          lignes={communes.map((commune) => ({
            cle: commune.codeInsee,
            cellules: [
              <Link key="commune" href={`/admin/communes/${commune.codeInsee}`} prefetch={false}>
                {commune.nom}
              </Link>,
              commune.codeInsee,
              commune.population > 0 ? nombre.format(commune.population) : 'aucun connu',
              commune.annee ? String(commune.annee) : 'aucune',
            ],
          }))}
        />
      )}
    </>
  )
})
