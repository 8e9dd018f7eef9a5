/**
 * Small pieces of a grammar put together. A rule gives every way to read the words from a place: a text is certain when
 * all its readings say the same, so that no rule has to choose.
 */
import type { Mot } from './mots.ts'
import type { Etiquette } from './vocabulaire.ts'

/** What was read, and where the next word is. */
export type Suite<T> = readonly [valeur: T, at: number]
export type Regle<T> = (mots: readonly Mot[], at: number) => readonly Suite<T>[]

/** Beyond, a text is not certain anyway; it is not read rather than read for long. */
const LECTURES_MAX = 200

/** One word of this kind. */
export const mot =
  (...etiquettes: readonly Etiquette[]): Regle<Mot> =>
  (mots, at) => {
    const found = mots[at]
    return found && etiquettes.includes(found.etiquette) ? [[found, at + 1]] : []
  }

/** Nothing, which is always there. */
export const rien: Regle<undefined> = (_, at) => [[undefined, at]]

export const choix =
  <T>(...regles: readonly Regle<T>[]): Regle<T> =>
  (mots, at) => {
    const found: Suite<T>[] = []
    for (const regle of regles) for (const one of regle(mots, at)) found.push(one)
    return found
  }

export const option = <T>(regle: Regle<T>): Regle<T | undefined> => choix<T | undefined>(regle, rien)

/** One rule after the other: each reading holds what each rule read, in their order. */
export function suite<T extends readonly unknown[]>(...regles: { readonly [K in keyof T]: Regle<T[K]> }): Regle<T>
export function suite(...regles: readonly Regle<unknown>[]): Regle<readonly unknown[]> {
  return (mots, at) => {
    const found: Suite<readonly unknown[]>[] = []
    const values: unknown[] = []
    // one way at a time, to its end: most die at the first word
    const follow = (rank: number, from: number): void => {
      const regle = regles[rank]
      if (!regle) found.push([[...values], from])
      else
        for (const [value, to] of regle(mots, from)) {
          values[rank] = value
          follow(rank + 1, to)
        }
    }
    follow(0, at)
    return found.length > LECTURES_MAX ? [] : found
  }
}

/** What `lire` makes of a value; `undefined` is not a reading. */
export const faire =
  <T, U>(regle: Regle<T>, lire: (valeur: T) => U | undefined): Regle<U> =>
  (mots, at) => {
    const found: Suite<U>[] = []
    for (const [value, to] of regle(mots, at)) {
      const read = lire(value)
      if (read !== undefined) found.push([read, to])
    }
    return found
  }

export const entreParentheses = <T>(regle: Regle<T>): Regle<T> =>
  faire(suite<[Mot, T, Mot]>(mot('('), regle, mot(')')), ([, valeur]) => valeur)

/** A list of more than these is no list of days, hours or exceptions. */
const ITEMS_MAX = 9

/** One item or more, with something between them; every length is a reading. */
export const liste =
  <T, S>(item: Regle<T>, entre: Regle<S>): Regle<readonly T[]> =>
  (mots, at) => {
    const found: Suite<readonly T[]>[] = []
    let states: readonly Suite<readonly T[]>[] = item(mots, at).map(([value, to]) => [[value], to])
    const next = suite<[S, T]>(entre, item)
    for (let length = 1; states.length > 0 && length <= ITEMS_MAX; length += 1) {
      found.push(...states)
      if (found.length > LECTURES_MAX) return []
      states = states.flatMap(([values, from]) =>
        next(mots, from).map(([[, value], to]): Suite<readonly T[]> => [[...values, value], to]),
      )
    }
    return found
  }

/** The same rule at the same place is read once. */
export function memo<T>(regle: Regle<T>): Regle<T> {
  const known = new WeakMap<readonly Mot[], Map<number, readonly Suite<T>[]>>()
  return (mots, at) => {
    const places = known.get(mots) ?? new Map<number, readonly Suite<T>[]>()
    known.set(mots, places)
    const done = places.get(at)
    if (done) return done
    const read = regle(mots, at)
    places.set(at, read)
    return read
  }
}
