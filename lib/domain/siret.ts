/** SIREN (9 digits) and SIRET (14): the key is Luhn's. Source: INSEE, répertoire Sirene. */

const LA_POSTE = '356000000'

/** Luhn over the digits of a text that holds digits only. */
function hasLuhnKey(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const weighted = at % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}

const CHIFFRES = { SIREN: 9, SIRET: 14 } as const
type Numero = keyof typeof CHIFFRES

/** Why a text is no SIREN or SIRET: it has not the digits of one, or one of them at least is wrong. */
export type DefautDeNumero = 'longueur' | 'cle'
export const defautDeNumero = (nom: Numero, text: string): DefautDeNumero =>
  new RegExp(`^\\d{${CHIFFRES[nom]}}$`).test(digitsOf(text)) ? 'cle' : 'longueur'

/** What to do of it, in the words of every form and of every file. */
export const direDefaut = (nom: Numero, defaut: DefautDeNumero): string =>
  defaut === 'longueur'
    ? `Un ${nom} a ${CHIFFRES[nom]} chiffres, sans lettre. Recopiez-le en entier.`
    : `Un chiffre au moins de ce ${nom} n’est pas le bon. Relisez les ${CHIFFRES[nom]} chiffres.`

const digitsOf = (text: string): string => text.replace(/[\s\u00a0\u202f.-]/g, '')

/** The nine digits, or undefined: spaces and dots are dropped, the key is checked. */
export function parseSiren(text: string): string | undefined {
  const digits = digitsOf(text)
  return /^\d{9}$/.test(digits) && hasLuhnKey(digits) ? digits : undefined
}

/** The fourteen digits, or undefined. The offices of La Poste have a key of their own: a sum that 5 divides. */
export function parseSiret(text: string): string | undefined {
  const digits = digitsOf(text)
  if (!/^\d{14}$/.test(digits) || !parseSiren(digits.slice(0, 9))) return undefined
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0)
  return hasLuhnKey(digits) || (digits.startsWith(LA_POSTE) && sum % 5 === 0) ? digits : undefined
}
