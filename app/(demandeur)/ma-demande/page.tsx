import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readDemandeur, safeRetour } from '#lib/web/demandeur.ts'
import { ChoixDeConnexion } from './connexion/choix.tsx'

export const metadata: Metadata = { title: 'Ma demande' }
export const acces = 'public'

type Props = { searchParams: Promise<{ retour?: string | string[]; error?: string | string[] }> }

export default async function MaDemande({ searchParams }: Props) {
  const { retour, error } = await searchParams
  const demandeur = await readDemandeur()
  if (!demandeur)
    return (
      <div className="fr-container page">
        <h1>Ma demande</h1>
        <p className="fr-text--lg texte">
          {retour
            ? 'Connectez-vous pour continuer : vous reviendrez à la page que vous demandiez.'
            : 'Connectez-vous pour consulter, mettre à jour ou renouveler votre demande.'}
        </p>
        <ChoixDeConnexion retour={safeRetour(retour)} refuse={error !== undefined} />
      </div>
    )
  const { acteur } = demandeur.ctx
  const [seule] = acteur.role === 'demandeur' ? acteur.demandes : []
  if (seule) redirect(`/ma-demande/${seule}`)
  redirect('/ma-demande/rattacher')
}
