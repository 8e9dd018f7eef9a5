'use client'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { discardSaisieAction } from './effacer.action.ts'

type Props = Readonly<{ demande: string; partie: PartieGardee }>

/** One touch: the text goes, and the form opens on what is recorded. */
export const EffacerForm = ({ demande, partie }: Props) => (
  <Formulaire
    action={discardSaisieAction}
    bouton="Effacer ce texte"
    secondaire
    connexion="/ma-demande"
    fil="effacement"
  >
    <input type="hidden" name="id" value={demande} />
    <input type="hidden" name="partie" value={partie} />
  </Formulaire>
)
