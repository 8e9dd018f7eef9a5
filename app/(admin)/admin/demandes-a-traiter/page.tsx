import type { Metadata } from 'next'
import Link from 'next/link'
import { DEMANDES_PAR_PAGE, listDemandesATraiter } from '#db/queries/demandes-a-traiter.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { parseJour } from '#lib/domain/calendrier.ts'
import { formatNumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Demandes à traiter' }
export const acces = 'consulter-demandes-a-traiter'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const jourEntier = (texte: string | null): string => {
  const jour = texte === null ? undefined : parseJour(texte)
  return jour ? formatJourEntier(jour) : 'inconnu'
}
const numeroEnGroupes = (texte: string): string => {
  const numero = parseNumeroUnique(texte)
  return numero ? formatNumeroUnique(numero) : texte
}

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const { page: demandee } = await searchParams
  const page = Math.max(1, Number.parseInt(String(demandee ?? '1'), 10) || 1)
  const { total, demandes } = await listDemandesATraiter(acteur, Math.min(page, 10_000))
  return (
    <>
      <h1>Demandes à traiter</h1>
      <p>
        La nuit ne radie pas ces demandes : il leur manque la date de leur validité, ou l’avis légal remis un mois
        avant. Chacune dit pourquoi. Elles peuvent toutes être renouvelées à un guichet tant que leur dernier jour n’est
        pas passé ou n’est pas connu.
      </p>
      {total === 0 ? (
        <p>Aucune demande n’attend.</p>
      ) : (
        <Tableau
          titre={`Demandes qui attendent : ${total.toLocaleString('fr-FR')}`}
          colonnes={['Numéro unique', 'Territoire', 'Dernier jour', 'Pourquoi']}
          lignes={demandes.map(({ numeroUnique, territoire, dernierJour, refus }) => ({
            cle: numeroUnique,
            cellules: [numeroEnGroupes(numeroUnique), territoire, jourEntier(dernierJour), phraseDuRefus(refus)],
          }))}
        />
      )}
      <p className="fr-mt-4w">
        {page > 1 ? (
          <Link className="fr-btn fr-btn--secondary" href={`?page=${page - 1}`} prefetch={false}>
            Précédentes
          </Link>
        ) : null}{' '}
        {page * DEMANDES_PAR_PAGE < total ? (
          <Link className="fr-btn fr-btn--secondary" href={`?page=${page + 1}`} prefetch={false}>
            Suivantes
          </Link>
        ) : null}
      </p>
    </>
  )
})
