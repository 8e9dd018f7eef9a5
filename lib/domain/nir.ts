/** The numéro de sécurité sociale (NIR), recognised only to be left out: nothing here needs one (ADR 0013). */

/** What people put between two groups of a number: a sign, a space of any kind, or both. */
export const SEPARATEUR = String.raw`[\s.\-/_]{0,3}`

/** Sex, year, month, département, commune, order, key; joined or in its usual groups. */
const NIR = new RegExp(
  `(?<!\\d)${['([1278])', '(\\d{2})', '(\\d{2})', '(\\d{2}|2[AB])', '(\\d{3})', '(\\d{3})', '(\\d{2})'].join(
    SEPARATEUR,
  )}(?!\\d)`,
  'gi',
)
/** Signs of a number and its key, and what a text must hold to have one: most cells are passed over at once. */
const CHIFFRES = 15
const PARAIT = /\d[\d\s.\-/_AB]{13,}\d/i
/** A person born in Corsica counts as one of this number when the key is computed. */
const CORSE: Readonly<Record<string, string>> = { '2A': '19', '2B': '18' }

function hasItsKey([sexe, annee, mois, departement = '', commune, ordre, cle]: readonly string[]): boolean {
  const digits = `${sexe}${annee}${mois}${CORSE[departement.toUpperCase()] ?? departement}${commune}${ordre}`
  return 97 - (Number(digits) % 97) === Number(cle)
}

const MOIS = String.raw`(?:0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)`
const DEPARTEMENT = String.raw`(?:0[1-9]|[1-9]\d|2[AB])`
/** What dials another country: thirteen digits after it may be a telephone. */
const INDICATIF = String.raw`\+\s{0,3}|(?<!\d)00${SEPARATEUR}`
/**
 * A NIR that no telephone is, whatever stands before it: those of +1, +7 and +27 have eleven digits, no country is 28, and
 * those of 29 have ten at most (ITU-T E.164).
 */
const JAMAIS_TELEPHONE = String.raw`(?:(?<!\d)|(?<=(?<!\d)00))(?=[17]|2${SEPARATEUR}[789])`
/** Its thirteen signs alone; a month over 12 is that of a birth whose month is not known (INSEE), and none is nought. */
const SANS_CLE = new RegExp(
  `(?:${JAMAIS_TELEPHONE}|(?<!\\d|${INDICATIF}))${['[1278]', String.raw`\d{2}`, MOIS, DEPARTEMENT, String.raw`(?!000)\d{3}`, String.raw`(?!000)\d{3}`].join(SEPARATEUR)}(?!\\d)`,
  'gi',
)
/** A numéro unique of Île-de-France begins as the NIR of a child of 2011 would: what follows tells them apart. */
const NUMERO_UNIQUE = /^111\s?\d{4}\s?\d{6}\s?(?=[A-Z]*\d|GDPUB)[A-Z\d]{5}(?![A-Z\d])/i

/**
 * Telephones of thirteen digits, their country first and joined: Côte d’Ivoire and Bénin (ten digits each), Maroc and
 * Algérie with the 0 that is dialled inside. Those of Nigeria, of China and others have no month of birth where a
 * NIR has it.
 */
const AUTRE_PAYS = new RegExp(`^(?:225${SEPARATEUR}0[157]|229${SEPARATEUR}01|21[23]${SEPARATEUR}0[5-7])`)
const isTelephone = (nir: string): boolean =>
  AUTRE_PAYS.test(nir) || Number(nir.replace(/[^\dAB]/gi, '').slice(3, 5)) > 12

/** The same where the key is not written: for texts in which no other number of thirteen digits is expected. */
export const removeNirMemeSansCle = (text: string): string =>
  // R-NIR-01 — ADR 0013 : d’une demande reprise, un numéro de sécurité sociale ne se garde pas, même sans sa clé
  removeSansCle(text, () => false)

/** The same in a field for a telephone, which may be of a country whose numbers have thirteen digits. */
export const removeNirDUnTelephone = (text: string): string =>
  // R-NIR-01 — choix du portail : un téléphone d’un autre pays n’est pas un numéro de sécurité sociale, et ne se perd pas
  removeSansCle(text, isTelephone)

const removeSansCle = (text: string, isAutre: (nir: string) => boolean): string =>
  removeNir(text).replace(SANS_CLE, (nir, at: number, whole: string) =>
    NUMERO_UNIQUE.test(whole.slice(at)) || isAutre(nir) ? nir : '',
  )

/** The text without any NIR; its key is asked, so that no other number of fifteen digits is taken for one. */
export const removeNir = (text: string): string =>
  // R-NIR-01 — ADR 0013 : un numéro de sécurité sociale ne se garde ni ne se publie
  text.length < CHIFFRES || !PARAIT.test(text)
    ? text
    : text.replace(NIR, (nir, ...groups) => (hasItsKey(groups.slice(0, 7).map(String)) ? '' : nir))

export const hasNir = (text: string): boolean => removeNir(text) !== text
