/** The columns to say, as their form shows them: each header once, and no more of them than the form has fields. */
import { type ColonneADire, cleDe } from '#lib/domain/guichet/recensement/a-dire.ts'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonneDite } from '#lib/domain/guichet/recensement/colonnes.ts'
import { tiennent } from '#lib/domain/guichet/recensement/correspondance.ts'

export const uniques = (colonnes: readonly ColonneADire[]): ColonneADire[] =>
  [...new Map(colonnes.toReversed().map((colonne) => [cleDe(colonne), colonne])).values()]
    .toReversed()
    .slice(0, LIMITES.colonnes)

/** The headers of a file that nobody could read, with what was said of them already. */
export function listInconnues(refus: RefusDeLecture, dites: readonly ColonneDite[]): ColonneADire[] {
  if (refus.code !== 'aucune-feuille-reconnue') return []
  const known = tiennent(dites)
  return uniques(
    (refus.tables ?? []).flatMap(({ entetes }) =>
      entetes.map((one) => {
        const dite = known.get(cleDe(one))
        return dite === undefined ? one : { ...one, dite }
      }),
    ),
  )
}
