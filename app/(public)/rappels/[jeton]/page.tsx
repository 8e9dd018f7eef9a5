import type { Metadata } from 'next'
import { loadPreferences } from '#db/queries/preferences-de-rappel.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { openPreferences, sealDestination } from '#lib/sceau.ts'
import { ChoixDeRappels } from '#lib/ui/rappels/choix-de-rappels.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { changePreferencesAction, stopAction } from './preferences.action.ts'

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
  return (
    <div className="fr-container page texte">
      <h1>Vos rappels</h1>
      <ChoixDeRappels
        changer={changePreferencesAction}
        arreter={stopAction}
        cle={{ nom: 'jeton', valeur: jeton }}
        choix={choix}
        isEnregistre={(await searchParams).enregistre !== undefined}
      />
      <p>
        Cette page ne montre rien de votre demande. Pour la renouveler : <a href="/renouveler">Renouveler ma demande</a>
        .
      </p>
    </div>
  )
}
