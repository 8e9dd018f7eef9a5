import type { Metadata } from 'next'
import Link from 'next/link'
import { LIGNES_DE_LISTE } from '#db/queries/administration.ts'
import { listPointsTenus } from '#db/queries/administration-points.ts'
import { formatJour } from '#lib/documents/horaires.ts'
import { titreDeListe } from '#lib/documents/listes.ts'
import { readQuestion } from '#lib/documents/question.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { MOIS_DE_CONFIANCE, premierJourDeConfiance } from '#lib/domain/guichet/fraicheur.ts'
import { CANAUX } from '#lib/domain/guichet/vocabulaire.ts'
import { RechercheDansLaListe } from '#lib/ui/admin/recherche.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Points de contact' }
export const acces = 'consulter-points'

type Props = { searchParams: Promise<{ q?: string | string[]; etat?: string | string[] }> }

const SORTES = { publies: 'publié', anciens: 'à confirmer', retires: 'retiré' } as const

export default pagePrivee(acces, async ({ acteur, maintenant }, { searchParams }: Props) => {
  const query = await searchParams
  const q = readQuestion(query.q)
  const etat = query.etat === 'retires' || query.etat === 'anciens' ? query.etat : 'publies'
  const confiance = premierJourDeConfiance(jourLocal(maintenant, 'Europe/Paris'))
  const points = await listPointsTenus(acteur, { q, etat, confiance })
  return (
    <>
      <h1>Points de contact</h1>
      {checkPorte(acteur, 'modifier-point').ok ? (
        <p>
          <Link className="fr-btn" href="/admin/points/nouveau" prefetch={false}>
            Créer un point
          </Link>
        </p>
      ) : null}
      <RechercheDansLaListe label="Nom, commune ou code postal" valeur={q}>
        <div className="fr-select-group">
          <label className="fr-label" htmlFor="etat">
            État
          </label>
          <select className="fr-select" id="etat" name="etat" defaultValue={etat}>
            <option value="publies">Publiés</option>
            <option value="anciens">Non confirmés depuis {MOIS_DE_CONFIANCE} mois</option>
            <option value="retires">Retirés</option>
          </select>
        </div>
      </RechercheDansLaListe>
      {points.length === 0 ? (
        <p>Aucun point {SORTES[etat]} ne répond à cette recherche.</p>
      ) : (
        <Tableau
          titre={titreDeListe(points.length, LIGNES_DE_LISTE, ['point', 'points'])}
          colonnes={['Nom', 'Canal', 'Commune', 'Tenu par', 'Mis à jour']}
          lignes={points.map((point) => ({
            cle: point.id,
            cellules: [
              <Link key="point" href={`/admin/points/${point.id}`} prefetch={false}>
                {point.nom}
              </Link>,
              CANAUX[point.canal],
              point.commune ? `${point.commune} (${point.departement})` : point.departement,
              point.centre ?? 'le gestionnaire',
              formatJour(point.misAJourLe),
            ],
          }))}
        />
      )}
    </>
  )
})
