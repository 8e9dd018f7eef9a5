'use client'
/** What is to be mended of a row, in the form of that row or in that of several. */
import { useChampVu } from '#lib/ui/formulaire/contexte.ts'
import { Cellule } from './cellule.tsx'
import type { GroupeMontre, QuestionMontree } from './montrer.ts'

type GroupeProps = Readonly<{ groupe: GroupeMontre; prefixe: string; cle: string }>

/** The cells that settle one trouble, what is said of them, and the repairs offered. `cle`: that of the row. */
export function Groupe({ groupe, prefixe, cle }: GroupeProps) {
  const { cle: nom, cellules, remarques, reparations } = groupe
  const decritPar = `${prefixe}${cle}${nom}-pourquoi`
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
              value={`${cle}${valeurs}`}
              className="fr-btn fr-btn--secondary fr-btn--sm"
            >
              {texte}
            </button>
          ))}
        </div>
      ))}
      <div className="correction__cellules">
        {cellules.map((cellule) => (
          <Cellule key={cellule.colonne} cellule={cellule} decritPar={decritPar} cle={cle} />
        ))}
      </div>
    </div>
  )
}

/** Which published point the row is, or a new one. */
export function Question({ question, cle }: Readonly<{ question: QuestionMontree; cle: string }>) {
  const { id, texte, vu, autre } = useChampVu(`${cle}identifiant`, '')
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
        <input type="hidden" name={`vu-${cle}identifiant`} value={vu} />
        {reponses.map(({ valeur, libelle, aide }, rang) => (
          <div className="fr-fieldset__element" key={valeur}>
            <div className="fr-radio-group">
              <input
                type="radio"
                id={`${id}-${rang}`}
                name={`${cle}identifiant`}
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
