/** Closed lists and plain texts: what is not in the list is refused with the values that are. */

import { isCaseDetaillee, isContraire } from './cases.ts'
import type { Colonne } from './colonnes.ts'
import { listProches } from './proche.ts'
import type { Rang } from './rang.ts'
import type { Proposition } from './remarques.ts'
import { fold } from './texte.ts'
import { sensPossibles, voisineDe } from './valeurs-voisines.ts'

type Liste = Readonly<Record<string, string>>

/** Codes of each list by what they and their labels are, folded; the first of two that are alike. */
const INDEX = new WeakMap<Liste, ReadonlyMap<string, string>>()

function indexOf(liste: Liste): ReadonlyMap<string, string> {
  const known = INDEX.get(liste)
  if (known) return known
  const index = new Map<string, string>()
  for (const [code, label] of Object.entries(liste))
    for (const name of [fold(code), fold(label)]) if (!index.has(name)) index.set(name, code)
  INDEX.set(liste, index)
  return index
}

/** The code of a label or of a code, whatever the case and the accents. */
export const codeOf = <L extends Liste>(liste: L, text: string): (keyof L & string) | undefined =>
  indexOf(liste).get(fold(text))

const admisesDe = (liste: Liste): readonly string[] => Object.values(liste)

/** Notes a value that is not in the list, with those that it nearly is; `write` puts a value back into its cell. */
export function noteHorsListe(
  rang: Rang,
  { colonne, valeur, liste }: Readonly<{ colonne: Colonne; valeur: string; liste: Liste }>,
  write: (proche: string) => string = (proche) => proche,
  autres: readonly Proposition[] = [],
): void {
  const admises = admisesDe(liste)
  const possibles = sensPossibles(colonne, valeur).filter((sens) => admises.includes(sens))
  // R-TAB-06 — choix du portail : « Non obligatoire » ne propose pas « Obligatoire », et un doute se demande
  const proches =
    possibles.length > 0 ? [] : listProches(valeur, admises, true).filter((un) => !isContraire(valeur, un))
  const propositions = [
    ...possibles.map((sens): Proposition => rang.propose('sens-possible', { [colonne]: write(sens) }, sens)),
    ...proches.map((proche): Proposition => rang.propose('valeur-proche', { [colonne]: write(proche) }, proche)),
    ...autres,
  ]
  // R-REC-04 — choix du portail : les listes sont fermées
  rang.note(colonne, 'refus', { code: 'hors-liste', valeur, admises }, propositions)
}

/** « Oui ? » : whoever wrote it was not sure. */
const isDoute = (text: string): boolean => text.includes('?')

/** Another way to write one value of the list, shown. */
function readVoisine<L extends Liste>(
  rang: Rang,
  colonne: Colonne,
  { liste, text }: Readonly<{ liste: L; text: string }>,
): (keyof L & string) | undefined {
  const codes: (keyof L & string)[] = Object.keys(liste)
  const code = voisineDe(codes, text, rang.cellule(colonne)?.question)
  // R-REC-40 — choix du portail : une autre façon d’écrire une valeur de la liste est lue, et montrée
  if (code) rang.note(colonne, 'corrige', { code: 'ecriture-retablie', avant: text, apres: liste[code] ?? code })
  return code
}

/** One value of a closed list; null when the cell is empty or refused. */
export function readChoix<L extends Liste>(rang: Rang, colonne: Colonne, liste: L) {
  const text = rang.texte(colonne)
  if (text === '') return null
  const code = isDoute(text) ? undefined : (codeOf(liste, text) ?? readVoisine(rang, colonne, { liste, text }))
  if (!code) noteHorsListe(rang, { colonne, valeur: text, liste })
  return code ?? null
}

/** Signs and words that join values where the list asks for semicolons. */
const JOINTURE = /\s*[/+&•·]\s*|\s+et\s+|\s+[-–—]\s+/i

/** The values of a part that joins several in its own way; undefined unless each of them is one of the list. */
function readJointes<L extends Liste>(liste: L, part: string): (keyof L & string)[] | undefined {
  const pieces = part.split(JOINTURE).filter((piece) => piece !== '')
  const codes: (keyof L & string)[] = Object.keys(liste)
  const found = pieces.flatMap((piece) => codeOf(liste, piece) ?? voisineDe(codes, piece) ?? [])
  return pieces.length > 1 && found.length === pieces.length ? found : undefined
}

