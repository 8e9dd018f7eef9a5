/** Telephone numbers as people read them and as a telephone dials them. Stored numbers are digits, or `+` and digits. */

/** « 05 36 49 00 01 », « 39 60 », « +262 262 12 34 56 »; anything else as it is. */
export function formatTelephone(numero: string): string {
  const digits = numero.replace(/[\s.-]/g, '')
  if (/^0\d{9}$/.test(digits) || /^\d{4}$/.test(digits)) return digits.replace(/(\d\d)(?=\d)/g, '$1\u00a0')
  if (/^[0-8]\d{2,5}$/.test(digits)) return digits.replace(/(\d{3})(?=\d)/g, '$1\u00a0')
  const plus = /^\+(33|262|508|590|594|596|68\d)(\d+)$/.exec(digits)
  if (plus)
    return `+${plus[1]}\u00a0${(plus[2] ?? '').replace(/^(\d)?((?:\d\d)+)$/, (_, odd = '', pairs: string) => `${odd}${odd ? '\u00a0' : ''}${pairs.replace(/(\d\d)(?=\d)/g, '$1\u00a0')}`)}`
  return numero
}

/** What `tel:` dials. */
export const dialTelephone = (numero: string): string => `tel:${numero.replace(/[^\d+]/g, '')}`
