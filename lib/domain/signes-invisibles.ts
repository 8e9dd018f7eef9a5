/** Characters that nobody sees: they reorder or split what is shown, and make two names that look alike differ. */

/**
 * What Unicode says to draw as nothing (Default_Ignorable_Code_Point: marks and overrides of direction, joiners, spaces
 * of no width, tags), and the controls that are neither a tabulation nor the end of a line.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLES = /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu

/** What French is written with is told from the rest at little cost: most texts hold nothing else. */
const RARE = /[^\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u2019]/

/** The text without them; what it shows in the order in which it was typed stays. */
export const removeInvisibles = (text: string): string =>
  // R-TXT-01 — Unicode TR36, § 2.5 ; UAX #9, § 2 : nothing of a name may change the order of what stands around it
  RARE.test(text) ? text.replace(INVISIBLES, '') : text
