/** What the search walks: every name of every commune, in one sorted list of keys, and every code. */
import { buildLexique, type Lexique } from './lexique.ts'
import { aliasKeys, compactKey, fullWords, wordsOf } from './texte.ts'

/** A commune as the search shows it. */
export type CommuneCherchee = Readonly<{
  codeInsee: string
  nom: string
  slug: string
  departement: string
  nomDepartement: string
  region: string
  codesPostaux: readonly string[]
  population: number
}>

export type NatureAncienne = 'ancien-code' | 'ancien-nom' | 'deleguee' | 'associee' | 'arrondissement'

/** A former name or code, with those of the parts of today's commune; `nom` null when only the code is known. */
export type AncienneCherchee = Readonly<{
  codeInsee: string
  nom: string | null
  nature: NatureAncienne
  codesPostaux: readonly string[]
}>

export type EntreeDeRecherche = CommuneCherchee & Readonly<{ anciennes: readonly AncienneCherchee[] }>

/** A name that leads to a commune; those of today come first, then by population: a smaller number is a better name. */
export type Nom = Readonly<{
  commune: CommuneCherchee
  nature: 'nom' | NatureAncienne
  nom: string
  /** The key of the name in full: other keys are shorter ways to write it. */
  cle: string
  /** Its words, as numbers of `mots.keys`. */
  mots: readonly number[]
}>

/** Keys of a lexique and, for each, the names that it leads to. */
export type Repertoire = Readonly<{
  lexique: Lexique
  /** Names of key k: `noms[debut[k]]` to `noms[debut[k + 1]]`, excluded, best first. */
  debut: Int32Array
  noms: Int32Array
  /** Best names below each large node, so that `s` need not read five thousand of them. */
  meilleurs: ReadonlyMap<number, readonly number[]>
}>

export type IndexDeRecherche = Readonly<{
  noms: readonly Nom[]
  parNom: Repertoire
  parMot: Repertoire
  /** Communes by postcode and by INSEE code, former ones included, best first. */
  parCodePostal: ReadonlyMap<string, readonly CommuneCherchee[]>
  parCodeInsee: ReadonlyMap<string, Readonly<{ commune: CommuneCherchee; ancienne: AncienneCherchee | null }>>
  codesPostaux: readonly string[]
  parDepartement: ReadonlyMap<string, readonly CommuneCherchee[]>
  /** Département codes by the keys of their names. */
  departements: ReadonlyMap<string, string>
}>

export const MEILLEURS_GARDES = 32
const GRAND_NOEUD = 200

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (list.at(-1) !== value) list.push(value)
}

function buildRepertoire(namesByKey: ReadonlyMap<string, readonly number[]>): Repertoire {
  const keys = [...namesByKey.keys()].sort()
  const debut = new Int32Array(keys.length + 1)
  const noms: number[] = []
  keys.forEach((key, index) => {
    noms.push(...[...new Set(namesByKey.get(key))].sort((a, b) => a - b))
    debut[index + 1] = noms.length
  })
  const lexique = buildLexique(keys)
  const meilleurs = new Map<number, number[]>()
  for (let node = 0; node < lexique.lo.length; node++) {
    const [from = 0, to = 0] = [debut[lexique.lo[node] ?? 0], debut[lexique.hi[node] ?? 0]]
    if (to - from < GRAND_NOEUD) continue
    const all = Int32Array.from(noms.slice(from, to)).sort()
    meilleurs.set(node, [...new Set(all)].slice(0, MEILLEURS_GARDES))
  }
  return { lexique, debut, noms: Int32Array.from(noms), meilleurs }
}

/** Builds the index; half a second for the whole country. */
export function buildIndex(entries: readonly EntreeDeRecherche[]): IndexDeRecherche {
  const communes = [...entries].sort((a, b) => b.population - a.population || (a.codeInsee < b.codeInsee ? -1 : 1))
  const named = [
    ...communes.map((commune) => ({ commune, nature: 'nom' as const, nom: commune.nom })),
    ...communes.flatMap((commune) =>
      commune.anciennes.flatMap(({ nom, nature }) => (nom && nom !== commune.nom ? [{ commune, nature, nom }] : [])),
    ),
  ].map((name) => ({ ...name, words: wordsOf(name.nom) }))

  const byKey = new Map<string, number[]>()
  const byWord = new Map<string, number[]>()
  named.forEach(({ words }, id) => {
    for (const key of [compactKey(words), ...aliasKeys(words)]) push(byKey, key, id)
    for (const word of fullWords(words)) push(byWord, word, id)
  })
  const parMot = buildRepertoire(byWord)
  const numbers = new Map(parMot.lexique.keys.map((word, index) => [word, index]))

  const parCodePostal = new Map<string, CommuneCherchee[]>()
  const parCodeInsee = new Map<string, { commune: CommuneCherchee; ancienne: AncienneCherchee | null }>()
  const parDepartement = new Map<string, CommuneCherchee[]>()
  const departements = new Map<string, string>()
  const shown = communes.map(({ anciennes: _, ...commune }) => commune)
  communes.forEach(({ anciennes }, index) => {
    const commune = shown[index]
    if (!commune) return
    const codes = new Set([...commune.codesPostaux, ...anciennes.flatMap(({ codesPostaux }) => codesPostaux)])
    for (const code of codes) push(parCodePostal, code, commune)
    for (const ancienne of anciennes) {
      if (!parCodeInsee.has(ancienne.codeInsee)) parCodeInsee.set(ancienne.codeInsee, { commune, ancienne })
    }
    push(parDepartement, commune.departement, commune)
    const words = wordsOf(commune.nomDepartement)
    for (const key of [compactKey(words), ...aliasKeys(words)]) departements.set(key, commune.departement)
  })
  for (const commune of shown) parCodeInsee.set(commune.codeInsee, { commune, ancienne: null })
  const shownOf = new Map(shown.map((commune) => [commune.codeInsee, commune]))
  return {
    noms: named.map(({ commune, nature, nom, words }) => ({
      commune: shownOf.get(commune.codeInsee) ?? commune,
      nature,
      nom,
      cle: compactKey(words),
      mots: fullWords(words).map((word) => numbers.get(word) ?? -1),
    })),
    parNom: buildRepertoire(byKey),
    parMot,
    parCodePostal,
    parCodeInsee,
    codesPostaux: [...parCodePostal.keys()].sort(),
    parDepartement,
    departements,
  }
}
