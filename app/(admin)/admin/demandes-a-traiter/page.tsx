import type { Metadata } from 'next'
import {
  formatRepere,
  listDemandesATraiter,
  listRadieesSurAvisTardif,
  parseRepere,
} from '#db/queries/demandes-a-traiter.ts'
import { parseRepereDePersonne } from '#db/queries/memes-personnes.ts'
import { parseRepereDeDistinctes } from '#db/queries/personnes-distinctes.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { parseJour } from '#lib/domain/calendrier.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { PagesSuivantes } from '#lib/ui/layout/pages-suivantes.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { MemesPersonnes } from './memes-personnes.tsx'

export const metadata: Metadata = { title: 'Demandes à traiter' }
export const acces = 'consulter-demandes-a-traiter'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const jourEntier = (texte: string | null): string => {
  const jour = texte === null ? undefined : parseJour(texte)
  return jour ? formatJourEntier(jour) : 'inconnu'
}

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const { apres, personnes, distinctes, choix } = await searchParams
  const repere = typeof apres === 'string' ? parseRepere(apres) : undefined
  const personne = typeof personnes === 'string' ? parseRepereDePersonne(personnes) : undefined
  const paire = typeof distinctes === 'string' ? parseRepereDeDistinctes(distinctes) : undefined
  const [{ total, isPlus, demandes, suite }, tardives] = await Promise.all([
    listDemandesATraiter(acteur, repere),
    listRadieesSurAvisTardif(acteur),
  ])
  const combien = `${isPlus ? 'plus de ' : ''}${total.toLocaleString('fr-FR')}`
  return (
    <>
      <h1>Demandes à traiter</h1>
      <p>
        La nuit ne radie pas ces demandes : il leur manque la date de leur validité, ou l’avis légal remis un mois
        avant. Chacune dit pourquoi. Elles peuvent toutes être renouvelées à un guichet tant que leur dernier jour n’est
        pas passé ou n’est pas connu.
      </p>
      {tardives.radiees.length === 0 ? null : (
        <>
          <Tableau
            titre={`Radiées sur un avis d’après leur dernier jour : ${tardives.isPlus ? 'plus de ' : ''}${tardives.radiees.length.toLocaleString('fr-FR')}`}
            colonnes={['Numéro unique', 'Territoire', 'Dernier jour', 'Avis remis le', 'À réactiver jusqu’au']}
            lignes={tardives.radiees.map(
              ({ numeroUnique, territoire, dernierJour, avisRemisLe, reactivableJusquAu }) => ({
                cle: numeroUnique,
                cellules: [
                  formatNumeroUnique(numeroUnique),
                  territoire,
                  jourEntier(dernierJour),
                  jourEntier(avisRemisLe),
                  jourEntier(reactivableJusquAu),
                ],
              }),
            )}
          />
          <p>
            Cet avis n’a averti personne à temps. Un guichet peut réactiver ces demandes, avec sa raison ; le portail ne
            le fait pas de lui-même.
          </p>
        </>
      )}
      {total === 0 ? (
        <p>Aucune demande n’attend.</p>
      ) : (
        <Tableau
          titre={`Demandes qui attendent : ${combien}`}
          colonnes={['Numéro unique', 'Territoire', 'Dernier jour', 'Pourquoi']}
          lignes={demandes.map(({ numeroUnique, territoire, dernierJour, refus }) => ({
            cle: numeroUnique,
            cellules: [formatNumeroUnique(numeroUnique), territoire, jourEntier(dernierJour), phraseDuRefus(refus)],
          }))}
        />
      )}
      <PagesSuivantes
        debut={repere ? '/admin/demandes-a-traiter' : null}
        suite={suite ? `?apres=${formatRepere(suite)}` : null}
      />
      {repere || !checkPorte(acteur, 'comparer-demandes').ok ? null : (
        <MemesPersonnes acteur={acteur} apres={personne} distinctes={paire} choix={choix} />
      )}
    </>
  )
})
