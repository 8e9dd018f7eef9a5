/**
 * What was written in a form that was sent after its session had ended. Without scripts the same request makes its page
 * anew, for a visitor: it gives the text back in the place of the form. Nothing of it is kept after the answer.
 */
import type { Saisie } from '#lib/documents/saisie.ts'
import { reponseEnCours } from './statut.ts'

// Actions and pages may be in bundles of their own: what one leaves for the other is the process's.
const holder = globalThis as typeof globalThis & { portailSaisies?: WeakMap<object, Saisie> }

/** For the action that refuses a visitor. */
export function retainSaisie(saisie: Saisie): void {
  const reponse = reponseEnCours()
  if (!reponse || saisie.length === 0) return
  holder.portailSaisies ??= new WeakMap()
  holder.portailSaisies.set(reponse, saisie)
}

/** For the page that follows in the same answer; undefined when no form was refused, or when nothing was written in it. */
export function findSaisieRefusee(): Saisie | undefined {
  const reponse = reponseEnCours()
  return reponse && holder.portailSaisies?.get(reponse)
}
