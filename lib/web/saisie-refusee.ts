/**
 * What was in a form that was sent after its session had ended. Without scripts the same request makes its page anew, for
 * a visitor: it gives the text back in the place of the form. Nothing of it is kept after the answer.
 */
import { countCoches, listSaisie, type Saisie } from '#lib/documents/saisie.ts'
import { reponseEnCours } from './statut.ts'

/** Both may be empty: a form that only asks « Retirer ce point » was refused all the same. */
type EnvoiRefuse = Readonly<{ ecrit: Saisie; coches: number }>

// Actions and pages may be in bundles of their own: what one leaves for the other is the process's.
const holder = globalThis as typeof globalThis & { portailSaisies?: WeakMap<object, EnvoiRefuse> }

/** For the action that refuses a visitor. */
export function retainSaisie(form: FormData): void {
  const reponse = reponseEnCours()
  if (!reponse) return
  holder.portailSaisies ??= new WeakMap()
  holder.portailSaisies.set(reponse, { ecrit: listSaisie(form), coches: countCoches(form) })
}

/** For the page that follows in the same answer; undefined when no form was refused. */
export function findSaisieRefusee(): EnvoiRefuse | undefined {
  const reponse = reponseEnCours()
  return reponse && holder.portailSaisies?.get(reponse)
}
