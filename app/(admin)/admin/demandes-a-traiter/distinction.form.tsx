'use client'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { distinguishPersonnesAction, undoDistinctionAction } from './distinction.action.ts'

type Paire = Readonly<{ demande: string; autre: string }>

/** `vu`: of whom the page showed. */
export const DistinctionForm = ({ demande, autre, vu }: Paire & Readonly<{ vu: string }>) => (
  <Formulaire action={distinguishPersonnesAction} bouton="Ce sont deux personnes" enCours="Enregistrement…">
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="autreId" value={autre} />
    <input type="hidden" name="vu" value={vu} />
  </Formulaire>
)

export const AnnulationForm = ({ demande, autre }: Paire) => (
  <Formulaire action={undoDistinctionAction} bouton="Annuler ce choix" enCours="Enregistrement…" secondaire>
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="autreId" value={autre} />
  </Formulaire>
)
