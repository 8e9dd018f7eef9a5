/** Since when a demande names somebody beside its applicant: who comes in late does not take what others waited for. */
import type { Jour } from '../calendrier.ts'
import type { Fait } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { areNaissancesCompatibles, type Naissance } from './formulaire/naissance.ts'
import { type Identite, isSamePersonne, normalizeNom } from './identite.ts'

/** Somebody whom a demande names. */
export type Personne = Identite & Readonly<{ naissance: Naissance | null }>

/** Whether two persons may be one: their names say so, and their days of birth do not say otherwise. */
export const mayBeSame = (a: Personne, b: Personne): boolean =>
  isSamePersonne(a, b) && areNaissancesCompatibles(a.naissance, b.naissance)

/** The same, or one whose name was mended: born on the same day, with the same name or the same first name. */
export function isReconnue(a: Personne, b: Personne): boolean {
  if (mayBeSame(a, b)) return true
  const meme = (x: string | null, y: string | null) => x !== null && y !== null && normalizeNom(x) === normalizeNom(y)
  return a.naissance !== null && a.naissance === b.naissance && (meme(a.nom, b.nom) || meme(a.prenom, b.prenom))
}

/** A dependant, of whom the form asks one name. */
export const enCharge = ({ nom, prenom, naissance }: Contenu['foyer']['personnesACharge'][number]): Personne => ({
  ...{ nom, prenom, naissance },
  nomDeNaissance: null,
})

/** Whether a content names somebody beside its applicant, among the persons to house. */
export const isNommee = ({ cotitulaires, foyer }: Contenu, qui: Personne): boolean =>
  [...cotitulaires, ...foyer.personnesACharge.map(enCharge)].some((un) => isReconnue(un, qui))

/**
 * The day on which the demande named them among the persons to house, since they last left it by an act; null: from its
 * first fait. `faits`: all of them, in their order; `qui` is named by the last content.
 */
export function findNommeeDepuis(faits: readonly Fait[], qui: Personne): Jour | null {
  let depuis: Jour | null | undefined
  for (const fait of faits) {
    if (!('contenu' in fait)) continue
    const isLa = isNommee(fait.contenu, qui)
    if (fait.type === 'depot' || fait.type === 'reprise') depuis = isLa ? null : undefined
    else if (isLa) depuis = depuis === undefined ? fait.le : depuis
    // Left out of a form by mistake, then named again, they lose nothing; who left by an act begins again.
    else if (fait.type === 'separation' || fait.type === 'changement-de-titulaire') depuis = undefined
  }
  if (depuis === undefined) throw new Error('Nobody of that name is in the demande')
  return depuis
}

/** The ancienneté that somebody takes from a demande by a mere consent: its own, from the day that it names them at the earliest. */
export const ancienneteDe = (avant: Jour, nommeeDepuis: Jour | null): Jour =>
  nommeeDepuis === null || nommeeDepuis < avant ? avant : nommeeDepuis
