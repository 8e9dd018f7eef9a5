/** Lists of a file that are longer than the form takes: what of them is taken, and what is kept beside. */
import { parseCodeInsee } from '../../territoire/code-insee.ts'
import { MOTIFS, TYPES } from '../formulaire/codes.ts'
import { COMMUNES_AU_PLUS, MOTIFS_AU_PLUS, PERSONNES_AU_PLUS, TYPES_AU_PLUS } from '../formulaire/contenu.ts'
import { RESSOURCES_AU_PLUS } from '../formulaire/montants.ts'
import type { Autre } from './element.ts'

/** What was left out: the field of which it is told, and in which words when they are not those of the field. */
export type Ecart = Readonly<{ champ: string; message?: string; ecartes: readonly Autre[] }>

/** Each text of what was left out, with its path. */
export function listFeuilles(chemin: string, ecarte: unknown): readonly Autre[] {
  if (ecarte === null || ecarte === undefined) return []
  if (!(ecarte instanceof Object)) return [{ chemin, valeur: String(ecarte) }]
  return Object.entries(ecarte).flatMap(([nom, value]) => listFeuilles(`${chemin}.${nom}`, value))
}

/** `cleDe`: what an item says, twice the same being once; undefined when it cannot be read. Without it, any item can. */
type Liste = Readonly<{ auPlus: number; cleDe?: (item: unknown) => string | undefined }>

const codeDe = (codes: Readonly<Record<string, unknown>>, code: unknown): string | undefined =>
  typeof code === 'string' && Object.hasOwn(codes, code) ? code : undefined

function communeDe(item: unknown): string | undefined {
  const code = parseCodeInsee(String(Reflect.get(Object(item), 'commune') ?? ''))
  return code && `${code} ${Reflect.get(Object(item), 'quartier') ?? ''}`
}

/** What the form takes of each list. */
const LISTES: Readonly<Record<string, Liste>> = {
  motifs: { auPlus: MOTIFS_AU_PLUS, cleDe: (item) => codeDe(MOTIFS, Reflect.get(Object(item), 'code')) },
  localisations: { auPlus: COMMUNES_AU_PLUS, cleDe: communeDe },
  types: { auPlus: TYPES_AU_PLUS, cleDe: (item) => codeDe(TYPES, item) },
  lignes: { auPlus: RESSOURCES_AU_PLUS },
  cotitulaires: { auPlus: PERSONNES_AU_PLUS },
  personnesACharge: { auPlus: PERSONNES_AU_PLUS },
  enfantsEnGarde: { auPlus: PERSONNES_AU_PLUS },
}

/** Keeps of a list that is too long the first items that the form can take; undefined when it takes them all. */
export function cutListe(liste: unknown[], chemin: string): Ecart | undefined {
  const { auPlus, cleDe } = LISTES[chemin.split('.').at(-1) ?? ''] ?? { auPlus: liste.length - 1 }
  const pris = new Map<string, unknown>()
  const laisses = { illisible: 0, double: 0, enTrop: 0 }
  const ecartes: Autre[] = []
  for (const [rang, item] of liste.entries()) {
    const cle = cleDe ? cleDe(item) : String(rang)
    // R-REP-16 — choix du portail : ce que le formulaire ne prendrait pas n’ôte sa place à rien de ce qui suit
    if (cle !== undefined && !pris.has(cle) && pris.size < auPlus) {
      pris.set(cle, item)
      continue
    }
    laisses[cle === undefined ? 'illisible' : pris.has(cle) ? 'double' : 'enTrop'] += 1
    ecartes.push(...listFeuilles(`${chemin}.${rang}`, item))
  }
  if (pris.size === liste.length) return undefined
  liste.splice(0, liste.length, ...pris.values())
  const dits: readonly (readonly [number, string])[] = [
    [laisses.illisible, 'Ce qui ne se lit pas'],
    [laisses.double, 'Ce qui est dit une seconde fois'],
    [laisses.enTrop, `Le formulaire en prend ${auPlus} au plus\u00a0: ce qui suit`],
  ]
  const phrases = dits.flatMap(([combien, quoi]) =>
    combien > 0 ? [`${quoi} (${combien}) n’est pas repris, et reste gardé à côté.`] : [],
  )
  return { champ: chemin, message: [...phrases, 'Vérifiez-le dans votre logiciel.'].join(' '), ecartes }
}
