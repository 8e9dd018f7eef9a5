/**
 * The fields that « ça a changé » opens, as data: each is named after its place in the content, so that an error of the
 * content finds its field. A name that stands on a demande is no field: it is corrected by the gestionnaire.
 */
import type { Jour } from '../../../calendrier.ts'
import type { Montant } from '../montants.ts'
import type { Naissance } from '../naissance.ts'

/** What a field takes, hence how its text is read. */
export type Sorte =
  | 'texte'
  | 'choix'
  /** How an amount is answered: a few answers, all seen at once. */
  | 'reponse'
  | 'oui-non'
  | 'case'
  | 'jour'
  | 'naissance'
  | 'euros'
  | 'montant'
  | 'entier'
  | 'telephone'
  | 'courriel'
  | 'commune'

export type ChampSaisi = Readonly<{
  nom: string
  libelle: string
  sorte: Sorte
  /** As registered, in the writing that the field shows. */
  valeur: string
  options?: Readonly<Record<string, string>>
  aide?: string
  /** What a browser may fill in by itself (HTML, `autocomplete`). */
  autoComplete?: string
  longueur?: number
}>

/** Fields that go together under a title; `retirer` names the box that takes the person off. */
export type Bloc = Readonly<{ titre: string; champs: readonly ChampSaisi[]; retirer?: string; ajout?: boolean }>

/** A day as people type it: 12/03/1980; a part that is not known is 00. */
export const ecrireJour = (jour: Jour | Naissance | null): string => jour?.split('-').reverse().join('/') ?? ''

export const ecrireNombre = (nombre: number | null): string => (nombre === null ? '' : String(nombre).replace('.', ','))

export const ecrireMontant = (montant: Montant): string =>
  montant === null ? '' : montant.statut === 'declare' ? ecrireNombre(montant.euros) : '0'

export const ecrireOuiNon = (dit: boolean | null): string => (dit === null ? '' : dit ? 'oui' : 'non')

// R-FORM-31 — choix du portail : un numéro fixe ou d’ailleurs se garde, et on dit qu’aucun rappel n’y arrive
export const AIDE_DU_PORTABLE =
  'Un numéro français en 06 ou 07 : nous y envoyons les rappels. Un autre numéro ne reçoit pas de SMS.'

type Suite = Omit<ChampSaisi, 'nom' | 'libelle' | 'sorte' | 'valeur'>

export const champ = (sorte: Sorte, nom: string, libelle: string, valeur: string | null, suite: Suite = {}) =>
  ({ nom, libelle, sorte, valeur: valeur ?? '', ...suite }) satisfies ChampSaisi

export const choix = (
  nom: string,
  libelle: string,
  valeur: string | null,
  options: Readonly<Record<string, string>>,
): ChampSaisi => champ('choix', nom, libelle, valeur, { options })
