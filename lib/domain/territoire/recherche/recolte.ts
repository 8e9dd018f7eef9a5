/**
 * The names that a run of words finds, each with how well it matches. Steps go from the surest to the loosest and
 * stop as soon as enough communes are found: a wrong guess never stands above a right answer.
 */
import type { CommuneCherchee, IndexDeRecherche, Repertoire } from './index-de-recherche.ts'
import { findNearPrefix, findPrefix, isWhole, type Lexique, type Plage } from './lexique.ts'
import { aliasKeys, compactKey, fullWords } from './texte.ts'

/** How a name matches, best first; within one rank today's names come first, then the larger commune. */
export const RANG = {
  exact: 0,
  /** Without its article or small words. */
  abrege: 1,
  ancienExact: 2,
  debut: 3,
  /** Begins like it once its words are joined, when a name has the very word: « châlons » and Chalon-s|ur-Saône. */
  debutJoint: 4,
  /** A former name, when a commune of today bears that very name. */
  homonymeAncien: 5,
  /** One typing error. */
  proche: 6,
  /** Words inside the name. */
  mots: 7,
  debutProche: 8,
  motsProches: 9,
  /** Some of the words only; less and less like it. */
  partiel: 10,
} as const

export type Filtre = (commune: CommuneCherchee) => boolean

/** Names found and the best rank of each. */
export type Recolte = { readonly rangs: Map<number, number>; readonly filtre: Filtre | null }

/** Under this many letters anything is one error away from anything. */
const LONGUEUR_MINIMALE_POUR_UNE_FAUTE = 3
/** Words borne by more names than this say nothing alone. */
const MOT_TROP_COMMUN = 4000

const keep = (index: IndexDeRecherche, recolte: Recolte, nom: number, rang: number): void => {
  const known = recolte.rangs.get(nom)
  if (known !== undefined && known <= rang) return
  const name = index.noms[nom]
  if (!name || (recolte.filtre && !recolte.filtre(name.commune))) return
  recolte.rangs.set(nom, rang)
}

/** Keeps the best names of a range of keys: all of a small one, the largest communes of a great one. */
function keepRange(index: IndexDeRecherche, recolte: Recolte, of: Repertoire, plage: Plage, rang: number): void {
  const best = recolte.filtre ? undefined : of.meilleurs.get(plage.node)
  if (best) {
    for (const nom of best) keep(index, recolte, nom, rang)
    return
  }
  const end = of.debut[plage.hi] ?? 0
  for (let at = of.debut[plage.lo] ?? 0; at < end; at++) keep(index, recolte, of.noms[at] ?? 0, rang)
}

/** One key in full: the very name, a shorter way to write it, or a former name. */
function keepWhole(index: IndexDeRecherche, recolte: Recolte, plage: Plage, key: string): void {
  const { debut, noms } = index.parNom
  const end = debut[plage.lo + 1] ?? 0
  let today = false
  for (let at = debut[plage.lo] ?? 0; at < end; at++) {
    const nom = noms[at] ?? 0
    const name = index.noms[nom]
    if (name?.nature === 'nom') {
      today = true
      keep(index, recolte, nom, name.cle === key ? RANG.exact : RANG.abrege)
    } else {
      keep(index, recolte, nom, today ? RANG.homonymeAncien : RANG.ancienExact)
    }
  }
}

/** Exactly what was typed, then what begins like it. */
function gatherExact(index: IndexDeRecherche, recolte: Recolte, key: string, rang: number): void {
  const plage = findPrefix(index.parNom.lexique, key)
  if (!plage) return
  if (isWhole(index.parNom.lexique, plage)) keepWhole(index, recolte, plage, key)
  keepRange(index, recolte, index.parNom, plage, rang)
}

/**
 * Of the names that begin like what was typed, those that have its last word in full come before those that have it
 * across two of theirs. Without any, nothing moves: « lehav » still finds Le Havre first.
 */
function lowerJoined(index: IndexDeRecherche, { rangs }: Recolte, typed: readonly string[]): void {
  const { keys } = index.parMot.lexique
  const last = typed.at(-1) ?? ''
  const mots = [...rangs].flatMap(([nom, rang]) => {
    const words = rang === RANG.debut ? index.noms[nom]?.mots : undefined
    return words ? [{ nom, words: words.map((word) => keys[word] ?? '') }] : []
  })
  if (!mots.some(({ words }) => words.includes(last))) return
  for (const { nom, words } of mots) if (!words.some((word) => word.startsWith(last))) rangs.set(nom, RANG.debutJoint)
}

/** One typing error away, whole names then beginnings; beside a very name, only larger communes than it. */
function gatherNear(index: IndexDeRecherche, recolte: Recolte, key: string): void {
  if (key.length < LONGUEUR_MINIMALE_POUR_UNE_FAUTE) return
  const { lexique, debut, noms } = index.parNom
  const best = bestExact(recolte)
  const nothingBegins = recolte.rangs.size === 0
  findNearPrefix(lexique, key, (plage) => {
    if (isWhole(lexique, plage)) {
      const end = debut[plage.lo + 1] ?? 0
      for (let at = debut[plage.lo] ?? 0; at < end && (noms[at] ?? 0) < best; at++) {
        keep(index, recolte, noms[at] ?? 0, RANG.proche)
      }
    }
    if (nothingBegins && key.length > LONGUEUR_MINIMALE_POUR_UNE_FAUTE) {
      keepRange(index, recolte, index.parNom, plage, RANG.debutProche)
    }
  })
}

/** The best name found in full, Infinity when none is. */
function bestExact(recolte: Recolte): number {
  let best = Number.POSITIVE_INFINITY
  for (const [nom, rang] of recolte.rangs) if (rang <= RANG.ancienExact) best = Math.min(best, nom)
  return best
}

