import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Porte } from '#lib/ui/portes/porte.tsx'
import { readDemandeur } from '#lib/web/demandeur.ts'

export const metadata: Metadata = { title: 'Suivre ma demande' }
export const acces = 'public'

export default async function MaDemande() {
  const demandeur = await readDemandeur()
  const [seule] = demandeur?.ctx.acteur.role === 'demandeur' ? demandeur.ctx.acteur.demandes : []
  if (seule) redirect(`/ma-demande/${seule}`)
  return (
    <Porte
      titre="Suivre ma demande"
      chapo="Aujourd’hui, ce sont les guichets qui consultent et corrigent les demandes avec vous."
      service="modification"
      quiFait="Trouver qui peut m’aider à suivre ma demande"
      etapes={[
        <>
          <strong>Préparez votre numéro de demande.</strong> Il a 18 caractères et figure sur votre attestation.
        </>,
        <>
          <strong>Signalez tout changement</strong> : adresse, téléphone, famille, travail, ressources, communes
          souhaitées.
        </>,
        <>
          <strong>Pour un nom ou un prénom mal écrit,</strong> demandez la correction à un guichet : il la transmet au
          gestionnaire.
        </>,
      ]}
    >
      <h2>Ne donnez pas votre numéro à n’importe qui</h2>
      <p>Personne ne peut vous demander d’argent ni promettre un logement contre votre numéro de demande.</p>
    </Porte>
  )
}
