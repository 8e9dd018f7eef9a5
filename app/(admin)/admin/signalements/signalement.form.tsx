'use client'
import { ETATS_DE_SIGNALEMENT, type EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import { Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { treatSignalementAction } from './signalement.action.ts'

/** The state that the page shows goes with the one that is chosen: someone else's is not overwritten unseen. */
export function SignalementForm({ id, etat }: Readonly<{ id: string; etat: EtatDeSignalement }>) {
  return (
    <Formulaire
      action={treatSignalementAction}
      bouton="Enregistrer"
      initial={{ etat }}
      prefixe={`${id}-`}
      libelles={{ etat: 'État' }}
      secondaire
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="vu" value={etat} />
      <Choix nom="etat" libelle="État" options={Object.entries(ETATS_DE_SIGNALEMENT)} obligatoire />
    </Formulaire>
  )
}
