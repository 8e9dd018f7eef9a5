/**
 * What was in a form that was refused and that its page shows no more: sent after the end of its session, or of a census
 * that is being read, or that someone else published meanwhile. Without scripts the same request makes the page anew: it gives the text back in
 * the place of the form. Nothing of it is kept after the answer.
 */

import type { Refus } from '#lib/documents/refus.ts'
import { countCoches, listSaisie, type Saisie } from '#lib/documents/saisie.ts'
import { reponseEnCours } from './statut.ts'

/** Both may be empty: a form that only asks « Retirer ce point » was refused all the same. */
type EnvoiRefuse = Readonly<{ refus: Refus; ecrit: Saisie; coches: number }>

// Actions and pages may be in bundles of their own: what one leaves for the other is the process's.
const holder = globalThis as typeof globalThis & { portailSaisies?: WeakMap<object, EnvoiRefuse> }

/** For the action that refuses it. */
export function retainSaisie(form: FormData, refus: Refus): void {
  const reponse = reponseEnCours()
  if (!reponse) return
  holder.portailSaisies ??= new WeakMap()
  holder.portailSaisies.set(reponse, { refus, ecrit: listSaisie(form), coches: countCoches(form) })
}

/** For the page that follows in the same answer; undefined when no form was refused. */
export function findSaisieRefusee(): EnvoiRefuse | undefined {
  const reponse = reponseEnCours()
  return reponse && holder.portailSaisies?.get(reponse)
}
