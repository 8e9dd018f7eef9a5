/** What the fields of the form do not take of a file: told, and kept beside the demande with what has no field. */
import type { Jour } from '../../calendrier.ts'
import { removeNirDUnTelephone, removeNirMemeSansCle } from '../../nir.ts'
import { removeInvisibles } from '../../signes-invisibles.ts'
import type { Contenu } from '../formulaire/contenu.ts'
import { readContenu } from '../formulaire/validite.ts'
import type { Autre } from './element.ts'
import { cutListe, type Ecart, listFeuilles } from './listes.ts'

/** What the loading says of one field: `champ` is its path in the content, or the element of the file. */
export type RemarqueDeReprise = Readonly<{ champ: string; gravite: 'a-verifier' | 'refus'; message: string }>

const ZERO = 'Un 0 est écrit\u00a0: personne ne l’a déclaré, ce montant reste inconnu.'

/** `ecartes`: each refused text, by the path of its field. */
type Tenu = Readonly<{ contenu: Contenu; remarques: readonly RemarqueDeReprise[]; ecartes: readonly Autre[] }>

/**
 * Leaves out the fields that are refused, until what is left holds: each turn has fewer of them. Undefined when one
 * cannot be left out, which no field of a file is known to be.
 */
export function readWhatHolds(sent: Record<string, unknown>, le: Jour): Tenu | undefined {
  const remarques = new Map<string, RemarqueDeReprise>()
  const ecartes: Autre[] = []
  const say = (champ: string, message: string) => remarques.set(champ, { champ, gravite: 'a-verifier', message })
  const nirs = Array.from(takeNirs(sent, ''), (champ) => champ.replace(EUROS_D_UN_MONTANT, ''))
  for (const champ of takeZeros(sent, '')) {
    // The line of a resource is told with those that have no amount.
    if (!champ.endsWith('.euros')) say(champ, ZERO)
    ecartes.push({ chemin: champ, valeur: '0' })
  }
  for (const { champ, message, ecartes: tenus } of takeNaissanceSansEnfant(sent)) {
    if (message) say(champ, message)
    ecartes.push(...tenus)
  }
  for (;;) {
    const lu = readContenu(sent, le)
    if (lu.ok) return { contenu: lu.contenu, remarques: sayNirs(nirs, [...remarques.values()]), ecartes }
    let isMoindre = false
    // From the last to the first: leaving out an item of a list moves those that follow it. Each field once, in its
    // first words: emptied for one fault, it would seem refused empty for the other.
    const anomalies = new Map(lu.anomalies.toReversed().map(({ champ, message }) => [champ, message]))
    const coupees = [...anomalies.keys()].filter((champ) => Array.isArray(champ.split('.').reduce(valueDe, sent)))
    for (const [champ, message] of anomalies) {
      // What a cut list keeps is numbered anew: what is refused of its items is told in the next turn.
      if (coupees.some((liste) => champ.startsWith(`${liste}.`))) continue
      const left = leaveOut(sent, champ)
      if (!left) continue
      isMoindre = true
      // R-REP-16 — choix du portail : tout élément est gardé, celui qu’un champ refuse à côté de la demande
      ecartes.push(...left.ecartes)
      // R-REP-02 — choix du portail : un champ illisible ne prive pas quelqu’un de sa demande ; il est dit et reste inconnu
      say(left.champ, left.message ?? message)
    }
    if (!isMoindre) return undefined
  }
}

/**
 * The text of a field or of an element without any NIR, key or not, even one that signs which nobody sees keep from
 * being read; `chemin` says whether a telephone is expected there.
 */
export function removeNirCache(text: string, chemin: string): string {
  const lisible = removeInvisibles(text)
  const sans = TELEPHONE.test(chemin) ? removeNirDUnTelephone(lisible) : removeNirMemeSansCle(lisible)
  return sans === lisible ? text : sans
}
const TELEPHONE = /(?:^|[./@_]|num(?:ero)?)(?:tel|portable|mobile|gsm|fax)[^./@]*$/i

/** Numéros de sécurité sociale, out of whatever text holds one: a name, a street, the name of who gives shelter. */
function* takeNirs(sent: unknown, chemin: string): Generator<string> {
  for (const [nom, value] of Object.entries(Object(sent))) {
    const champ = chemin ? `${chemin}.${nom}` : nom
    if (value instanceof Object) yield* takeNirs(value, champ)
    if (typeof value !== 'string') continue
    const sans = removeNirCache(value, champ)
    if (sans === value) continue
    Reflect.set(Object(sent), nom, sans.trim() || null)
    yield champ
  }
}
const NIR_ECRIT =
  'Un numéro de sécurité sociale était écrit là\u00a0: il n’est pas gardé. Retirez-le aussi de votre logiciel.'

