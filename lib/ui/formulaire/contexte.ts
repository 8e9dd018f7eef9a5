'use client'
/** What a field needs to know of its form: what was typed, what is wrong, what someone else saved meanwhile. */
import { createContext, useContext } from 'react'
import type { Erreurs, Valeurs } from '#lib/documents/etat-de-formulaire.ts'

type Contexte = Readonly<{ values: Valeurs; errors: Erreurs; actuel: Valeurs | undefined }>

export const ContexteDeFormulaire = createContext<Contexte>({ values: {}, errors: {}, actuel: undefined })

const textOf = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')

/** All that someone else saved meanwhile; undefined while nobody did. */
export const useActuel = (): Valeurs | undefined => useContext(ContexteDeFormulaire).actuel

/** One field: its value, its error, and the other person's value where it differs. */
export function useChamp(nom: string) {
  const { values, errors, actuel } = useContext(ContexteDeFormulaire)
  const valeur = values[nom]
  const autre = actuel && textOf(actuel[nom]) !== textOf(valeur) ? textOf(actuel[nom]) || 'vide' : undefined
  const erreur = errors[nom]
  const described = [erreur && `${nom}-erreur`, autre && `${nom}-autre`].filter(Boolean).join(' ')
  return {
    texte: textOf(valeur),
    liste: valeur === undefined ? [] : typeof valeur === 'string' ? [valeur] : valeur,
    erreur,
    autre,
    described,
  }
}
