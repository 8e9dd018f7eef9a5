'use client'
import type { ReactNode } from 'react'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { distinguishPersonnesAction, undoDistinctionAction } from './distinction.action.ts'

/** `paire`: their numbers, for who hears the button alone. */
type Props = Readonly<{ demande: string; autre: string; paire: string }>

/** `vu`: of whom the page showed; `certaines`: it showed the certain ones alone; folded under `repli`. */
export const DistinctionForm = ({
  demande,
  autre,
  paire,
  vu,
  certaines,
  repli,
  children,
}: Props & Readonly<{ vu: string; certaines: boolean; repli: ReactNode; children: ReactNode }>) => (
  <Formulaire
    action={distinguishPersonnesAction}
    bouton="Ce sont deux personnes"
    precision={paire}
    repli={repli}
    enCours="Enregistrement…"
  >
    {children}
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="autreId" value={autre} />
    <input type="hidden" name="vu" value={vu} />
    <input type="hidden" name="certitude" value={certaines ? 'certaine' : ''} />
  </Formulaire>
)

export const AnnulationForm = ({ demande, autre, paire }: Props) => (
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
