/**
 * A thousand queries as people type them, drawn with a fixed seed: names in lower case, without accents or hyphens,
 * `st` for `saint`, one typing error, cut short, with a département or a postcode, former names, codes. Half of the
 * communes are drawn by their population, half evenly: people search where people live, and villages must be found.
 */

import type { EntreeDeRecherche } from '#lib/domain/territoire/recherche.ts'
import { foldText } from '#lib/domain/territoire/slug.ts'

/** `attendues`: the codes that answer the query: the commune meant, and those that bear the very same name. */
export type Requete = Readonly<{ texte: string; genre: string; attendues: ReadonlySet<string> }>

export type Alea = () => number

/** mulberry32: small, even, the same on every machine. */
export function drawFrom(seed: number): Alea {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const LETTRES = 'abcdefghijklmnopqrstuvwxyz'

/** One letter added, lost, changed, or two neighbours swapped; spaces and hyphens are left alone. */
export function misspell(text: string, alea: Alea): string {
  const places = [...text].flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []))
  const at = places[Math.floor(alea() * places.length)] ?? 0
  const other = LETTRES[Math.floor(alea() * LETTRES.length)] ?? 'e'
  const kind = Math.floor(alea() * 4)
  if (kind === 0) return text.slice(0, at) + other + text.slice(at)
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1)
  if (kind === 2 && /\p{L}/u.test(text[at + 1] ?? ''))
    return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
  return text.slice(0, at) + other + text.slice(at + 1)
}

type Genre = Readonly<{
  nom: string
  part: number
  write: (commune: EntreeDeRecherche, alea: Alea) => string | undefined
}>

const plain = (nom: string): string => foldText(nom)
const long = (nom: string): boolean => foldText(nom).replaceAll(' ', '').length >= 5

const GENRES: readonly Genre[] = [
  { nom: 'nom officiel', part: 10, write: ({ nom }) => nom },
  { nom: 'minuscules sans accent', part: 20, write: ({ nom }) => plain(nom) },
  { nom: 'minuscules accentuées', part: 8, write: ({ nom }) => nom.toLowerCase() },
  {
    nom: 'st pour saint',
    part: 6,
    write: ({ nom }) => (/\bsainte?\b/.test(plain(nom)) ? plain(nom).replace(/\bsaint(e?)\b/g, 'st$1') : undefined),
  },
  {
    nom: 'sans espace',
    part: 3,
    write: ({ nom }) => (/ /.test(plain(nom)) ? plain(nom).replaceAll(' ', '') : undefined),
  },
  { nom: 'une faute', part: 22, write: ({ nom }, alea) => (long(nom) ? misspell(plain(nom), alea) : undefined) },
  {
    nom: 'coupé',
    part: 6,
    write: ({ nom }, alea) => (plain(nom).length >= 8 ? plain(nom).slice(0, -1 - Math.floor(alea() * 2)) : undefined),
  },
  { nom: 'nom et numéro', part: 9, write: ({ nom, departement }) => `${plain(nom)} ${departement.toLowerCase()}` },
  { nom: 'nom et département', part: 4, write: ({ nom, nomDepartement }) => `${nom} ${nomDepartement}`.toLowerCase() },
  {
    nom: 'code postal et nom',
    part: 5,
    write: ({ nom, codesPostaux: [code] }) => (code ? `${code} ${plain(nom)}` : undefined),
  },
  { nom: 'code INSEE', part: 3, write: ({ codeInsee }) => codeInsee },
  { nom: 'ancien nom', part: 4, write: ({ anciennes }) => anciennes.find(({ nom }) => nom)?.nom?.toLowerCase() },
]

/** A thousand queries, the same at each run. */
export function drawRequetes(communes: readonly EntreeDeRecherche[], count: number, seed = 2014): Requete[] {
  const alea = drawFrom(seed)
  const cumulated: number[] = []
  let inhabitants = 0
  for (const { population } of communes) {
    inhabitants += population
    cumulated.push(inhabitants)
  }
  const byPopulation = (): EntreeDeRecherche | undefined => {
    const drawn = alea() * inhabitants
    return communes[cumulated.findIndex((sum) => sum > drawn)]
  }
  const namesakes = Map.groupBy(
    communes.flatMap(({ codeInsee, nom, anciennes }) =>
      [nom, ...anciennes.flatMap((ancienne) => ancienne.nom ?? [])].map((name) => ({ codeInsee, name: plain(name) })),
    ),
    ({ name }) => name,
  )
  const parts = GENRES.flatMap((genre) => Array.from({ length: genre.part }, () => genre))
  const requetes: Requete[] = []
  while (requetes.length < count) {
    const genre = parts[Math.floor(alea() * parts.length)]
    if (!genre) continue
    const even = alea() < 0.5
    // Drawn again until the commune can be written in this way, so that each way keeps its part.
    let commune: EntreeDeRecherche | undefined
    let texte: string | undefined
    while (!commune || !texte) {
      commune = even ? communes[Math.floor(alea() * communes.length)] : byPopulation()
      texte = commune && genre.write(commune, alea)
    }
    const qualified = /numéro|département|code/.test(genre.nom)
    const meant = genre.nom === 'ancien nom' ? plain(texte) : plain(commune.nom)
    const attendues = qualified ? [] : (namesakes.get(meant) ?? []).map(({ codeInsee }) => codeInsee)
    requetes.push({ texte, genre: genre.nom, attendues: new Set([commune.codeInsee, ...attendues]) })
  }
  return requetes
}
