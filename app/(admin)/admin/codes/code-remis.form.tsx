'use client'
import { PIECES_D_IDENTITE } from '#lib/domain/acces/code-remis.ts'
import { CaseSimple, Champ, Choix } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { giveCodeRemisAction } from './code-remis.action.ts'

const LIBELLES = { numero: 'Numéro unique de la demande', piece: 'Pièce d’identité vue', vue: 'Vérification' }

export function CodeRemisForm() {
  return (
    <Formulaire action={giveCodeRemisAction} bouton="Préparer la feuille à imprimer" libelles={LIBELLES}>
      <Champ nom="numero" libelle={LIBELLES.numero} aide="18 caractères. Les espaces ne comptent pas." obligatoire />
      <Choix
        nom="piece"
        libelle={LIBELLES.piece}
        vide="Choisissez"
        options={Object.entries(PIECES_D_IDENTITE)}
        obligatoire
      />
      <CaseSimple
        nom="vue"
        libelle="La personne est devant moi, et sa pièce d’identité est celle du demandeur inscrit sur la demande"
      />
    </Formulaire>
  )
}
