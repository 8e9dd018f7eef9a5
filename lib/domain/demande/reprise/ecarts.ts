/** What the fields of the form do not take of a file: told, and kept beside the demande with what has no field. */
import type { Jour } from '../../calendrier.ts'
import type { Contenu } from '../formulaire/contenu.ts'
import { readContenu } from '../formulaire/validite.ts'
import type { Autre } from './element.ts'

/** What the loading says of one field: `champ` is its path in the content, or the element of the file. */
export type RemarqueDeReprise = Readonly<{ champ: string; gravite: 'a-verifier' | 'refus'; message: string }>

/** Fields that one demande may have wrong before it is given up: more, and the file is of something else. */
const ANOMALIES_AU_PLUS = 60
const ZERO = 'Un 0 est écrit\u00a0: personne ne l’a déclaré, ce montant reste inconnu.'

/** `ecartes`: each refused text, by the path of its field. */
type Tenu = Readonly<{ contenu: Contenu; remarques: readonly RemarqueDeReprise[]; ecartes: readonly Autre[] }>

/** Leaves out, one by one, the fields that are refused; undefined when there is no end to them. */
export function readWhatHolds(sent: Record<string, unknown>, le: Jour): Tenu | undefined {
  const remarques: RemarqueDeReprise[] = []
  const ecartes: Autre[] = []
  for (const champ of takeZeros(sent, '')) {
    // The line of a resource is told with those that have no amount.
    if (!champ.endsWith('.euros')) remarques.push({ champ, gravite: 'a-verifier', message: ZERO })
    ecartes.push({ chemin: champ, valeur: '0' })
  }
  for (let reste = ANOMALIES_AU_PLUS; reste > 0; ) {
    const lu = readContenu(sent, le)
    if (lu.ok) return { contenu: lu.contenu, remarques, ecartes }
    // From the last to the first: leaving out an item of a list moves those that follow it.
    for (const { champ, message } of lu.anomalies.toReversed()) {
      reste -= 1
      const left = leaveOut(sent, champ)
      if (!left) return undefined
      // R-REP-16 — choix du portail : tout élément est gardé, celui qu’un champ refuse à côté de la demande
      ecartes.push(...listFeuilles(left.chemin, left.ecarte))
      // R-REP-02 — choix du portail : un champ illisible ne prive pas quelqu’un de sa demande ; il est dit et reste inconnu
      if (!left.isDit) remarques.push({ champ: champ.replace(EUROS_D_UN_MONTANT, ''), gravite: 'a-verifier', message })
    }
  }
  return undefined
}

/** Amounts that are asked of everybody, whose zero guichets type when they do not know: made unknown, and named. */
function* takeZeros(sent: unknown, chemin: string): Generator<string> {
  for (const [nom, value] of Object.entries(Object(sent))) {
    const champ = chemin ? `${chemin}.${nom}` : nom
    // R-FORM-01 — bulletin de juillet 2014, « Bonnes pratiques » : « il ne faut pas inscrire de 0 »
    const isZero = MONTANTS.has(nom) && (value === 0 || (value instanceof Object && Reflect.get(value, 'euros') === 0))
    if (isZero) {
      Reflect.set(Object(sent), nom, null)
      yield champ
    } else if (value instanceof Object) yield* takeZeros(value, champ)
  }
}
const MONTANTS: ReadonlySet<string> = new Set(['montant', 'loyerMensuel', 'loyerMaximal', 'pensionVersee', 'euros'])

/** Each text of what was left out, with its path. */
function listFeuilles(chemin: string, ecarte: unknown): readonly Autre[] {
  if (ecarte === null || ecarte === undefined) return []
  if (!(ecarte instanceof Object)) return [{ chemin, valeur: String(ecarte) }]
  return Object.entries(ecarte).flatMap(([nom, value]) => listFeuilles(`${chemin}.${nom}`, value))
}

type Ecart = Readonly<{ chemin: string; ecarte: unknown; isDit: boolean }>

/** An amount is a whole: without its euros, what is left of it would be refused again, and its person with it. */
const EUROS_D_UN_MONTANT = /(?<=\.(?:montant|loyerMensuel))\.euros$/

/**
 * Empties the field. An item of a list is taken away when it says nothing without this field, which was emptied before
 * and told; of a list that is too long, the last. Undefined when nothing is left to do.
 */
function leaveOut(sent: unknown, champ: string): Ecart | undefined {
  const chemin = champ.replace(EUROS_D_UN_MONTANT, '')
  const noms = chemin.split('.')
  const parents: unknown[] = [sent]
  for (const nom of noms) parents.push(Reflect.get(Object(parents.at(-1)), nom))
  const [parent, value] = parents.slice(-2)
  if (Array.isArray(value)) {
    const [ecarte] = value.splice(-1)
    return ecarte === undefined ? undefined : { chemin: `${chemin}.${value.length}`, ecarte, isDit: false }
  }
  if (!Array.isArray(parent) && parent instanceof Object && value != null) {
    const ecarte = chemin === champ ? value : Reflect.get(Object(value), 'euros')
    return Reflect.set(parent, noms.at(-1) ?? '', null) ? { chemin, ecarte, isDit: false } : undefined
  }
  for (let depth = noms.length - 1; depth >= 0; depth -= 1) {
    const liste = parents[depth]
    if (!Array.isArray(liste)) continue
    const [ecarte] = liste.splice(Number(noms[depth]), 1)
    if (ecarte === undefined) return undefined
    return { chemin: noms.slice(0, depth + 1).join('.'), ecarte, isDit: value == null }
  }
  return undefined
}
