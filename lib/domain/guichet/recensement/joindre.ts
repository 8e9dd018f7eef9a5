/** How to reach a point: telephone, mail, web. Pure readings of a text; the row turns refusals into remarks. */

const OUTRE_MER_INTERNATIONAL = /^(?:\+|00)(262|590|594|596|508)(\d{6,9})$/
/** Whole numbers of Wallis and of New Caledonia have six digits, those of Polynesia eight, since June 2014. */
const PACIFIQUE = /^(?:\+|00)(?:(68[17])(\d{6})|(689)([48]\d{7}))$/
/** Short numbers: 3xxx and 10xx, the 115 and its like, 116 xxx, 118 xxx. */
const COURT = /^(?:3\d{3}|10\d{2}|1[578]|11[2-9]|19[167]|116\d{3}|118\d{3})$/

/** A longer text is no cell of addresses. */
const LONG = 500

/** The word before a number, which is no part of it. */
const ETIQUETTE = /^(?:t[ée]l(?:[ée]phone)?\.?\s*:?\s*)/i
export const sansEtiquette = (text: string): string => text.replace(ETIQUETTE, '')

export const pairs = (digits: string): string => digits.replace(/(\d{2})(?=\d)/g, '$1 ')

/**
 * A French number in its usual writing: `05 36 49 00 01`, `36 46`, `115`, `+687 26 58 12`. Overseas country codes
 * become the national number. `undefined`: not one French number.
 */
export function parseTelephone(text: string): string | undefined {
  const typed = text
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(ETIQUETTE, '')
    .replace(/\(0\)/g, '')
    .replace(/^\((\+?\d{2,4})\)/, '$1')
    .replace(/[\s.\-/\u00a0\u202f]/g, '')
  const overseas = OUTRE_MER_INTERNATIONAL.exec(typed)
  if (overseas) {
    const [, indicatif = '', rest = ''] = overseas
    if (indicatif === '508') return rest.length === 6 ? pairs(`0508${rest}`) : undefined
    return rest.length === 9 ? pairs(`0${rest}`) : undefined
  }
  const pacific = PACIFIQUE.exec(typed)
  if (pacific) return `+${pacific[1] ?? pacific[3]} ${pairs(pacific[2] ?? pacific[4] ?? '')}`
  // « 00 376 801 234 » is Andorra's: two zeros that no country of ours follows are not one too many.
  const national = typed.replace(/^(?:\+|00)330?(?=[1-9])/, '0')
  // R-REC-06 — plan national de numérotation : 10 chiffres commençant par 0, ou un numéro court
  if (/^0[1-9]\d{8}$/.test(national)) return pairs(national)
  if (!COURT.test(national)) return undefined
  return national.length === 6
    ? `${national.slice(0, 3)} ${national.slice(3)}`
    : national.length === 4
      ? pairs(national)
      : national
}

