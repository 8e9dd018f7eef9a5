'use client'
import { ETATS_DE_SIGNALEMENT, type EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { treatSignalementAction } from './signalement.action.ts'

export function SignalementForm({ id, etat }: Readonly<{ id: string; etat: EtatDeSignalement }>) {
  return (
    <Formulaire action={treatSignalementAction} bouton="Enregistrer" secondaire>
      <input type="hidden" name="id" value={id} />
      <label className="fr-label" htmlFor={`etat-${id}`}>
        État
      </label>
      <select className="fr-select fr-mb-1w" id={`etat-${id}`} name="etat" defaultValue={etat} key={etat}>
        {Object.entries(ETATS_DE_SIGNALEMENT).map(([code, libelle]) => (
          <option key={code} value={code}>
            {libelle}
          </option>
        ))}
      </select>
    </Formulaire>
  )
}
