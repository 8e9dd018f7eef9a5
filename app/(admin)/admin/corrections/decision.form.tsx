'use client'
import { Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { decideCorrectionAction } from './decision.action.ts'

const LIBELLES = { decision: 'Votre décision', piece: 'Pièce vue' }
const DECISIONS = [
  ['acceptee', 'Corriger le nom comme demandé'],
  ['refusee', 'Garder le nom d’aujourd’hui'],
] as const

export function DecisionForm({
  demande,
  version,
  aPiece,
}: Readonly<{ demande: string; version: number; aPiece: boolean }>) {
  return (
    <Formulaire action={decideCorrectionAction} bouton="Décider" libelles={LIBELLES} enCours="Enregistrement…">
      <input type="hidden" name="id" value={demande} />
      <input type="hidden" name="version" value={version} />
      <Choix nom="decision" libelle={LIBELLES.decision} vide="Choisissez" options={DECISIONS} obligatoire />
      <Champ
        nom="piece"
        libelle={LIBELLES.piece}
        aide={`${aPiece ? 'Il en faut une pour corriger le nom, aucune pour le garder. ' : ''}Par exemple : acte de mariage du 3 mai 2026.`}
      />
    </Formulaire>
  )
}
