/** Closed lists and plain texts: what is not in the list is refused with the values that are. */

import type { Colonne } from './colonnes.ts'
import type { Rang } from './rang.ts'
import { fold } from './texte.ts'

type Liste = Readonly<Record<string, string>>

/** The code of a label or of a code, whatever the case and the accents. */
export function codeOf<L extends Liste>(liste: L, text: string): (keyof L & string) | undefined {
  const wanted = fold(text)
  for (const code of Object.keys(liste)) {
    if (fold(code) === wanted || fold(liste[code] ?? '') === wanted) return code
  }
  return undefined
}

/** One value of a closed list; null when the cell is empty or refused. */
export function readChoix<L extends Liste>(rang: Rang, colonne: Colonne, liste: L) {
  const text = rang.texte(colonne)
  if (text === '') return null
  const code = codeOf(liste, text)
  // R-REC-04 — recensement.md §1 : les listes sont fermées
  if (!code) rang.note(colonne, 'refus', { code: 'hors-liste', valeur: text, admises: Object.values(liste) })
  return code ?? null
}

/** Several values separated by `;` (or `,`, or ends of line), in the order of the list, once each. */
export function readChoixMultiple<L extends Liste>(rang: Rang, colonne: Colonne, liste: L): (keyof L & string)[] {
  const found = new Set<string>()
  for (const part of splitList(rang.cellule(colonne)?.texte ?? '')) {
    const code = codeOf(liste, part)
    if (code) found.add(code)
    else rang.note(colonne, 'refus', { code: 'hors-liste', valeur: part, admises: Object.values(liste) })
  }
  return Object.keys(liste).filter((code) => found.has(code))
}

/** The parts of a list typed in one cell. */
export const splitList = (text: string): string[] =>
  text
    .split(text.includes(';') ? ';' : /[,\n\r]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')

/** A plain text within bounds; null when empty or out of bounds. */
export function readTexte(rang: Rang, colonne: Colonne, max: number, min = 0): string | null {
  const text = rang.texte(colonne)
  if (text === '') return null
  // R-REC-05 — recensement.md §1 : nom de 3 à 150 caractères, commentaire de 500 au plus
  if (text.length < min || text.length > max) {
    rang.note(colonne, 'refus', { code: 'longueur', min, max, longueur: text.length })
    return null
  }
  return text
}
