/** The address and the position that a table holds in pieces, put together into the cells of the model. */
import type { Cellule } from './classeur.ts'
import { composeCoordonnees, convertMetres } from './coordonnees.ts'
import type { Cible } from './pieces.ts'

/** The cells of a row by what they are; the text of one that is absent is empty. */
export type Morceaux = Readonly<{ cellule: (cible: Cible) => Cellule | undefined; texte: (cible: Cible) => string }>

/** What parts the name from its postcode is looked for where it starts, and once. */
const CP_ET_COMMUNE =
  /^(?:F-?)?(\d{4,5}|\d{2} \d{3})[\s,-]*(\D.*)$|^(\D.*?)(?<![\s,(-])[\s,(-]+(\d{4,5}|\d{2} \d{3})\)?$/

export function composeVoie({ texte }: Morceaux): string {
  const base = texte('nomDeVoie') || texte('voie')
  const numero = texte('numero')
  const isThere = numero !== '' && new RegExp(`^${numero.replace(/\W/g, '')}\\b`).test(base)
  const parts = [isThere ? '' : numero, texte('indice'), texte('typeDeVoie'), base]
  return base === '' && texte('typeDeVoie') === '' ? '' : parts.filter((part) => part !== '').join(' ')
}

export function composeComplement({ texte }: Morceaux): string {
  const bp = texte('boitePostale')
  const parts = [
    texte('complement'),
    withLabel('Bâtiment', texte('batiment')),
    withLabel('Étage', texte('etage')),
    texte('lieuDit'),
    /^\d+$/.test(bp) ? `BP ${bp}` : bp,
    texte('suite'),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

const withLabel = (label: string, text: string): string => (/^\w{1,3}$/.test(text) ? `${label} ${text}` : text)

/** « 09000 Foix » and « Foix 09000 »; a text without a postcode is the name alone. */
export function splitPlace(text: string): readonly [string, string] {
  const [, before, after, name, code] = CP_ET_COMMUNE.exec(text) ?? []
  if (before !== undefined && after !== undefined) return [before, after]
  if (name !== undefined && code !== undefined) return [code, name]
  return /^\d{4,5}$/.test(text) ? [text, ''] : ['', text]
}

/** Degrees as they are; metres in degrees when one projection alone gives a place in France, and shown. */
export function composePosition({ texte }: Morceaux): readonly [string | Partial<Cellule>, string | Partial<Cellule>] {
  const [lieu = ''] = [texte('codeInsee'), texte('codePostal'), splitPlace(texte('codePostalEtCommune'))[0]].filter(
    Boolean,
  )
  const ensemble = texte('coordonnees')
  if (ensemble !== '') return composeCoordonnees(ensemble, lieu)
  const [x, y] = [texte('x'), texte('y')]
  return convertMetres(x, y, lieu) ?? [y, x]
}
