'use client'
/**
 * The field of the search: a plain field of a plain form, that proposes communes while one types (ARIA APG, editable
 * combobox with list autocomplete). Enter without a choice sends the form; nothing is lost without scripts.
 */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { adresseAilleurs, type FormulaireAilleurs } from './formulaire-ailleurs.ts'
import { lieuDeProposition } from './lieu-de-proposition.ts'
import { type Proposition, usePropositions } from './propositions.ts'

export function ChampDeCommune({
  id,
  name,
  valeur,
  vers,
  obligatoire = true,
}: {
  id: string
  name: string
  /** What was searched before. */
  valeur: string
  /** Where a choice leads: an address whose `{code}` is the INSEE code, or this form as it is now, there. */
  vers: string | FormulaireAilleurs
  /** False in a form that means something without a commune. */
  obligatoire?: boolean
}) {
  const [texte, setTexte] = useState(valeur)
  const [typed, setTyped] = useState(false)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const { propositions, texte: answered } = usePropositions(typed ? texte : '')
  const [ready, setReady] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  useEffect(() => {
    setReady(true)
    // What was typed before the scripts came.
    if (input.current && input.current.value !== valeur) {
      setTexte(input.current.value)
      setTyped(true)
    }
  }, [valeur])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with nothing chosen
  useEffect(() => setActive(-1), [propositions])

  useEffect(() => {
    if (active >= 0) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, list])

  const shown = open && propositions.length > 0
  const choose = (proposition: Proposition) => {
    setTexte(proposition.nom)
    setTyped(false)
    setOpen(false)
    const form = input.current?.form
    if (typeof vers === 'string') window.location.assign(vers.replace('{code}', encodeURIComponent(proposition.code)))
    else if (form) window.location.assign(adresseAilleurs(form, [name, ...vers.sansChamps], proposition.code))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const count = propositions.length
    const chosen = shown ? propositions[active] : undefined
    if (event.key === 'Escape' && shown) {
      event.preventDefault()
      setOpen(false)
    } else if (event.key === 'ArrowDown' && count > 0) {
      event.preventDefault()
      setActive(shown ? (active + 1) % count : 0)
      setOpen(true)
    } else if (event.key === 'ArrowUp' && count > 0) {
      event.preventDefault()
      setActive(shown && active > 0 ? active - 1 : count - 1)
      setOpen(true)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      choose(chosen)
    }
  }
  return (
    <div className="champ-de-commune">
      <input
        ref={input}
        className="fr-input"
        id={id}
        name={name}
        type="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required={obligatoire}
        maxLength={100}
        {...(ready
          ? {
              role: 'combobox',
              'aria-autocomplete': 'list',
              'aria-expanded': shown,
              'aria-controls': list,
              'aria-activedescendant': shown && active >= 0 ? `${list}-${active}` : undefined,
            }
          : {})}
        value={texte}
        onChange={(event) => {
          setTexte(event.currentTarget.value)
          setTyped(true)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(typed)}
      />
      {ready && (
        <>
          <div
            className="champ-de-commune__liste"
            id={list}
            role="listbox"
            aria-label="Communes proposées"
            hidden={!shown}
          >
            {propositions.map((proposition, rang) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and holds the keys (APG)
              <div
                key={proposition.code}
                id={`${list}-${rang}`}
                role="option"
                tabIndex={-1}
                aria-selected={rang === active}
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => setActive(rang)}
                onClick={() => choose(proposition)}
              >
                <span className="champ-de-commune__nom">{proposition.nom}</span>
                <span className="champ-de-commune__lieu">{lieuDeProposition(proposition)}</span>
              </div>
            ))}
          </div>
          <p className="visuellement-cache" role="status">
            {open && answered !== ''
              ? propositions.length === 0
                ? 'Aucune commune proposée.'
                : `${propositions.length} ${propositions.length > 1 ? 'communes proposées' : 'commune proposée'}.`
              : ''}
          </p>
        </>
      )}
    </div>
  )
}
