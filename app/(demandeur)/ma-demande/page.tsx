import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { readDemandeur, safeRetour } from '#lib/web/demandeur.ts'
import { ChoixDeConnexion } from './connexion/choix.tsx'
import { MesDemandes } from './mes-demandes.tsx'

export const metadata: Metadata = { title: 'Ma demande' }
export const acces = 'public'

type Props = { searchParams: Promise<Record<'retour' | 'refus' | 'gardee', string | string[] | undefined>> }

/** The stops of a sign-in by FranceConnect, and nothing else that an address may say. */
const REFUS = [
  'franceconnect-arrete',
  'franceconnect-rejoue',
  'franceconnect-injoignable',
  'franceconnect-non-verifie',
  'franceconnect-sans-identite',
  'franceconnect-trop-de-demandes',
] as const

const arretDe = (dit: string | string[] | undefined) => {
  const code = REFUS.find((un) => un === dit)
  return code && { code }
}

export default async function MaDemande({ searchParams }: Props) {
  const { retour, refus, gardee } = await searchParams
  const arret = arretDe(refus)
  const demandeur = await readDemandeur()
  if (!demandeur)
    return (
      <div className="fr-container page">
        <h1>Ma demande</h1>
        {gardee === undefined ? null : (
          <div className="fr-alert fr-alert--warning fr-mb-3w texte" role="status">
            <p>
              Votre session s’est terminée : rien n’est encore enregistré.{' '}
              <strong>Ce que vous avez écrit est gardé</strong> : connectez-vous avec le même compte, vous le
              retrouverez.
            </p>
          </div>
        )}
        <p className="fr-text--lg texte">
          {retour
            ? 'Connectez-vous pour continuer : vous reviendrez à la page que vous demandiez.'
            : 'Connectez-vous pour consulter, mettre à jour ou renouveler votre demande.'}
        </p>
        <ChoixDeConnexion retour={safeRetour(retour)} refus={arret && phraseDuRefus(arret)} />
      </div>
    )
  const { acteur } = demandeur.ctx
  const references = acteur.role === 'demandeur' ? acteur.demandes : []
  const [seule, autre] = references
  if (autre) return <MesDemandes ctx={demandeur.ctx} references={references} />
  if (seule) redirect(`/ma-demande/${seule}`)
  redirect('/ma-demande/rattacher')
}
