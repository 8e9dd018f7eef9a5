/** A draw that can be replayed: the same seed gives the same numbers (mulberry32). */
export type Hasard = Readonly<{
  /** A whole number from 0 to `n` excluded. */
  below: (n: number) => number
  pick: <T>(list: readonly [T, ...T[]]) => T
  bytes: (length: number) => Buffer
}>

export function hasardDe(graine: number): Hasard {
  let state = graine >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (n: number) => next() % n
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  }
}
