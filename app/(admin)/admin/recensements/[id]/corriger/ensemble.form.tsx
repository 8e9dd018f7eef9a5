'use client'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { correctAllAction } from './correction.action.ts'
import { Groupe, Question } from './groupe.tsx'
import type { LigneACorrigerMontree } from './montrer.ts'

type Props = Readonly<{
  id: string
  vue: string
  page: number
  /** Names these very rows: without scripts the answer shows them again, in their places, whatever became of them. */
  adresse: string
  lignes: readonly LigneACorrigerMontree[]
}>

/** The rows of a page of the preview that have something to mend, one button: the file is read again once. */
export function EnsembleForm({ id, vue, page, adresse, lignes }: Props) {
  const several = lignes.length > 1
  return (
    <Formulaire
      action={correctAllAction}
      bouton={
        several ? `Enregistrer ces ${lignes.length} lignes et relire le fichier` : 'Enregistrer et relire le fichier'
      }
      enCours="Enregistrement, puis relecture du fichier…"
      prefixe="ensemble-"
      adresse={adresse}
    >
      {/* The button that « Entrée » presses: without it, the first repair would be taken. */}
      <button type="submit" className="fr-sr-only" tabIndex={-1} aria-hidden="true">
        Enregistrer
      </button>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="vue" value={vue} />
      <input type="hidden" name="page" value={page} />
      <ul className="admin__changements fr-mb-2w">
        {lignes.map(({ cle, feuille, ligne, nom, etat, groupes, question }) => (
          <li key={`${ligne}-${feuille}`}>
            <h3 className="fr-h6 fr-mb-1v">
              {nom}{' '}
              <span className="fr-text--sm">
                <span className="admin__etat">{etat}</span> feuille « {feuille} », ligne {ligne}
              </span>
            </h3>
            <input type="hidden" name={`feuille-${cle}`} value={feuille} />
            <input type="hidden" name={`ligne-${cle}`} value={ligne} />
            {question ? <Question question={question} cle={cle} /> : null}
            {groupes.map((groupe) => (
              <Groupe key={groupe.cle} groupe={groupe} prefixe="ensemble-" cle={cle} />
            ))}
          </li>
        ))}
      </ul>
    </Formulaire>
  )
}
