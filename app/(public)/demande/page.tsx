import type { Metadata } from 'next'
import { Porte } from '#lib/ui/portes/porte.tsx'

export const metadata: Metadata = {
  title: 'Déposer une demande',
  description: 'Où et comment déposer une demande de logement social.',
}

export default function Demande() {
  return (
    <Porte
      titre="Déposer une demande"
      chapo="Aujourd’hui, les nouvelles demandes sont enregistrées par les guichets : mairies, bailleurs, services de l’État et autres organismes."
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
