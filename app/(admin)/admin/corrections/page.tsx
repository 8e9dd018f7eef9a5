import type { Metadata } from 'next'
import Link from 'next/link'
import { CORRECTIONS_MONTREES, listCorrectionsDemandees } from '#db/queries/corrections-demandees.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Corrections de noms' }
export const acces = 'traiter-corrections'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const { decidee } = await searchParams
  const { corrections, autres } = await listCorrectionsDemandees(acteur)
  return (
    <>
      <h1>Corrections de noms</h1>
      {decidee === undefined ? null : (
        <Succes>
          La correction est décidée. La personne en est prévenue par son courriel, sinon par son téléphone portable,
          s’il est connu.
        </Succes>
      )}
      <p className="texte">
        Un demandeur ne change pas lui-même le nom de sa demande : il demande sa correction, et vous décidez. Ouvrir une
        ligne s’écrit au journal des lectures, avec votre nom.
      </p>
      {corrections.length === 0 ? (
        <p>Aucune correction n’attend.</p>
      ) : (
        <Tableau
          titre="Corrections qui attendent, la plus ancienne d’abord"
          colonnes={['Demande', 'Territoire', 'Demandée le']}
          lignes={corrections.map(({ ref, numeroUnique, territoire, demandeeLe }) => ({
            cle: ref,
            cellules: [
              <Link key="demande" href={`/admin/corrections/${ref}`} prefetch={false}>
                {formatNumeroUnique(numeroUnique)}
              </Link>,
              territoire,
              formatJourEntier(demandeeLe),
            ],
          }))}
        />
      )}
      {autres ? (
        <p>
          Les {CORRECTIONS_MONTREES} plus anciennes sont montrées. Les suivantes viennent quand elles sont décidées.
        </p>
      ) : null}
    </>
  )
})
