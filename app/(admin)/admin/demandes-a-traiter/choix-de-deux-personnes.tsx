import Link from 'next/link'
import {
  formatRepereDeDistinctes,
  listPersonnesDistinctes,
  type RepereDeDistinctes,
} from '#db/queries/personnes-distinctes.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { AnnulationForm } from './distinction.form.tsx'

/** The address of the choices, from one of them on. */
const adresseDe = (suite: string): string => `/admin/demandes-a-traiter${suite}#deux-personnes`

/** What people said of two demandes, page by page, each to be taken back. No name of an applicant, here nor in an address. */
export async function ChoixDeDeuxPersonnes({
  acteur,
  apres,
}: Readonly<{ acteur: Acteur; apres: RepereDeDistinctes | undefined }>) {
  const { distinctes, suite } = await listPersonnesDistinctes(acteur, apres)
  if (distinctes.length === 0 && !apres) return null
  return (
    <div id="deux-personnes">
      {distinctes.length === 0 ? (
        <p>Il n’y a pas d’autre choix.</p>
      ) : (
        <Tableau
          titre={
            apres
              ? 'Demandes de deux personnes différentes\u00a0: choix plus anciens'
              : 'Demandes de deux personnes différentes\u00a0: derniers choix'
          }
          colonnes={['Demandes', 'Territoire', 'Dit le', 'Par', 'À faire']}
          lignes={distinctes.map(({ refs: [demande, autre], numeros, territoire, le, par }) => ({
            cle: numeros.join(),
            cellules: [
              numeros.map(formatNumeroUnique).join(' · '),
              territoire,
              formatJourEntier(le),
              par ?? '(inconnu)',
              <AnnulationForm
                key="annuler"
                demande={demande}
                autre={autre}
                paire={numeros.map(formatNumeroUnique).join(' et ')}
              />,
            ],
          }))}
        />
      )}
      {apres || suite ? (
        <p className="fr-mt-4w">
          {apres ? (
            <Link className="fr-btn fr-btn--secondary" href={adresseDe('')} prefetch={false}>
              Revenir aux derniers choix
            </Link>
          ) : null}{' '}
          {suite ? (
            <Link
              className="fr-btn fr-btn--secondary"
              href={adresseDe(`?distinctes=${formatRepereDeDistinctes(suite)}`)}
              prefetch={false}
            >
              Choix plus anciens
            </Link>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}
