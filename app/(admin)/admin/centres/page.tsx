import type { Metadata } from 'next'
import Link from 'next/link'
import { LIGNES_DE_LISTE, listCentres, listSuiviDesCentres } from '#db/queries/administration.ts'
import { titreDeListe } from '#lib/documents/listes.ts'
import { readQuestion } from '#lib/documents/question.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { MOIS_DE_CONFIANCE, premierJourDeConfiance } from '#lib/domain/guichet/fraicheur.ts'
import { Completude } from '#lib/ui/admin/completude.tsx'
import { RechercheDansLaListe } from '#lib/ui/admin/recherche.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata: Metadata = { title: 'Centres' }
export const acces = 'consulter-centres'

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export default pagePrivee(acces, async ({ acteur, maintenant }, { searchParams }: Props) => {
  const q = readQuestion((await searchParams).q)
  const confiance = premierJourDeConfiance(jourLocal(maintenant, 'Europe/Paris'))
  const [centres, suiviDe] = await Promise.all([listCentres(acteur, q), listSuiviDesCentres(acteur, confiance)])
  const mayCreate = checkPorte(acteur, 'gerer-centres').ok
  return (
    <>
      <h1>Centres</h1>
      <p>Un centre est un organisme qui tient des points de contact : ses agents déposent ses recensements.</p>
      {mayCreate ? (
        <p>
          <Link className="fr-btn" href="/admin/centres/nouveau" prefetch={false}>
            Créer un centre
          </Link>
        </p>
      ) : null}
      <RechercheDansLaListe label="Nom, code guichet, SIREN ou département" valeur={q} />
      {centres.length === 0 ? (
        <p>{q ? 'Aucun centre ne répond à cette recherche.' : 'Aucun centre pour l’instant.'}</p>
      ) : (
        <>
          <p>
            <strong>Complétude</strong> : ce qu’un centre dit de ses points, de 0 à 100. Les horaires comptent triple,
            le moyen de joindre et la position exacte comptent double ; l’accessibilité, le rendez-vous et l’organisme,
            une fois. <strong>À confirmer</strong> : non confirmés depuis {MOIS_DE_CONFIANCE} mois.
          </p>
          <Tableau
            titre={titreDeListe(centres.length, LIGNES_DE_LISTE, ['centre', 'centres'])}
            colonnes={['Nom', 'Code', 'SIREN', 'Départements', 'Points', 'Complétude', 'À confirmer', 'Signalements']}
            lignes={centres
              .map((centre) => ({ ...centre, ...suiviDe(centre.id) }))
              .map((centre) => ({
                cle: centre.id,
                cellules: [
                  <Link key="nom" href={`/admin/centres/${centre.id}`} prefetch={false}>
                    {centre.nom}
                  </Link>,
                  centre.code ?? '—',
                  centre.siren ?? '—',
                  centre.departements.join(', '),
                  String(centre.points),
                  <Completude key="completude" mesure={centre.completude} />,
                  centre.anciens === 0 ? (
                    '0'
                  ) : (
                    <Link key="anciens" href={`/admin/points?etat=anciens&centre=${centre.id}`} prefetch={false}>
                      {centre.anciens}
                    </Link>
                  ),
                  centre.signalements === 0 ? (
                    '0'
                  ) : (
                    <Link key="signalements" href={`/admin/signalements?centre=${centre.id}`} prefetch={false}>
                      {centre.signalements} à traiter
                    </Link>
                  ),
                ],
              }))}
          />
        </>
      )}
    </>
  )
})
