'use client'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { distinguishPersonnesAction, undoDistinctionAction } from './distinction.action.ts'

/** `paire`: their numbers, for who hears the button alone. */
type Paire = Readonly<{ demande: string; autre: string; paire: string }>

/** `vu`: of whom the page showed. */
export const DistinctionForm = ({ demande, autre, paire, vu }: Paire & Readonly<{ vu: string }>) => (
  <Formulaire
    action={distinguishPersonnesAction}
    bouton="Ce sont deux personnes"
    precision={paire}
    enCours="Enregistrement…"
  >
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="autreId" value={autre} />
    <input type="hidden" name="vu" value={vu} />
  </Formulaire>
)

export const AnnulationForm = ({ demande, autre, paire }: Paire) => (
  <Formulaire
    action={undoDistinctionAction}
    bouton="Annuler ce choix"
    precision={paire}
    enCours="Enregistrement…"
    secondaire
  >
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="autreId" value={autre} />
  </Formulaire>
)