type Mot = Readonly<{ plages: readonly Plage[]; proche: boolean; noms: number }>

const isKey = (tree: Lexique, word: string): boolean => {
  const plage = findPrefix(tree, word)
  return plage !== undefined && isWhole(tree, plage)
}

/** The words of the index that a typed word stands for: itself, what it begins when it is the last, or one error away. */
function resolveWord(index: IndexDeRecherche, word: string, isLast: boolean): Mot {
  const { lexique, debut } = index.parMot
  const sized = (plages: readonly Plage[], proche: boolean): Mot => ({
    plages,
    proche,
    noms: plages.reduce((sum, { lo, hi }) => sum + (debut[hi] ?? 0) - (debut[lo] ?? 0), 0),
  })
  const plage = findPrefix(lexique, word)
  if (plage && isLast) return sized([plage], false)
  if (plage && isWhole(lexique, plage)) return sized([{ ...plage, hi: plage.lo + 1 }], false)
  const near = new Map<number, Plage>()
  if (word.length >= LONGUEUR_MINIMALE_POUR_UNE_FAUTE) {
    findNearPrefix(lexique, word, (found) => {
      if (isWhole(lexique, found)) near.set(found.lo, { ...found, hi: found.lo + 1 })
    })
  }
  if (near.size === 0 && plage && word.length >= LONGUEUR_MINIMALE_POUR_UNE_FAUTE) return sized([plage], true)
  return sized([...near.values()], true)
}

const stands = (mot: Mot, word: number): boolean => mot.plages.some(({ lo, hi }) => word >= lo && word < hi)

function eachName(index: IndexDeRecherche, mot: Mot, visit: (nom: number, words: readonly number[]) => void): void {
  const { debut, noms } = index.parMot
  for (const { lo, hi } of mot.plages) {
    const end = debut[hi] ?? 0
    for (let at = debut[lo] ?? 0; at < end; at++) visit(noms[at] ?? 0, index.noms[noms[at] ?? 0]?.mots ?? [])
  }
}

/** Every word somewhere in the name, in any order. */
function gatherWords(index: IndexDeRecherche, recolte: Recolte, typed: readonly string[]): void {
  const mots = typed.map((word, at) => resolveWord(index, word, at === typed.length - 1))
  const [rarest] = [...mots].sort((a, b) => a.noms - b.noms)
  if (!rarest) return
  const rang = mots.some(({ proche }) => proche) ? RANG.motsProches : RANG.mots
  eachName(index, rarest, (nom, of) => {
    if (mots.every((mot) => of.some((word) => stands(mot, word)))) keep(index, recolte, nom, rang)
  })
}

/** Under this many letters a word says nothing alone. */
const LETTRES_D_UN_MOT = 3
/** Names proposed for some of the words only: the nearest few. */
const PARTIELS_MAXIMAUX = 10
/** Of the letters typed, how many must be in the words found. */
const PART_MINIMALE = 1 / 3

/** The few names that share most of the words, when none has them all and they carry a fair part of what was typed. */
function gatherSome(index: IndexDeRecherche, recolte: Recolte, typed: readonly string[]): void {
  const mots = typed.flatMap((word, at) => {
    const isLast = at === typed.length - 1 && !isKey(index.parMot.lexique, word)
    const mot = word.length < LETTRES_D_UN_MOT ? undefined : resolveWord(index, word, isLast)
    return mot && mot.noms > 0 ? [{ ...mot, lettres: word.length }] : []
  })
  const enough = typed.reduce((sum, word) => sum + word.length, 0) * PART_MINIMALE
  const [rarest] = [...mots].sort((a, b) => a.noms - b.noms)
  const partiels = new Map<number, number>()
  for (const mot of mots) {
    if (mot.noms > MOT_TROP_COMMUN && mot !== rarest) continue
    eachName(index, mot, (nom, of) => {
      const shared = mots.filter((other) => of.some((word) => stands(other, word)))
      if (shared.reduce((sum, { lettres }) => sum + lettres, 0) < enough) return
      partiels.set(nom, RANG.partiel + (typed.length - shared.length) + Math.max(0, of.length - shared.length))
    })
  }
  const nearest = [...partiels].sort(([a, rangA], [b, rangB]) => rangA - rangB || a - b)
  for (const [nom, rang] of nearest.slice(0, recolte.filtre ? undefined : PARTIELS_MAXIMAUX))
    keep(index, recolte, nom, rang)
}

/** Enough to choose from: looser steps would only add noise. */
const SUFFISANT = 5

/** What is looked for: words, among the communes of `filtre`, to show `limite` of them. */
export type Quete = Readonly<{ words: readonly string[]; filtre: Filtre | null; limite: number }>

/** Runs the steps for these words, one after the other, until enough names are found. */
export function gather(index: IndexDeRecherche, { words, filtre, limite }: Quete): Recolte {
  const recolte: Recolte = { rangs: new Map(), filtre }
  const key = compactKey(words)
  if (key === '') return recolte
  gatherExact(index, recolte, key, RANG.debut)
  const typed = fullWords(words)
  lowerJoined(index, recolte, typed)
  const aliases = aliasKeys(words)
  if (recolte.rangs.size === 0) for (const alias of aliases) gatherExact(index, recolte, alias, RANG.debut)
  if (recolte.rangs.size < limite) gatherNear(index, recolte, key)
  if (recolte.rangs.size === 0) for (const alias of aliases) gatherNear(index, recolte, alias)
  if (recolte.rangs.size < SUFFISANT) gatherWords(index, recolte, typed)
  if (recolte.rangs.size === 0 && typed.length > 1) gatherSome(index, recolte, typed)
  return recolte
}
