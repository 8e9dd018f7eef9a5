/** INSEE codes of communes: five characters, `2A`/`2B` in Corsica, three characters for an overseas département. */

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

/** Splits the last segment of `/communes/{codeInsee}-{slug}`; `slug` is empty for a bare code. */
export function parseSegmentDeCommune(segment: string): { codeInsee: string; slug: string } | undefined {
  const found = /^([0-9]{4,5}|2[ab][0-9]{3})(?:-(.*))?$/i.exec(segment)
  const codeInsee = parseCodeInsee(found?.[1] ?? '')
  return codeInsee ? { codeInsee, slug: found?.[2] ?? '' } : undefined
}