/** A value of the list, and what its own box holds. */
const COCHEE = /^(.+?) \((.+)\)$/
const LONGUEUR_COCHEE = 200
const decoupeCochee = (part: string): readonly string[] =>
  (part.length > LONGUEUR_COCHEE ? null : COCHEE.exec(part)) ?? []

/** A box ticked with words beside: the value is read, the words have no place and are shown. */
function readCochee<L extends Liste>(
  rang: Rang,
  colonne: Colonne,
  { liste, part }: Readonly<{ liste: L; part: string }>,
): (keyof L & string) | undefined {
  const [, lue = '', mots = ''] = decoupeCochee(part)
  const code = codeOf(liste, lue)
  // R-TAB-04 — choix du portail : une case cochée avec un détail est cochée, et le détail se montre
  if (code === undefined || !isCaseDetaillee(mots)) return undefined
  rang.note(colonne, 'a-verifier', { code: 'case-accompagnee', valeur: mots, lue })
  return code
}

/** More than any list has values: each would be shown beside all the others. */
const PARTIES_MAX = 50

/** Several values separated by `;` (or `,`, or ends of line), in the order of the list, once each. */
export function readChoixMultiple<L extends Liste>(rang: Rang, colonne: Colonne, liste: L): (keyof L & string)[] {
  const found = new Set<string>()
  const parts = splitList(rang.cellule(colonne)?.texte ?? '')
  if (parts.length > PARTIES_MAX) {
    const valeur = rang.texte(colonne).slice(0, LONGUEUR_COCHEE)
    rang.note(colonne, 'refus', { code: 'hors-liste', valeur, admises: admisesDe(liste) })
    return []
  }
  for (const part of parts) {
    const code = isDoute(part) ? undefined : codeOf(liste, part)
    const jointes = code || isDoute(part) ? undefined : readJointes(liste, part)
    if (jointes) {
      for (const one of jointes) found.add(one)
      const apres = jointes.map((one) => liste[one]).join(' ; ')
      rang.note(colonne, 'corrige', { code: 'ecriture-retablie', avant: part, apres })
      continue
    }
    const read =
      code ??
      (isDoute(part)
        ? undefined
        : (readVoisine(rang, colonne, { liste, text: part }) ?? readCochee(rang, colonne, { liste, part })))
    const autres = parts.filter((one) => one !== part)
    if (read) found.add(read)
    else
      noteHorsListe(
        rang,
        { colonne, valeur: part, liste },
        (proche) => parts.map((one) => (one === part ? proche : one)).join(' ; '),
        // What stands beside a tick that is not understood may mean that the service is not offered.
        decoupeCochee(part).length > 0 && autres.length > 0
          ? [rang.propose('sans-ce-service', { [colonne]: autres.join(' ; ') }, autres.join(' ; '))]
          : [],
      )
  }
  return Object.keys(liste).filter((code) => found.has(code))
}

/** The parts of a list typed in one cell. */
export const splitList = (text: string): string[] =>
  text
    .split(text.includes(';') ? ';' : /[,\n\r]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')

/** A plain text within bounds; null when empty or out of bounds. */
export const readTexte = (rang: Rang, colonne: Colonne, max: number, min = 0): string | null =>
  keepLongueur(rang, colonne, rang.texte(colonne), { min, max })

/** As much of a text as any cell may hold, in a file as in the form. */
const TEXTE_MAX = 2_000

/** The same of a text that nothing bounds: one that is longer than is meant is kept as written, and said. */
export function readTexteLibre(rang: Rang, colonne: Colonne, max: number): string | null {
  const text = keepLongueur(rang, colonne, rang.texte(colonne), { max: TEXTE_MAX })
  // R-TAB-11 — choix du portail : un texte facultatif trop long se garde comme il est écrit, à vérifier
  if (text !== null && text.length > max)
    rang.note(colonne, 'a-verifier', { code: 'texte-long', longueur: text.length, max })
  return text
}

/** What is read of a cell, null when it is empty, or refused for its length. */
export function keepLongueur(
  rang: Rang,
  colonne: Colonne,
  text: string,
  { min = 0, max }: Readonly<{ min?: number; max: number }>,
): string | null {
  if (text === '') return null
  // R-REC-05 — choix du portail : nom de 3 à 150 caractères, commentaire de 500 au plus
  if (text.length < min || text.length > max) {
    rang.note(colonne, 'refus', { code: 'longueur', min, max, longueur: text.length })
    return null
  }
  return text
}
