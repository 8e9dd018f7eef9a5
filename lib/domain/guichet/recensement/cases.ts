/** What people put in a box to tick, and in a column that asks yes or no. */
import { clean, fold } from './texte.ts'

const OUI = /^(?:x{1,3}|o|oui|ok|v|1|vrai|true|yes|y)$/
const NON = /^(?:n|non|0|faux|false|no)$/
/** « ✗ » may tick a box or cross it out: it is not here. */
const SIGNES_OUI = /^[✓✔☑☒•●■]$/
const SIGNES_NON = /^[☐□○]$/

/** The answer of a cell; undefined when it says more, or something else. */
export function lireCase(text: string): 'oui' | 'non' | undefined {
  const mot = fold(text)
  if (OUI.test(mot) || SIGNES_OUI.test(clean(text))) return 'oui'
  return NON.test(mot) || SIGNES_NON.test(clean(text)) ? 'non' : undefined
}

/** « Oui (sur RDV) », « x le mardi » : a tick, then words. */
const AVEC_DES_MOTS = /^(?:x|oui|ok|1|v|✓|✔)(?=[\s,;:(–-])/i
/** Words by which a tick says less than yes. */
const RESERVE =
  /(?:^|\s)(?:non|pas|sans|sauf|ni|hors|excepte|aucune?|jamais|bientot|partir|venir|projet|prevue?|cours|si|dans|des que)(?=\s|$)/

/** Whether a cell ticks its box, with a detail that changes nothing to it. */
export const isCaseDetaillee = (text: string): boolean =>
  AVEC_DES_MOTS.test(clean(text)) && !RESERVE.test(fold(text)) && !/[?✗✘]/.test(text)

/** Words that turn a value round: « Non obligatoire » is not nearly « Obligatoire ». */
const CONTRAIRES = new Set('non pas sans sauf ni hors excepte aucun aucune jamais'.split(' '))

/** Whether the text denies, or bounds, what the value says. */
export function isContraire(text: string, valeur: string): boolean {
  const dits = fold(valeur).split(' ')
  return fold(text)
    .split(' ')
    .some((mot) => CONTRAIRES.has(mot) && !dits.includes(mot))
}
