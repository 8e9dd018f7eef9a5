import type { Metadata } from 'next'
import { listAJoindre } from '#db/queries/a-joindre.ts'
import { formatRepere, parseRepere } from '#db/queries/demandes-a-traiter.ts'
import { ceQuiAManque } from '#lib/documents/envois.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { JALONS } from '#lib/domain/rappels/jalons.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { PagesSuivantes } from '#lib/ui/layout/pages-suivantes.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'À joindre autrement' }
export const acces = 'consulter-demandes-a-traiter'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const { apres } = await searchParams
  const repere = typeof apres === 'string' ? parseRepere(apres) : undefined
  const { total, isPlus, demandes, suite } = await listAJoindre(acteur, repere)
  const combien = `${isPlus ? 'plus de ' : ''}${total.toLocaleString('fr-FR')}`
  return (
    <>
      <h1>À joindre autrement</h1>
      <p className="texte">
        Une étape n’a joint personne : tout ce qui devait la dire a échoué, et rien d’autre ne partira de soi-même pour
        elle. Un guichet peut appeler ces personnes, leur écrire, ou mettre à jour leurs coordonnées. Une demande quitte
        cette liste quand elle est renouvelée, quand un message d’une étape suivante part, ou quand plus rien ne peut
        être fait ; pour l’avis de fin de validité, quand il est remis. Qui a refusé tous les messages n’y est pas.
      </p>
      {total === 0 ? (
        <p>Personne n’est à joindre autrement.</p>
      ) : (
        <Tableau
          titre={`Demandes à joindre autrement, les premières à finir d’abord : ${combien}`}
          colonnes={['Numéro unique', 'Territoire', 'Dernier jour', 'Ce qui n’a joint personne']}
          lignes={demandes.map(({ numeroUnique, territoire, dernierJour, reactivableJusquAu, etapes }) => ({
            cle: numeroUnique,
            cellules: [
              formatNumeroUnique(numeroUnique),
              territoire,
              reactivableJusquAu === null
                ? formatJourEntier(dernierJour)
                : `Radiée ; un guichet peut la réactiver jusqu’au ${formatJourEntier(reactivableJusquAu)}`,
              <ul key="etapes" className="fr-raw-list">
                {etapes.map((etape) => (
                  <li key={`${etape.jalon} ${etape.duLe}`}>
                    {JALONS[etape.jalon].libelle} (message du {formatJourEntier(etape.duLe)}). Échecs :{' '}
                    {ceQuiAManque(etape)}.
                  </li>
                ))}
              </ul>,
            ],
          }))}
        />
      )}
      <PagesSuivantes
        debut={repere ? '/admin/a-joindre' : null}
        suite={suite ? `?apres=${formatRepere(suite)}` : null}
      />
    </>
  )
})
