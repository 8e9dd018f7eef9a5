'use client'
import { useChampVu } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { Cellule } from './cellule.tsx'
import { correctAction } from './correction.action.ts'
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

function Groupe({ groupe, prefixe }: Readonly<{ groupe: GroupeMontre; prefixe: string }>) {
  const { cle, cellules, remarques, reparations } = groupe
  const decritPar = `${prefixe}${cle}-pourquoi`
  return (
    <div className="correction__groupe">
      <ul className="admin__remarques" id={decritPar}>
        {remarques.map(({ cle: key, etat, phrase }) => (
          <li key={key}>
            <span className="admin__etat">{etat}</span> {phrase}
          </li>
        ))}
      </ul>
      {reparations.map(({ pourquoi, boutons }) => (
        <div className="correction__reparations" key={pourquoi}>
          <p className="fr-hint-text">{pourquoi}</p>
          {boutons.map(({ texte, valeurs }) => (
            <button
              key={valeurs}
              type="submit"
              name="reparation"
              value={valeurs}
              className="fr-btn fr-btn--secondary fr-btn--sm"
            >
              {texte}
            </button>
          ))}
        </div>
      ))}
      <div className="correction__cellules">
        {cellules.map((cellule) => (
          <Cellule key={cellule.colonne} cellule={cellule} decritPar={decritPar} />
        ))}
      </div>
    </div>
  )
}

/** Which published point the row is, or a new one. */
function Question({ question }: Readonly<{ question: QuestionMontree }>) {
  const { id, texte, vu, autre } = useChampVu('identifiant', '')
  const { pourquoi, reponses } = question
  return (
    <div className="correction__groupe">
      <fieldset className="fr-fieldset correction__question">
        <legend className="fr-fieldset__legend">
          Quel point est-ce ?<span className="fr-hint-text">{pourquoi}</span>
        </legend>
        {autre ? (
          <p className="fr-hint-text">
            <strong>Répondu entre-temps :</strong> {reponses.find(({ valeur }) => valeur === autre)?.libelle ?? autre}
          </p>
        ) : null}
        <input type="hidden" name="vu-identifiant" value={vu} />
        {reponses.map(({ valeur, libelle, aide }, rang) => (
          <div className="fr-fieldset__element" key={valeur}>
            <div className="fr-radio-group">
              <input
                type="radio"
                id={`${id}-${rang}`}
                name="identifiant"
                value={valeur}
                key={texte}
                defaultChecked={texte === valeur}
              />
              <label className="fr-label" htmlFor={`${id}-${rang}`}>
                {libelle}
                <span className="fr-hint-text">{aide}</span>
              </label>
            </div>
          </div>
        ))}
      </fieldset>
    </div>
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
      {question ? <Question question={question} /> : null}
      {groupes.map((groupe) => (
        <Groupe key={groupe.cle} groupe={groupe} prefixe={prefixe} />
      ))}
    </Formulaire>
  )
}
