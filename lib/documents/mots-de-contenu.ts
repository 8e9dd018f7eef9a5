/** The words and the lines of which a demande is told, whatever they are about. */
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Naissance } from '#lib/domain/demande/formulaire/naissance.ts'

/** `cle` tells a line from another of the same group, whatever its value. */
export type LigneDeContenu = Readonly<{ cle: string; libelle: string; valeur: string }>

const jours = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })
const mois = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })

export const formatJour = (jour: Jour | string): string =>
  jours.format(new Date(`${jour}T00:00:00Z`)).replace(/^1 /, '1er ')

/** « 12 mai 1984 », « mai 1984 », « 1984 », as far as the date is known. */
export function formatNaissance(naissance: Naissance): string {
  const [annee = '', m, j] = naissance.split('-')
  if (m === '00') return annee
  return j === '00' ? mois.format(new Date(`${annee}-${m}-01T00:00:00Z`)) : formatJour(naissance)
}

/** Keeps an acronym: « RSA » stays. */
export const minuscule = (texte: string): string =>
  /^\p{Lu}\p{Ll}/u.test(texte) ? texte.charAt(0).toLowerCase() + texte.slice(1) : texte

export const nommer = <L extends Readonly<Record<string, string>>>(liste: L, code: keyof L | null): string =>
  code === null ? '' : (liste[code] ?? '')
export const ouiNon = (dit: boolean | null): string => (dit === null ? '' : dit ? 'Oui' : 'Non')
export const unir = (...parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter(Boolean).join(', ')

export type Paire = readonly [cle: string, libelle: string, valeur: string | null]
/** What is not known takes no line: completeness asks for it elsewhere. */
export const lignes = (...paires: readonly Paire[]): readonly LigneDeContenu[] =>
  paires.flatMap(([cle, libelle, valeur]) => (valeur ? [{ cle, libelle, valeur }] : []))
