/** A reading that goes on behind the page of its import (docs/adr/0048): whether it still does. */
import type { RefusDeRecensement } from './refus.ts'

/** Beyond, nobody leads it any more: a sign comes every few seconds. Source: R-REC-115. */
export const SECONDES_SANS_SIGNE = 20

/** How it came to nothing; null while it goes on. `secondes`: since the last sign of who leads it. */
export function echecDeLecture({
  echec,
  secondes,
}: Readonly<{ echec: RefusDeRecensement | null; secondes: number }>): RefusDeRecensement | null {
  if (echec) return echec
  // R-REC-115 — choix du portail : une lecture que plus rien ne mène ne se dit pas en cours, et n’empêche pas la suivante
  return secondes < SECONDES_SANS_SIGNE ? null : { code: 'lecture-interrompue' }
}
