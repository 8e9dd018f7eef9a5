/** The parts of a renewal, in the order in which people meet them. */
import { isCleDe } from '../../../tables.ts'
import type { Contenu } from '../contenu.ts'

export const GROUPES = {
  vous: 'Vous',
  foyer: 'Votre foyer',
  logement: 'Votre logement actuel',
  recherche: 'Ce que vous cherchez',
} as const
export type Groupe = keyof typeof GROUPES

export const isGroupe = (partie: string): partie is Groupe => isCleDe(GROUPES, partie)

/** Everything that is typed or chosen, as text, by the name of its field; an empty text was emptied. */
export type Reponses = Readonly<Record<string, string>>

/** The groups whose facts are shown again. */
export const groupesDe = ({ demandeur }: Pick<Contenu, 'demandeur'>): readonly Groupe[] =>
  // R-FORM-09 — CCH, R441-2-2 : une personne morale ne remplit que les rubriques a, b et h
  demandeur.nature === 'personne-morale' ? ['vous', 'recherche'] : ['vous', 'foyer', 'logement', 'recherche']

/** The field that keeps « c’est exact » of a group. */
export const champExact = (groupe: Groupe): string => `exact.${groupe}`
export const isChampExact = (nom: string): boolean => nom.startsWith('exact.')
