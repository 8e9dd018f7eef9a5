'use client'
/** The fields of a form, each with its label, its help, its error, and the other version when there is a conflict. */
import type { ReactNode } from 'react'
import { useChamp } from './contexte.ts'

type Commun = Readonly<{ nom: string; libelle: string; aide?: ReactNode; obligatoire?: boolean }>

function Messages({
  id,
  erreur,
  autre,
}: Readonly<{ id: string; erreur?: string | undefined; autre?: string | undefined }>) {
  return (
    <>
      {erreur ? (
        <p id={`${id}-erreur`} className="fr-error-text">
          {erreur}
        </p>
      ) : null}
      {autre ? (
        <p id={`${id}-autre`} className="fr-hint-text">
          <strong>Enregistré entre-temps :</strong> {autre}
        </p>
      ) : null}
    </>
  )
}

function Libelle({ id, libelle, aide, obligatoire }: Omit<Commun, 'nom'> & Readonly<{ id: string }>) {
  return (
    <label className="fr-label" htmlFor={id}>
      {libelle}
      {obligatoire ? '' : ' (facultatif)'}
      {aide ? <span className="fr-hint-text">{aide}</span> : null}
    </label>
  )
}

type Texte = Commun &
  Readonly<{
    type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'search'
    inputMode?: 'numeric' | 'decimal'
    autoComplete?: string
    lignes?: number
    max?: number
  }>

export function Champ(props: Texte) {
  const { nom, type = 'text', inputMode, autoComplete = 'off', lignes, max } = props
  const { id, texte, erreur, autre, described } = useChamp(nom)
  const common = {
    id,
    name: nom,
    defaultValue: texte,
    'aria-describedby': described || undefined,
    'aria-invalid': erreur ? true : undefined,
    'aria-required': props.obligatoire || undefined,
    maxLength: max,
    className: 'fr-input',
  }
  return (
    <div className={erreur ? 'fr-input-group fr-input-group--error' : 'fr-input-group'}>
      <Libelle {...props} id={id} />
      {lignes ? (
        <textarea {...common} rows={lignes} />
      ) : (
        <input {...common} type={type} inputMode={inputMode} autoComplete={autoComplete} />
      )}
      <Messages id={id} erreur={erreur} autre={autre} />
    </div>
  )
}

/** Code and label, in the order to show: an object would put « 12 » before « 09 ». */
export type Options = readonly (readonly [code: string, libelle: string])[]

export function Choix({ options, vide, ...props }: Commun & Readonly<{ options: Options; vide?: string }>) {
  const { nom } = props
  const { id, texte, erreur, autre, described } = useChamp(nom)
  return (
    <div className={erreur ? 'fr-select-group fr-select-group--error' : 'fr-select-group'}>
      <Libelle {...props} id={id} />
      {/* The key makes a new list when the value comes back: a form that is reset forgets a changed default. */}
      <select
        key={texte}
        className="fr-select"
        id={id}
        name={nom}
        defaultValue={texte}
        aria-describedby={described || undefined}
        aria-invalid={erreur ? true : undefined}
        aria-required={props.obligatoire || undefined}
      >
        {vide !== undefined ? <option value="">{vide}</option> : null}
        {options.map(([code, label]) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
      <Messages id={id} erreur={erreur} autre={autre && (options.find(([code]) => code === autre)?.[1] ?? autre)} />
    </div>
  )
}

/** `noms`: all that someone else may have ticked meanwhile, when it is more than the options: then it has its box too. */
export function Cases({ options, noms = options, ...props }: Commun & Readonly<{ options: Options; noms?: Options }>) {
  const { nom, libelle, aide, obligatoire } = props
  const { id, liste, erreur, autre, described } = useChamp(nom)
  const nomDe = (code: string) => noms.find(([one]) => one === code)?.[1] ?? code
  const autres = autre?.split(', ') ?? []
  const cases = noms.filter((one) => options.some(([code]) => code === one[0]) || autres.includes(one[0]))
  return (
    <fieldset
      id={id}
      className={erreur ? 'fr-fieldset fr-fieldset--error' : 'fr-fieldset'}
      aria-describedby={described || undefined}
      key={liste.join()}
    >
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular">
        {libelle}
        {obligatoire ? '' : ' (facultatif)'}
        {aide ? <span className="fr-hint-text">{aide}</span> : null}
      </legend>
      {cases.map(([code, label]) => (
        <div className="fr-fieldset__element fr-fieldset__element--inline" key={code}>
          <div className="fr-checkbox-group">
            <input type="checkbox" id={`${id}-${code}`} name={nom} value={code} defaultChecked={liste.includes(code)} />
            <label className="fr-label" htmlFor={`${id}-${code}`}>
              {label}
            </label>
          </div>
        </div>
      ))}
      <div className="fr-messages-group">
        <Messages id={id} erreur={erreur} autre={autre && autres.map(nomDe).join(', ')} />
      </div>
    </fieldset>
  )
}

/** One box to tick. */
export function CaseSimple({ nom, libelle, aide }: Omit<Commun, 'obligatoire'>) {
  const { id, texte, erreur, autre, described } = useChamp(nom)
  return (
    <div className={erreur ? 'fr-checkbox-group fr-checkbox-group--error fr-mb-3w' : 'fr-checkbox-group fr-mb-3w'}>
      <input
        key={texte}
        type="checkbox"
        id={id}
        name={nom}
        defaultChecked={texte !== ''}
        aria-describedby={described || undefined}
        aria-invalid={erreur ? true : undefined}
      />
      <label className="fr-label" htmlFor={id}>
        {libelle}
        {aide ? <span className="fr-hint-text">{aide}</span> : null}
      </label>
      <Messages id={id} erreur={erreur} autre={autre} />
    </div>
  )
}
