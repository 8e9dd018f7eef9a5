/** A pure reading of a text, remembered: a census of thousands of rows says the same few things over and over. */

/** Longer texts are seldom said twice, and would fill the memory. */
const LONGUEUR_MAX = 200
const TEXTES_MAX = 5_000

/**
 * The same function, which looks at a text once. What it gives must never be changed by who takes it; and it is not for
 * what says who a person is, which nothing keeps longer than its use.
 */
export function memoize<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, Readonly<{ value: T }>>()
  return (text) => {
    if (text.length > LONGUEUR_MAX) return read(text)
    const found = known.get(text)
    if (found) return found.value
    // Bounded by starting again: what is said often comes back at once.
    if (known.size >= TEXTES_MAX) known.clear()
    const value = read(text)
    known.set(text, { value })
    return value
  }
}
