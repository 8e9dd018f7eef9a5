import type { Metadata } from 'next'
import Link from 'next/link'
import { FichiersPartages } from '#lib/ui/portes/fichiers-partages.tsx'
import { Porte } from '#lib/ui/portes/porte.tsx'
import { readAujourdHui } from '#lib/web/aujourd-hui.ts'

/** A shared local file begins or ends on a day: a page that was built before would send to the wrong place. */
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Renouveler ma demande',
  description: 'Renouveler sa demande de logement social en ligne, ou avec un guichet.',
}

export default async function Renouveler() {
  return (
    <Porte
      titre="Renouveler ma demande"
      chapo="Renouvelez en ligne : une minute suffit si rien n’a changé. Ou faites-le avec un guichet, sur place ou par téléphone."
      acte={{ libelle: 'Renouveler en ligne', vers: '/ma-demande/renouveler' }}
      avant={<FichiersPartages acte="renouvellement" le={await readAujourdHui()} />}
      service="renouvellement"
      quiFait="Trouver qui peut renouveler ma demande"
      etapes={[
        <>
          <strong>Vérifiez la date.</strong> Une demande se renouvelle à partir du dixième mois après son dépôt ou son
          dernier renouvellement. Elle est valable douze mois. Vous avez encore un mois pour la renouveler : le dernier
          jour est treize mois après.{' '}
          <Link href="/renouveler/quand" prefetch={false}>
            Calculer mes dates
          </Link>
        </>,
        <>
          <strong>Préparez</strong> votre numéro de demande, une pièce d’identité, vos ressources et votre dernier avis
          d’imposition.
        </>,
        <>
          <strong>Contactez un point de contact</strong> qui fait le renouvellement. Signalez ce qui a changé : adresse,
          famille, travail, ressources.
        </>,
        <>
          <strong>Gardez l’attestation</strong> que l’on vous remet. Votre numéro et votre date de dépôt ne changent
          pas.
        </>,
      ]}
    >
      <h2>Si la date est passée</h2>
      <p>
        Une demande qui n’est pas renouvelée peut être radiée (annulée). Parlez-en vite à un guichet : il vous dira si
        la vôtre l’est, et ce que vous pouvez faire.
      </p>
    </Porte>
  )
}
