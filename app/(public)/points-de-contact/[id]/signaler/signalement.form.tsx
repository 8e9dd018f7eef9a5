'use client'
import { MESSAGE_MAX, NATURES_DE_SIGNALEMENT } from '#lib/domain/guichet/etats-de-signalement.ts'
import { Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { reportSignalementAction } from './signalement.action.ts'

const LIBELLES = { nature: 'Ce qui ne va pas', message: 'Précisions', cle: 'Formulaire' }

export function SignalementForm({ pointId, cle }: Readonly<{ pointId: string; cle: string }>) {
  return (
    <Formulaire action={reportSignalementAction} bouton="Envoyer le signalement" libelles={LIBELLES}>
      <input type="hidden" name="pointId" value={pointId} />
      <input type="hidden" name="cle" value={cle} />
      <Choix
        nom="nature"
        libelle={LIBELLES.nature}
        obligatoire
        vide="Choisissez"
        options={Object.entries(NATURES_DE_SIGNALEMENT)}
      />
      <Champ
        nom="message"
        libelle={LIBELLES.message}
        aide="Ce que vous avez constaté, par exemple « fermé le mercredi ». N’écrivez ni votre nom, ni votre numéro de demande."
        lignes={4}
        max={MESSAGE_MAX}
      />
    </Formulaire>
  )
}
