/** An import is opened to who acts on it: someone signed in who holds it, or the operator. */
import type { ImportEnregistre } from '#db/repositories/imports.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

/** Who acts: someone signed in, or the operator at the command line, who already holds the base. */
export type Par = Contexte | 'exploitant'
export const auteurDe = (par: Par): string | null => (par === 'exploitant' ? null : compteDe(par.acteur))

/** An import that the actor may have read, or correct: not given up. */
export function checkImport(
  found: ImportEnregistre | undefined,
  par: Par,
): Resultat<ImportEnregistre, RefusDeRecensement> {
  if (!found) return refuse({ code: 'introuvable' })
  if (par !== 'exploitant') {
    const acces = checkAcces(par.acteur, 'deposer-recensement', found)
    // Someone else's import does not exist for the one who asks.
    if (!acces.ok) return acces.refus.code === 'acces-refuse' ? refuse({ code: 'introuvable' }) : acces
  }
  if (found.etat === 'abandonne') return refuse({ code: 'import-abandonne' })
  return accept(found)
}

/** What is published is not opened again by a late answer; `debut`: of a reading that begins, which waits its turn. */
export function checkLisible(
  found: ImportEnregistre | undefined,
  par: Par,
  debut?: Readonly<{ jeton?: string | undefined }>,
) {
  const row = checkImport(found, par)
  if (!row.ok) return row
  if (row.value.etat === 'publie') return refuse({ code: 'import-deja-publie' } as const)
  // R-REC-115 — choix du portail : tant qu’une lecture va, une seconde ne part pas
  return debut && debut.jeton === undefined && row.value.seLit ? refuse({ code: 'lecture-en-cours' } as const) : row
}
