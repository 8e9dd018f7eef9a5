'use client'
import { CaseSimple, Champ } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { askCodeAction, enterByCodeAction } from './code.action.ts'

const COURRIEL = { courriel: 'Votre adresse de courriel' }

export function DemanderUnCode({ retour }: Readonly<{ retour: string }>) {
  return (
    <Formulaire action={askCodeAction} bouton="Recevoir un code" libelles={COURRIEL} enCours="Envoi du code…">
      <input type="hidden" name="retour" value={retour} />
      <Champ
        nom="courriel"
        libelle={COURRIEL.courriel}
        aide="Nous y envoyons un code à six chiffres. Pas de mot de passe à retenir."
        type="email"
        autoComplete="email"
        max={254}
        obligatoire
      />
      <CaseSimple
        nom="appareilPartage"
        libelle="Cet ordinateur est partagé"
        aide="Rien n’y restera : ni ce que vous écrivez, ni votre connexion une fois la fenêtre fermée."
      />
    </Formulaire>
  )
}

const CODE = { code: 'Code reçu par courriel' }

export function EcrireLeCode({ retour }: Readonly<{ retour: string }>) {
  return (
    <Formulaire action={enterByCodeAction} bouton="Me connecter" libelles={CODE} enCours="Vérification…">
      <input type="hidden" name="retour" value={retour} />
      <Champ
        nom="code"
        libelle={CODE.code}
        aide="Six chiffres, par exemple 123 456. Vous pouvez le coller."
        inputMode="numeric"
        autoComplete="one-time-code"
        obligatoire
      />
    </Formulaire>
  )
}
