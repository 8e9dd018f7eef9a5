import type { Metadata } from 'next'
import { loadPreferences } from '#db/queries/preferences-de-rappel.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { openPreferences, sealDestination } from '#lib/sceau.ts'
import { answerWith } from '#lib/web/statut.ts'
import { PreferencesForm, StopForm } from './preferences.form.tsx'

export const metadata: Metadata = { title: 'Vos rappels', robots: { index: false }, referrer: 'strict-origin' }

export default async function Rappels({
  params,
  searchParams,
}: {
  params: Promise<{ jeton: string }>
  searchParams: Promise<{ enregistre?: string }>
}) {
  const { jeton } = await params
  const sel = openPreferences(decodeURIComponent(jeton))
  const choix = sel ? await loadPreferences(sel, sealDestination) : undefined
  if (!choix) {
    answerWith(404)
    return (
      <div className="fr-container page texte">
        <h1>Ce lien n’est pas reconnu</h1>
        <p role="status">{phraseDuRefus({ code: 'lien-inconnu' })}</p>
        <p>
          <a href="/">Revenir à l’accueil</a>
        </p>
      </div>
    )
  }
  const canaux = (['sms', 'courriel', 'courrier'] as const).filter((canal) => choix[canal])
  return (
    <div className="fr-container page texte">
      <h1>Vos rappels</h1>
      {(await searchParams).enregistre === undefined ? null : (
        <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
          <p>Vos choix sont enregistrés.</p>
        </div>
      )}
      <p className="fr-text--lg">
        Choisissez comment vous parviennent l’avis de fin de validité et les rappels de votre demande de logement
        social.
      </p>
      <PreferencesForm jeton={jeton} canaux={canaux} />
      <h2>Ne plus rien recevoir</h2>
      <p>
        Vous ne recevrez plus ni SMS ni courriel. La loi veut que l’avis de fin de validité vous parvienne : il ne peut
        alors venir que par courrier, à l’adresse de votre demande.
      </p>
      <StopForm jeton={jeton} />
      <p>
        Cette page ne montre rien de votre demande. Pour la renouveler : <a href="/renouveler">Renouveler ma demande</a>
        .
      </p>
    </div>
  )
}