const NUMERO = new RegExp(
  [
    String.raw`(?:\+|\b00)\s?68[17](?:[\s.-]?\d{2}){3}(?![\s.-]?\d)`,
    String.raw`(?:(?:\+|\b00)\s?\d{2,3}[\s.-]?(?:\(0\)\s?)?|\b0)[1-9](?:[\s.\-/]?\d{2}){4}(?!\d)`,
    // Free and shared-cost numbers are written by three: « 0 800 123 456 ».
    String.raw`\b0[\s.-]?8\d{2}(?:[\s.-]?\d{3}){2}(?!\d)`,
  ].join('|'),
  'g',
)
/** A short number that starts what is said, alone or before words about its price or its hours. */
const COURT_SEUL =
  /^\s*((?:3\d|10)[\s.]?\d{2}|116[\s.]?\d{3}|118[\s.]?\d{3}|1[578]|11[2-9]|19[167])(?=\s*$|\s*[(–-]|\s+(?:service|prix|num|gratuit|appel|non sur))/i
const MOT_DE_FAX = String.raw`(?:t[ée]l[ée]copie(?:ur)?s?|t[ée]l[ée]cop\.?|fax|fx)`
/** « F. 05 61 … », « F : 05 61 … », « F 05 61 … ». */
const F = String.raw`f(?=\s*[.:]|\s+[+0])`
const SUITE = String.raw`(?:\s*(?:[/,;-]|\bou\b|\bet\b)\s*(?:${NUMERO.source}))*`
const DEBUT = String.raw`(?<![\p{L}\d])`
/** « Tél/Fax », « Tél. et fax », « T/F » : the one number answers too. */
const AUSSI_LE_TELEPHONE = String.raw`(?<!(?<!\p{L})t(?:[ée]l(?:[ée]phone)?)?\.?\s{0,3}(?:[/&+-]|et|ou)?\s{0,3})`
/** « Fax : 05 61 … » answers nobody, nor do the numbers that follow it without another word. */
const FAX_AVANT = String.raw`${DEBUT}${AUSSI_LE_TELEPHONE}(?:${MOT_DE_FAX}|${F})[\s.:n°/-]*(?:${NUMERO.source})${SUITE}`
/** « 05 61 … (fax) ». */
const FAX_APRES = String.raw`(?:${NUMERO.source})\s*[(\[–-]?\s*${MOT_DE_FAX}(?=\s*(?:[)\],;]|$|\n))`
const FAX = new RegExp(`${FAX_AVANT}|${FAX_APRES}`, 'giu')

/** Whether a text holds the number of a fax. */
export const ditUnFax = (text: string): boolean => text.search(FAX) >= 0

/** Stands for a number that was found; nobody types it. */
const MARQUE = '\ufffc'

/** The whole numbers that a text holds, each once, and what else it says. */
export function listTelephones(text: string): Readonly<{ numeros: readonly string[]; reste: string }> {
  const sansFax = text.replace(FAX, '')
  const found = (sansFax.match(NUMERO) ?? []).flatMap((part) => parseTelephone(part) ?? [])
  const parts = sansFax
    .replace(NUMERO, MARQUE)
    .split(/(\ufffc|[;/\n]|\bou\b|\bet\b)/)
    .map((part) => {
      const [whole, court = ''] = COURT_SEUL.exec(part) ?? []
      const numero = whole === undefined ? undefined : parseTelephone(court)
      if (whole === undefined || numero === undefined) return part
      found.push(numero)
      return part.slice(whole.length)
    })
  const fax = text.match(FAX) ?? []
  const reste = [...parts, ...fax].join(' ').replaceAll(MARQUE, ' ').replace(/\s+/g, ' ').trim()
  return { numeros: [...new Set(found)], reste }
}

/** One address; `undefined` for several or none. */
export function parseCourriel(text: string): string | undefined {
  const typed = text.replace(/^mailto:/i, '').trim()
  return typed.length <= 254 && /^[^\s@,;<>"'()]+@[^\s@,;<>"'().-][^\s@,;<>"'()]*\.[a-z]{2,}$/i.test(typed)
    ? typed
    : undefined
}

const COURRIEL = /[^\s@,;:<>"'()[\]]+@[^\s@,;:<>"'()[\]]+\.[a-z]{2,}/gi
/** Signs that stand around an address and say nothing. */
const AUTOUR = /[\s<>()[\]"'.;,:]+/g

/** The whole addresses of mail that a text holds, each once, and what else it says. */
export function listCourriels(text: string): Readonly<{ trouves: readonly string[]; reste: string }> {
  if (text.length > LONG) return { trouves: [], reste: text }
  const found = (text.match(COURRIEL) ?? []).flatMap((part) => parseCourriel(part) ?? [])
  const reste = text.replace(COURRIEL, ' ').replace(/^\s*mailto:/i, '')
  return {
    trouves: [...new Set(found)],
    reste: reste.replace(AUTOUR, '') === '' ? '' : reste.replace(/\s+/g, ' ').trim(),
  }
}

/** The web addresses that a text holds, or nearly: `http:/x.fr` for `http://x.fr`. To be proposed only. */
export function listAdressesWeb(text: string): string[] {
  if (text.length > LONG) return []
  const found = text.split(/[\s,;()<>]+/).flatMap((part) => {
    const [, scheme = '', rest = ''] = /^(https?)[:;]?\/{1,3}:?(.*)$/i.exec(part) ?? []
    return parseAdresseWeb(scheme === '' ? part : `${scheme.toLowerCase()}://${rest}`) ?? []
  })
  return [...new Set(found)]
}

/**
 * A web address, http or https only: `javascript:` and the like never reach a link. `www.exemple.fr` is completed.
 * Names and passwords in the address are refused.
 */
export function parseAdresseWeb(text: string): string | undefined {
  // R-REC-07 — choix du portail : http ou https seulement
  const typed = /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:fr|com|org|net|eu|info)(?:\/|$))/i.test(text)
    ? `https://${text}`
    : text
  const url = /^https?:\/\/[^\s]+$/i.test(typed) && typed.length <= 500 ? URL.parse(typed) : null
  if (url?.username !== '' || url.password !== '' || !url.hostname.includes('.')) return undefined
  return typed.replace(/^https?:\/\//i, (scheme) => scheme.toLowerCase())
}