/** Says of each field the NIR that it held, before what else is refused of it: one remark, and neither hides the other. */
export function sayNirs(
  champs: readonly string[],
  remarques: readonly RemarqueDeReprise[],
): readonly RemarqueDeReprise[] {
  const autres = Map.groupBy(remarques, ({ champ }) => champ)
  const nirs = new Set(champs)
  return [
    ...Array.from(nirs, (champ): RemarqueDeReprise => {
      // R-NIR-01 — ADR 0013 : ce qui est écrit là est à retirer du logiciel, quoi que son champ en refuse aussi
      const messages = (autres.get(champ) ?? []).map((une) => une.message)
      const message = (messages[0]?.startsWith(NIR_ECRIT) ? messages : [NIR_ECRIT, ...messages]).join(' ')
      return { champ, gravite: 'a-verifier', message }
    }),
    ...remarques.filter(({ champ }) => !nirs.has(champ)),
  ]
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

/** The day of a birth that is expected of no child: the form has none for it, and would drop the day with the child. */
function* takeNaissanceSansEnfant({ foyer }: Record<string, unknown>): Generator<Ecart> {
  const attendus = Reflect.get(Object(foyer), 'enfantsANaitre')
  const prevusLe: unknown = Reflect.get(Object(attendus), 'prevusLe')
  // R-REP-22 — choix du portail : un 0 à côté d’une naissance prévue est peut-être la faute, la date ne disparaît pas avec lui
  if (Reflect.get(Object(attendus), 'nombre') !== 0 || prevusLe == null) return
  Reflect.set(Object(foyer), 'enfantsANaitre', null)
  const champ = 'foyer.enfantsANaitre'
  yield { champ, message: NAISSANCE_SANS_ENFANT, ecartes: listFeuilles(`${champ}.prevusLe`, prevusLe) }
}
const NAISSANCE_SANS_ENFANT =
  'Un 0 est écrit à côté d’une naissance prévue\u00a0: sa date n’est pas reprise, et reste gardée à côté. Vérifiez le nombre d’enfants à naître dans votre logiciel.'

/** An amount is a whole: without its euros, what is left of it would be refused again, and its person with it. */
const EUROS_D_UN_MONTANT = /(?<=\.(?:montant|loyerMensuel))\.euros$/

const valueDe = (at: unknown, nom: string): unknown => Reflect.get(Object(at), nom)

/** Empties a field, or takes away what a list has too much or cannot keep; undefined when nothing of it is left. */
function leaveOut(sent: unknown, champ: string): Ecart | undefined {
  const chemin = champ.replace(EUROS_D_UN_MONTANT, '')
  const noms = chemin.split('.')
  const parents: unknown[] = [sent]
  for (const nom of noms) parents.push(valueDe(parents.at(-1), nom))
  const [parent, value] = parents.slice(-2)
  if (Array.isArray(value)) return cutListe(value, chemin)
  if (!Array.isArray(parent) && parent instanceof Object && value != null) {
    const ecarte = chemin === champ ? value : Reflect.get(Object(value), 'euros')
    Reflect.set(parent, noms.at(-1) ?? '', null)
    return { champ: chemin, ecartes: listFeuilles(chemin, ecarte) }
  }
  // An item that says nothing without this field, which was emptied and told a turn before: it is told again as a whole.
  const depth = parents.findLastIndex(Array.isArray)
  const liste = parents[depth]
  const rang = Number(noms[depth])
  if (!Array.isArray(liste) || liste[rang] === undefined) return undefined
  const [ecarte] = liste.splice(rang, 1)
  return {
    champ,
    ...(value == null && { message: MOTS_D_UN_ELEMENT[noms[depth - 1] ?? ''] ?? ELEMENT_A_COTE }),
    ecartes: listFeuilles(noms.slice(0, depth + 1).join('.'), ecarte),
  }
}

const ELEMENT_A_COTE =
  'Cet élément ne se lit pas sans ce champ\u00a0: il n’est pas repris, et reste gardé à côté. Vérifiez-le dans votre logiciel.'
const MOTS_D_UN_ELEMENT: Readonly<Record<string, string>> = {
  motifs:
    'Le code de ce motif n’est pas de la liste\u00a0: le motif n’est pas repris, et reste gardé à côté. Vérifiez-le dans votre logiciel.',
  localisations:
    'Le code de cette commune n’en est pas un\u00a0: ce souhait n’est pas repris, et reste gardé à côté. Vérifiez-le dans votre logiciel.',
}
