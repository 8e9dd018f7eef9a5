import type { Metadata } from 'next'
import { FichiersPartages } from '#lib/ui/portes/fichiers-partages.tsx'
import { Porte } from '#lib/ui/portes/porte.tsx'
import { readAujourdHui } from '#lib/web/aujourd-hui.ts'

/** A shared local file begins or ends on a day: a page that was built before would send to the wrong place. */
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Déposer une demande',
  description: 'Où et comment déposer une demande de logement social.',
}

export default async function Demande() {
  return (
    <Porte
      titre="Déposer une demande"
      chapo="Aujourd’hui, les nouvelles demandes sont enregistrées par les guichets : mairies, bailleurs, services de l’État et autres organismes."
      avant={<FichiersPartages acte="depot" le={await readAujourdHui()} />}
      service="creation"
      quiFait="Trouver qui peut enregistrer ma demande"
      etapes={[
        <>
          <strong>Choisissez vos communes.</strong> Une seule demande suffit pour tout un département, et pour toute
          l’Île-de-France.
        </>,
        <>
          <strong>Remplissez le formulaire</strong> de demande de logement social (Cerfa n° 14069) en entier : une
          demande incomplète ne peut pas être enregistrée.
        </>,
        <>
          <strong>Apportez une pièce d’identité</strong> ou un titre de séjour. C’est la seule pièce obligatoire pour
          enregistrer la demande.
        </>,
        <>
          <strong>Vous recevez une attestation</strong> avec votre numéro unique. Gardez-la : ce numéro vous servira à
          chaque démarche.
        </>,
      ]}
    />
  )
}
