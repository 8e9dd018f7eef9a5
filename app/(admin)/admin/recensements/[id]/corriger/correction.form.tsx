'use client'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { correctAction } from './correction.action.ts'
import { Groupe, Question } from './groupe.tsx'
import type { GroupeMontre, QuestionMontree } from './montrer.ts'

/** The row, and the page of the preview to come back to. */
export type Place = Readonly<{ id: string; feuille: string; ligne: number; vue: string; page: number }>

export function ChampsDePlace({ id, feuille, ligne, vue, page }: Place) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="feuille" value={feuille} />
      <input type="hidden" name="ligne" value={ligne} />
      <input type="hidden" name="vue" value={vue} />
      <input type="hidden" name="page" value={page} />
    </>
  )
}

type Props = Place &
  Readonly<{ prefixe: string; groupes: readonly GroupeMontre[]; question: QuestionMontree | undefined }>

/** The cells of one row to mend, one button; a repair that is offered takes one tap and keeps what is typed beside. */
export function CorrectionForm({ prefixe, groupes, question, ...place }: Props) {
  return (
    <Formulaire
      action={correctAction}
      bouton={`Enregistrer la ligne ${place.ligne}`}
      enCours="Enregistrement, puis relecture du fichier…"
      prefixe={prefixe}
      secondaire
    >
      {/* The button that « Entrée » presses: without it, the first repair would be taken. */}
      <button type="submit" className="fr-sr-only" tabIndex={-1} aria-hidden="true">
        Enregistrer
      </button>
      <ChampsDePlace {...place} />
      {question ? <Question question={question} cle="" /> : null}
      {groupes.map((groupe) => (
        <Groupe key={groupe.cle} groupe={groupe} prefixe={prefixe} cle="" />
      ))}
    </Formulaire>
  )
}
