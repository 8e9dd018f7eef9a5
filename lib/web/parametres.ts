/**
 * Parameters of an address, read strictly: a misspelt, repeated, oversized or unreadable parameter is an error that
 * says which, never a silent other answer. An empty one is absent, as a plain form sends it.
 */
import { z } from 'zod'

const LONGUEUR_MAX = 1000
/** C0 and C1 controls (NUL breaks a Postgres text) and what a broken percent-encoding leaves. */
const ILLISIBLE = /[\p{Cc}\uFFFD]|\p{Cs}/u

export type ErreurDeParametre = Readonly<{ parametre: string; detail: string }>
type Lecture = { ok: true; value: Record<string, string> } | { ok: false; erreurs: ErreurDeParametre[] }

/** Only letters, digits and a few signs of a name are echoed; the rest of what was sent is not. */
const nameOf = (name: string): string => (/^[\w.-]{1,40}$/.test(name) ? name : 'inconnu')

/** Reads the query and the path's own parameters; `known` are the names that this address understands. */
export function readParametres(
  query: URLSearchParams,
  path: Readonly<Record<string, string>>,
  known: readonly string[],
): Lecture {
  const erreurs = new Map<string, ErreurDeParametre>()
  const value: Record<string, string> = {}
  const seen = new Set<string>()
  const fail = (parametre: string, detail: string): void => {
    if (erreurs.size < 20 && !erreurs.has(parametre)) erreurs.set(parametre, { parametre, detail })
  }
  for (const [name, text] of [...Object.entries(path), ...query]) {
    if (!known.includes(name))
      fail(nameOf(name), `Ce paramètre n’existe pas ici. Choisissez parmi : ${known.join(', ')}.`)
    else if (seen.has(name)) fail(name, 'Donnez ce paramètre une seule fois.')
    else if (text.length > LONGUEUR_MAX) fail(name, `Écrivez au plus ${LONGUEUR_MAX} caractères.`)
    else if (ILLISIBLE.test(text)) fail(name, 'Ce texte contient des caractères illisibles. Encodez-le en UTF-8.')
    else if (text.trim() !== '') value[name] = text.trim()
    seen.add(name)
  }
  return erreurs.size > 0 ? { ok: false, erreurs: [...erreurs.values()] } : { ok: true, value }
}

/** A whole number between two bounds, written with digits only: no sign, no exponent, no hexadecimal. */
export const entier = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `Écrivez un nombre entier entre ${min} et ${max}.` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `Écrivez un nombre entier entre ${min} et ${max}.` })
    .meta({ type: 'integer', minimum: min, maximum: max })

/** One code of a closed list of the domain. */
export const codeDe = <T extends Record<string, string>>(list: T) =>
  z.enum(Object.keys(list) as [keyof T & string, ...(keyof T & string)[]], {
    error: `Choisissez parmi : ${Object.keys(list).join(', ')}.`,
  })
