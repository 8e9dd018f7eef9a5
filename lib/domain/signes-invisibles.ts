/** Characters that nobody sees: they reorder or split what is shown, and make two names that look alike differ. */

/**
 * What Unicode says to draw as nothing (Default_Ignorable_Code_Point: marks and overrides of direction, joiners, spaces
 * of no width, tags), the marks of annotation, and the controls that are neither a tabulation nor the end of a line.
 */
const INVISIBLES = /[[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]--[\t\n\r]]/gv

/** Controls that a program made of the letters of Windows-1252, by taking it for ISO 8859-1: « l\u0092accueil ». */
const MAL_LUS = /[\u0080-\u009f]/g
const windows1252 = new TextDecoder('windows-1252')
const readAgain = (control: string): string => windows1252.decode(Uint8Array.of(control.charCodeAt(0)))

/** What French is written with is told from the rest at little cost: most texts hold nothing else. */
const RARE = /[^\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u2019]/

/** The text without them; what it shows in the order in which it was typed stays, and an apostrophe is one again. */
export const removeInvisibles = (text: string): string =>
  // R-TXT-01 — Unicode TR36, § 2.5 ; UAX #9, § 2 : nothing of a name may change the order of what stands around it
  RARE.test(text) ? text.replace(MAL_LUS, readAgain).replace(INVISIBLES, '') : text
