'use client'
import { Cases } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { changePreferencesAction, stopAction } from './preferences.action.ts'

const LIBELLES = { canaux: 'Comment voulez-vous être prévenu ?' }
const CANAUX = [
  ['sms', 'Par SMS'],
  ['courriel', 'Par courriel'],
  ['courrier', 'Par courrier aussi'],
] as const

export function PreferencesForm({ jeton, canaux }: Readonly<{ jeton: string; canaux: readonly string[] }>) {
  return (
    <Formulaire
      action={changePreferencesAction}
      bouton="Enregistrer mes choix"
      libelles={LIBELLES}
      initial={{ canaux }}
    >
      <input type="hidden" name="jeton" value={jeton} />
      <Cases nom="canaux" libelle={LIBELLES.canaux} options={CANAUX} obligatoire />
    </Formulaire>
  )
}

export function StopForm({ jeton }: Readonly<{ jeton: string }>) {
  return (
    <Formulaire action={stopAction} bouton="Ne plus recevoir de message" secondaire prefixe="arret-">
      <input type="hidden" name="jeton" value={jeton} />
    </Formulaire>
  )
}
