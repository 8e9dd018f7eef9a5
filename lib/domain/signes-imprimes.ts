/** What our sheets can print: the signs of the font that travels with them, whose file a test walks. */

/** Ranges of code points in hexadecimal. Source: Source Sans 3, its table `cmap`; Latin, Greek, Cyrillic and their signs. */
const PLAGES = `20-7e a0-ac ae-181 186 18a 18d-190 192-194 196-197 19a-19b 19e 1a0-1a1 1af-1b1 1b7 1bf-1c3 1cd-1dd 1e2-1e7
1ea-1eb 1ee-1f0 1f4-1f5 1f7-201 204-205 208-209 20c-20d 218-220 222-223 226-227 237 23a-23e 241-245 248-249 250-27b 27d-285
287-292 294-295 298-299 29b-29f 2a1-2a8 2b0-2b4 2b7-2b9 2bb-2c1 2c6-2cc 2d0-2de 2e0-2e4 2ed 300-30d 30f-313 315 318-320
323-32a 32c 32e-332 334 337-33d 340 342-345 357-358 35c 35e-35f 361 374-375 37a 37e 384-38a 38c 38e-3a1 3a3-3d1 3d5 3d7
3d9 3db 3dd 3e1 3f4 3f7-3f8 400-45f 462-463 472-475 490-493 496-49b 4a0-4a3 4aa-4ab 4ae-4b3 4b6-4b7 4ba-4bb 4c0-4c4
4c7-4c8 4cf-4d1 4d4-4d9 4e2-4e3 4e6-4e9 4ee-4ef 4f2-4f3 4f6-4f7 1e02-1e03 1e06-1e07 1e0a-1e11 1e16-1e17 1e1e-1e2b
1e32-1e3b 1e3e-1e49 1e52-1e53 1e56-1e63 1e66-1e67 1e6a-1e6f 1e72-1e73 1e7e-1e85 1e8e-1e97 1e9e-1ef9 1f00-1f15 1f18-1f1d
1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4
1ff6-1ffe 2007 2009-200a 2010-201e 2020-2023 2026 202f-2033 2035 2039-203a 203c-203f 2044 2047-204a 2070-2071 2074-208e
20a1 20a3-20a4 20a6-20a7 20a9 20ab-20ac 20ae 20b1-20b2 20b4-20b5 20b8-20ba 20bd 2105 2113 2116-2117 211e 2120 2122 2126
212e 2150-215e 2189 2190-2199 2212 2215 25a0-25a1 fb00-fb04`
const CLASSE = PLAGES.split(/\s/)
  .map((plage) => plage.replaceAll(/[0-9a-f]+/g, (code) => `\\u{${code}}`))
  .join('')
const HORS = new RegExp(`[^${CLASSE}\\n]`, 'gu')

/** Stands where a sign cannot be printed, so that its absence is seen. */
export const SIGNE_MANQUANT = '□'

/** A text as a sheet prints it. A letter and its accent are one sign where there is such a sign. */
export const imprimable = (texte: string): string => texte.normalize('NFC').replace(HORS, SIGNE_MANQUANT)

/** Whether a sheet prints the whole of it. */
// R-ATS-19 — choix du portail : un nom se lit sur l’attestation, en lettres qu’elle imprime, comme sur une pièce d’identité française
export const isImprimable = (texte: string): boolean => texte.normalize('NFC').search(HORS) < 0

/** Beyond so many, it is a name in other letters, and naming each would say nothing. Some Latin letters do not print either. */
const SIGNES_NOMMES = 3
/** Marks and signs without a width of their own, which would be named by nothing. */
const SANS_FIGURE = /^[\p{M}\p{C}\p{Z}]$/u

/** What to do of names that a sheet does not print whole: the signs at fault where they are few, and after what to write it. */
export function direNomIllisible(textes: readonly string[], isAssociation: boolean): string {
  const hors = textes.flatMap((texte) => texte.normalize('NFC').match(HORS) ?? [])
  const signes = [...new Set(hors)].filter((signe) => !SANS_FIGURE.test(signe))
  const [seul] = signes
  const faute =
    seul === undefined || signes.length > SIGNES_NOMMES
      ? 'Ces lettres ne s’impriment pas sur une attestation.'
      : signes.length > 1
        ? `Ces signes ne s’impriment pas sur une attestation\u00a0: ${signes.join(' ')}.`
        : `Ce signe ne s’imprime pas sur une attestation\u00a0: ${seul}.`
  const modele = isAssociation
    ? 'le récépissé de sa déclaration'
    : 'une pièce d’identité ou un titre de séjour français'
  return `${faute} Écrivez ce nom comme sur ${modele}.`
}
