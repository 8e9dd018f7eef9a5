/** INSEE codes of communes: five characters, `2A`/`2B` in Corsica, three characters for an overseas département. */

/** Five characters that read as a code, though no territory may have it: it is unknown then, and not badly written. */
export const FORME_DE_CODE_INSEE = /^(?:\d{5}|2[AB]\d{3})$/
/** The same of a département: that there is one is for who knows them. */
export const FORME_DE_DEPARTEMENT = /^(?:\d{2,3}|2[AB])$/

const COMPLETE = /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-578])\d{3}$/

/**
 * Reads a code as people type it: spaces, lower case (`2a004`), the first zero that a spreadsheet dropped (`1001`).
 * `undefined` when it cannot be a code; that it exists is for the database to say.
 */
export function parseCodeInsee(text: string): string | undefined {
  const typed = text.replace(/\s+/g, '').toUpperCase()
  // R-TER-06 — code officiel géographique (INSEE): five characters; spreadsheets drop the first zero of 01 to 09.
  const code = /^[1-9]\d{3}$/.test(typed) ? `0${typed}` : typed
  return COMPLETE.test(code) ? code : undefined
}

/** The département (or collectivité) that a commune code begins with: `09`, `2A`, `974`. */
export const departementOf = (codeInsee: string): string => codeInsee.slice(0, /^9[78]/.test(codeInsee) ? 3 : 2)

/** The commune that a code belongs to: the city, of a municipal arrondissement; any other code is its own. */
export function villeDe(codeInsee: string): string {
  // R-TER-14 — code officiel géographique (INSEE) : un arrondissement de Paris, Lyon ou Marseille est de sa ville
  if (/^751\d\d$/.test(codeInsee)) return '75056'
  if (/^6938\d$/.test(codeInsee)) return '69123'
  return /^132(0[1-9]|1[0-6])$/.test(codeInsee) ? '13055' : codeInsee
}

/** Today's commune of each code of before, among those that were looked up; a code that is not in is a commune of today. */
export type CommunesActuelles = ReadonlyMap<string, string>

/** Where a code counts, is looked up and is compared: the commune of today that it is in, and its whole city. */
export const communeActuelle = (codeInsee: string, actuelles: CommunesActuelles): string =>
  // R-TER-17 — code officiel géographique (INSEE) : une commune d’avant se compte, se cherche et se compare dans celle d’aujourd’hui
  villeDe(actuelles.get(codeInsee) ?? codeInsee)

/** How a commune of before is named: with the one that it is in today; by that one alone when its own name is not known. */
export const nomDAvant = (nom: string, actuelle: string): string =>
  // R-TER-15 — code officiel géographique (INSEE) : une demande garde le code que l’on a donné, d’une commune qui n’est plus
  nom === '' || nom === actuelle ? actuelle : `${nom} (${actuelle})`

/** What the last lines of an envelope say of a commune: its name, and above it the one that it had before; null: none. */
export type CommunePostale = Readonly<{ nom: string; ancienne: string | null }>

export const communePostaleDAvant = (nom: string, actuelle: string): CommunePostale =>
  // R-TER-16 — La Poste, adresse d’une commune nouvelle : la dernière ligne a un seul nom, celui d’aujourd’hui ; l’ancien est au-dessus
  ({ nom: actuelle, ancienne: nom === '' || nom === actuelle ? null : nom })

/** Whether a place may be in another: the same today, or one of the two is the whole city of the other. */
export function isMemeLieu(a: string, b: string, actuelles: CommunesActuelles): boolean {
  const [une, autre] = [actuelles.get(a) ?? a, actuelles.get(b) ?? b]
  return une === autre || villeDe(une) === autre || une === villeDe(autre)
}

/** Splits the last segment of `/communes/{codeInsee}-{slug}`; `slug` is empty for a bare code. */
export function parseSegmentDeCommune(segment: string): { codeInsee: string; slug: string } | undefined {
  const found = /^([0-9]{4,5}|2[ab][0-9]{3})(?:-(.*))?$/i.exec(segment)
  const codeInsee = parseCodeInsee(found?.[1] ?? '')
  return codeInsee ? { codeInsee, slug: found?.[2] ?? '' } : undefined
}
