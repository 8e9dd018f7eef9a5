'use client'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { confirmPointsAction } from './confirmation.action.ts'

export function ConfirmationForm({ jeton, vus }: Readonly<{ jeton: string; vus: string }>) {
  return (
    <Formulaire action={confirmPointsAction} bouton="Tout est encore exact" enCours="Nous l’enregistrons…">
      <input type="hidden" name="jeton" value={jeton} />
      <input type="hidden" name="vus" value={vus} />
    </Formulaire>
  )
}
