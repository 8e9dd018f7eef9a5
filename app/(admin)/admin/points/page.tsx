import type { Metadata } from 'next'
import Link from 'next/link'
import { LIGNES_DE_LISTE, listCentres, listSuiviDesCentres, readCentreChoisi } from '#db/queries/administration.ts'
import { listPointsTenus } from '#db/queries/administration-points.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { formatJour } from '#lib/documents/horaires.ts'
import { titreDeListe } from '#lib/documents/listes.ts'
import { readQuestion } from '#lib/documents/question.ts'
import { checkPorte, ROLES_DE_CENTRE } from '#lib/domain/acces/acces.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { MOIS_DE_CONFIANCE, premierJourDeConfiance } from '#lib/domain/guichet/fraicheur.ts'
import { CANAUX } from '#lib/domain/guichet/vocabulaire.ts'
import { Completude } from '#lib/ui/admin/completude.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { RechercheDansLaListe } from '#lib/ui/admin/recherche.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Points de contact' }
export const acces = 'consulter-points'

type Query = Readonly<Partial<Record<'q' | 'etat' | 'centre', string | string[]>>>
type Props = { searchParams: Promise<Query> }

const SORTES = { publies: 'publié', anciens: 'à confirmer', retires: 'retiré' } as const

const isOfCentre = ({ role }: Acteur): boolean => ROLES_DE_CENTRE.some((one) => one === role)

/** Each centre of an agent, with what it says of its points. */
async function listSuiviDesSiens(acteur: Acteur, confiance: Jour) {
  const [centres, suiviDe] = await Promise.all([listCentres(acteur), listSuiviDesCentres(acteur, confiance)])
  return centres.map((centre) => ({ ...centre, ...suiviDe(centre.id) }))
}

export default pagePrivee(acces, async ({ acteur, maintenant }, { searchParams }: Props) => {
  const query = await searchParams
  const q = readQuestion(query.q)
  const etat = query.etat === 'retires' || query.etat === 'anciens' ? query.etat : 'publies'
  const confiance = premierJourDeConfiance(jourLocal(maintenant, 'Europe/Paris'))
  const centre = await readCentreChoisi(acteur, query.centre)
  if (centre === 'inconnu') {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const points = await listPointsTenus(acteur, { q, etat, confiance, centreId: centre?.id })
  const siens = isOfCentre(acteur) ? await listSuiviDesSiens(acteur, confiance) : []
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
      {siens.map(({ id, nom, points: nombre, anciens, completude }) => (
        <p key={id}>
          <strong>{nom}</strong>, complétude : <Completude mesure={completude} />
          {nombre > 0 && anciens > 0 ? (
            <Link href={`/admin/points?etat=anciens&centre=${id}`} prefetch={false}>
              {anciens > 1 ? `${formatNombre(anciens)} points à confirmer` : '1 point à confirmer'}
            </Link>
          ) : null}
        </p>
      ))}
      {centre ? (
        <p>
          Du centre « {centre.nom} » seulement.{' '}
          <Link href="/admin/points" prefetch={false}>
            Voir tous les points
          </Link>
        </p>
      ) : null}
      <RechercheDansLaListe label="Nom, commune ou code postal" valeur={q}>
        {centre ? <input type="hidden" name="centre" value={centre.id} /> : null}
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
