/**
 * The numéro unique of a demande: territory, month and year of the first deposit, sequence, guichet. It is a public
 * identifier: no secret, no rank, and nothing about a person is derived from it, the ancienneté least of all.
 * Source: arrêté du 7 novembre 2000, article 1er; the layout is that of the national system's own samples.
 */
import { type Jour, jour } from '../calendrier.ts'
import { removeInvisibles } from '../signes-invisibles.ts'
import { parseTerritoire, type Territoire } from './territoire.ts'

declare const numeroUniqueBrand: unique symbol
/** Eighteen characters, upper case, no space: `1110318016982G1104`. */
export type NumeroUnique = string & { readonly [numeroUniqueBrand]: true }

/** `mois`: 1 to 12. `annee`: the two last digits, 0 to 99. `sequence`: 0 to 999 999. `codeGuichet`: five characters. */
export type PartiesDuNumero = Readonly<{
  territoire: Territoire
  mois: number
  annee: number
  sequence: number
  codeGuichet: string
}>

const FORME = /^(111|0\d\d|02[AB]|97[1-6])(0[1-9]|1[0-2])(\d\d)(\d{6})([A-Z0-9]{5})$/
/** A code guichet, with which a number ends. */
export const CODE_GUICHET = /^[A-Z0-9]{5}$/
/** Most guichets: a G and four digits. */
const GUICHET_NUMEROTE = /^G(?=.*\d)[\dO]{4}$/

/**
 * Reads a number as people type or paste it: spaces, hyphens and dashes and dots between its parts, lower case or wide
 * signs, a letter O where a digit must stand. `undefined` when it cannot be a number; that it exists is for the register to say.
 */
export function parseNumeroUnique(text: string): NumeroUnique | undefined {
  const typed = removeInvisibles(text)
    .normalize('NFKC')
    .replace(/[\s.\p{Pd}]/gu, '')
    .toUpperCase()
  if (typed.length !== 18) return undefined
  const guichet = typed.slice(13)
  // R-NUM-02 — choix du portail : la lettre O se lit 0 là où il faut un chiffre ; ailleurs elle reste une lettre
  const read = withZeros(typed.slice(0, 13)) + (GUICHET_NUMEROTE.test(guichet) ? withZeros(guichet) : guichet)
  // R-NUM-01 — arrêté du 7 novembre 2000, article 1er : territoire, mois, année, suite, guichet ; sans clé de contrôle
  return splitNumero(read) && (read as NumeroUnique)
}

/** The same for constants and tests: an impossible number is a bug and throws. */
export function numeroUnique(text: string): NumeroUnique {
  const parsed = parseNumeroUnique(text)
  if (!parsed) throw new Error('Not a numéro unique')
  return parsed
}

/** As people read it: `111 0318 016982 G1104`. */
export const formatNumeroUnique = (numero: NumeroUnique): string =>
  [numero.slice(0, 3), numero.slice(3, 7), numero.slice(7, 13), numero.slice(13)].join(' ')

/** Its parts. The month and the year are those of the number: the ancienneté of a demande is its own fact. */
export function readNumeroUnique(numero: NumeroUnique): PartiesDuNumero {
  const parties = splitNumero(numero)
  if (!parties) throw new Error('A numéro unique that was not parsed')
  return parties
}

/** The first day of the month of deposit that it bears; no number is older than 1970. */
export function premierJourDuNumero(numero: NumeroUnique): Jour {
  const { mois, annee } = readNumeroUnique(numero)
  const siecle = annee < 70 ? 2000 : 1900
  return jour(`${siecle + annee}-${String(mois).padStart(2, '0')}-01`)
}

/** The number made of its parts; parts that no number holds are a bug and throw. */
export function composeNumeroUnique({ territoire, mois, annee, sequence, codeGuichet }: PartiesDuNumero): NumeroUnique {
  const digits = (value: number, length: number) => String(value).padStart(length, '0')
  const text = `${territoire.padStart(3, '0')}${digits(mois, 2)}${digits(annee, 2)}${digits(sequence, 6)}${codeGuichet}`
  if (!splitNumero(text)) throw new Error('Not the parts of a numéro unique')
  return text as NumeroUnique
}

const withZeros = (text: string): string => text.replaceAll('O', '0')

function splitNumero(text: string): PartiesDuNumero | undefined {
  const [, code = '', mois, annee, sequence, codeGuichet = ''] = FORME.exec(text) ?? []
  // R-NUM-03 — code officiel géographique (INSEE) : le territoire est 111 ou un département qui existe, jamais 020
  const territoire = parseTerritoire(code.startsWith('0') ? code.slice(1) : code)
  return territoire && { territoire, mois: Number(mois), annee: Number(annee), sequence: Number(sequence), codeGuichet }
}
