/** What is said of an import as a whole. */
import type { Statut } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { Totaux } from '#lib/domain/guichet/recensement/examen.ts'

export const ETATS_D_IMPORT = {
  recu: 'Reçu, pas encore lu',
  lu: 'Lu, à publier',
  illisible: 'Pas lisible',
  publie: 'Publié',
  annule: 'Annulé',
  abandonne: 'Abandonné',
} as const

/** « 1 ligne », « 3 lignes ». */
export const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`

/** Labels of each view of the rows, in the order in which they ask for attention. */
export const VUES: readonly (readonly [statut: Statut, label: (count: number) => string])[] = [
  ['refuse', (count) => `${count} à corriger`],
  ['nouveau', (count) => plural(count, 'nouvelle', 'nouvelles')],
  ['modifie', (count) => plural(count, 'modifiée', 'modifiées')],
  ['inchange', (count) => `${count} sans changement`],
]

/** « 48 lignes : 3 à corriger, 5 nouvelles, 9 modifiées, 31 sans changement ». */
export function resumeDesTotaux(totaux: Totaux): string {
  const parts = VUES.flatMap(([statut, label]) => (totaux[statut] > 0 ? [label(totaux[statut])] : []))
  const total = totaux.nouveau + totaux.modifie + totaux.inchange + totaux.refuse
  return `${plural(total, 'ligne', 'lignes')}${parts.length > 0 ? ` : ${parts.join(', ')}` : ''}`
}
