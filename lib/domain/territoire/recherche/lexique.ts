/**
 * A sorted list of keys walked as a tree held in flat arrays. It answers « which keys begin like this », exactly or
 * with one typing error (a letter added, lost, changed, or two swapped), in microseconds for 100,000 keys.
 */

export type Lexique = Readonly<{
  keys: readonly string[]
  /** Keys of node n: from `lo[n]` to `hi[n]`, excluded. */
  lo: Int32Array
  hi: Int32Array
  /** Children of node n: from `first[n]` to `last[n]`, excluded; none when one key is left. */
  first: Int32Array
  last: Int32Array
  letter: Uint16Array
}>

/** Keys `lo` to `hi` (excluded) that begin with what was read, `length` letters of them. */
export type Plage = Readonly<{ lo: number; hi: number; length: number; node: number }>

/** `keys` sorted by code unit, without duplicates. */
export function buildLexique(keys: readonly string[]): Lexique {
  const lo: number[] = [0]
  const hi: number[] = [keys.length]
  const depth: number[] = [0]
  const first: number[] = []
  const last: number[] = []
  const letter: number[] = [0]
  for (let node = 0; node < lo.length; node++) {
    const [from = 0, to = 0, at = 0] = [lo[node], hi[node], depth[node]]
    first.push(lo.length)
    if (to - from > 1) {
      let start = from
      while (start < to && (keys[start]?.length ?? 0) <= at) start++
      while (start < to) {
        const code = keys[start]?.charCodeAt(at) ?? 0
        let end = start + 1
        while (end < to && keys[end]?.charCodeAt(at) === code) end++
        lo.push(start)
        hi.push(end)
        depth.push(at + 1)
        letter.push(code)
        start = end
      }
    }
    last.push(lo.length)
  }
  return {
    keys,
    lo: Int32Array.from(lo),
    hi: Int32Array.from(hi),
    first: Int32Array.from(first),
    last: Int32Array.from(last),
    letter: Uint16Array.from(letter),
  }
}

const childOf = (tree: Lexique, node: number, letter: number): number => {
  const end = tree.last[node] ?? 0
  for (let child = tree.first[node] ?? 0; child < end; child++) if (tree.letter[child] === letter) return child
  return -1
}

const isLeaf = (tree: Lexique, node: number): boolean => (tree.first[node] ?? 0) === (tree.last[node] ?? 0)

/** Reads `text` from `from` on, below `node` which stands after `depth` letters; undefined when no key goes that way. */
function descend(tree: Lexique, node: number, depth: number, text: string, from: number): Plage | undefined {
  let at = node
  let read = depth
  for (let index = from; index < text.length; index++) {
    if (isLeaf(tree, at)) {
      const lo = tree.lo[at] ?? 0
      const rest = text.slice(index)
      if (!tree.keys[lo]?.startsWith(rest, read)) return undefined
      return { lo, hi: lo + 1, length: read + rest.length, node: at }
    }
    at = childOf(tree, at, text.charCodeAt(index))
    if (at < 0) return undefined
    read++
  }
  return { lo: tree.lo[at] ?? 0, hi: tree.hi[at] ?? 0, length: read, node: at }
}

/** The keys that begin with `text`. */
export const findPrefix = (tree: Lexique, text: string): Plage | undefined =>
  tree.keys.length === 0 ? undefined : descend(tree, 0, 0, text, 0)

/** Whether the first key of a range is exactly what was read. */
export const isWhole = (tree: Lexique, plage: Plage): boolean => tree.keys[plage.lo]?.length === plage.length

/** Everything that begins like `text` with exactly one typing error; a key may be given twice. */
export function findNearPrefix(tree: Lexique, text: string, visit: (plage: Plage) => void): void {
  const offer = (node: number, depth: number, from: number) => {
    const plage = descend(tree, node, depth, text, from)
    if (plage) visit(plage)
  }
  if (tree.keys.length === 0) return
  let node = 0
  for (let at = 0; at < text.length; at++) {
    if (isLeaf(tree, node)) {
      nearLeaf(tree, node, at, text, visit)
      return
    }
    const typed = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    // a letter too many
    if (typed !== next) offer(node, at, at + 1)
    const end = tree.last[node] ?? 0
    for (let child = tree.first[node] ?? 0; child < end; child++) {
      const letter = tree.letter[child]
      if (letter === typed) continue
      // another letter, then a letter lost
      offer(child, at + 1, at + 1)
      offer(child, at + 1, at)
      if (letter === next) nearSwap(tree, child, at, text, visit)
    }
    node = childOf(tree, node, typed)
    if (node < 0) return
  }
}

/** Two letters swapped: `child` read the second one, the first must follow. */
function nearSwap(tree: Lexique, child: number, at: number, text: string, visit: (plage: Plage) => void): void {
  if (isLeaf(tree, child)) {
    const lo = tree.lo[child] ?? 0
    const key = tree.keys[lo] ?? ''
    if (key.charCodeAt(at + 1) === text.charCodeAt(at) && key.startsWith(text.slice(at + 2), at + 2)) {
      visit({ lo, hi: lo + 1, length: text.length, node: child })
    }
    return
  }
  const swapped = childOf(tree, child, text.charCodeAt(at))
  const plage = swapped < 0 ? undefined : descend(tree, swapped, at + 2, text, at + 2)
  if (plage) visit(plage)
}

/** One key is left: the error, if there is one, is where the two first differ. */
function nearLeaf(tree: Lexique, node: number, from: number, text: string, visit: (plage: Plage) => void): void {
  const lo = tree.lo[node] ?? 0
  const key = tree.keys[lo] ?? ''
  let at = from
  while (at < text.length && text.charCodeAt(at) === key.charCodeAt(at)) at++
  if (at === text.length) return
  const rest = text.slice(at + 1)
  const give = (length: number) => visit({ lo, hi: lo + 1, length, node })
  const swapped =
    key.charCodeAt(at) === text.charCodeAt(at + 1) &&
    key.charCodeAt(at + 1) === text.charCodeAt(at) &&
    key.startsWith(text.slice(at + 2), at + 2)
  if (swapped || (at < key.length && key.startsWith(rest, at + 1))) give(text.length)
  if (key.startsWith(rest, at)) give(text.length - 1)
  if (key.startsWith(text.slice(at), at + 1)) give(text.length + 1)
}
