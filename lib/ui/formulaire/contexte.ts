'use client'
/** What a field needs to know of its form: what was typed, what is wrong, what someone else saved meanwhile. */
import { createContext, useContext } from 'react'
import type { Erreurs, Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import type { Refus } from '#lib/documents/refus.ts'

type Contexte = Readonly<{
  values: Valeurs
  errors: Erreurs
  actuel: Valeurs | undefined
  refus: Refus | undefined
  /** Before the id of each field, where a page holds several forms of one kind. */
  prefixe: string
}>

export const ContexteDeFormulaire = createContext<Contexte>({
  values: {},
  errors: {},
  actuel: undefined,
  refus: undefined,
  prefixe: '',
})

const textOf = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')

/** All that someone else saved meanwhile; undefined while nobody did. */
export const useActuel = (): Valeurs | undefined => useContext(ContexteDeFormulaire).actuel

/** Why the form was refused, where it says more than a sentence. */
export const useRefus = (): Refus | undefined => useContext(ContexteDeFormulaire).refus

/** One field: its value, its error, and the other person's value where it differs. */
export function useChamp(nom: string) {
  const { values, errors, actuel, prefixe } = useContext(ContexteDeFormulaire)
  const id = `${prefixe}${nom}`
  const valeur = values[nom]
  const autre = actuel && textOf(actuel[nom]) !== textOf(valeur) ? textOf(actuel[nom]) || 'vide' : undefined
  const erreur = errors[nom]
  const described = [erreur && `${id}-erreur`, autre && `${id}-autre`].filter(Boolean).join(' ')
  return {
    id,
    texte: textOf(valeur),
    liste: valeur === undefined ? [] : typeof valeur === 'string' ? [valeur] : valeur,
    erreur,
    autre,
    described,
  }
}

/**
 * A field that sends with its value the one that it had shown (`vu-NOM`), so that what someone else wrote meanwhile is
 * seen field by field: one that was left as it was follows the other person. `montre`: what the page shows at first.
 */
export function useChampVu(nom: string, montre: string) {
  const { values, actuel } = useContext(ContexteDeFormulaire)
  const champ = useChamp(nom)
  const seen = values[`vu-${nom}`]
  const vu = typeof seen === 'string' ? seen : montre
  const typed = nom in values ? champ.texte : montre
  const now = actuel ? textOf(actuel[nom]) : vu
  return { ...champ, vu: now, texte: typed === vu ? now : typed, autre: typed === vu ? undefined : champ.autre }
}
