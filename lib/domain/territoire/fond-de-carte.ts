/** A drawn background for a map without tiles: land and names of communes, by squares small enough to travel. */
import type { Coordonnees } from './distance.ts'

export type Cadre = Readonly<{ sud: number; ouest: number; nord: number; est: number }>
/** Longitude, latitude, as in GeoJSON. */
export type Sommet = readonly [number, number]
export type Ville = Coordonnees & Readonly<{ nom: string }>

export type FondDeCarte = Readonly<{
  /** Outer rings of land inside the frame. */
  terres: readonly (readonly Sommet[])[]
  /** Most populated first. */
  villes: readonly Ville[]
}>

/**
 * One square of the drawn background: `niveau` says its side, `x` and `y` its centre. Squares overlap by half, so that
 * any view fits in one of them; whole numbers, so that caches meet the same address again.
 */
export type Maille = Readonly<{ niveau: number; x: number; y: number }>

/** Below, the drawn background has nothing more to say: about ten kilometres. */
export const NIVEAU_MAX = 11
const LATITUDE_MAX = 85

const sideOf = (niveau: number): number => 360 / 2 ** niveau

/** The smallest square that holds a view. */
export function mailleDe({ sud, ouest, nord, est }: Cadre): Maille {
  const span = Math.max(nord - sud, est - ouest, 360 / 2 ** NIVEAU_MAX)
  const niveau = Math.max(0, Math.min(NIVEAU_MAX, Math.floor(Math.log2(360 / span))))
  const step = sideOf(niveau) / 2
  return { niveau, x: Math.round((ouest + est) / 2 / step), y: Math.round((sud + nord) / 2 / step) }
}

/** The frame of a square, with a margin of a quarter of its view on each side. */
export function cadreDe({ niveau, x, y }: Maille): Cadre {
  const side = sideOf(niveau)
  const [longitude, latitude] = [(x * side) / 2, (y * side) / 2]
  return {
    sud: Math.max(-LATITUDE_MAX, latitude - side),
    ouest: Math.max(-180, longitude - side),
    nord: Math.min(LATITUDE_MAX, latitude + side),
    est: Math.min(180, longitude + side),
  }
}

/** `niveau,x,y`, as an address carries it. */
export const writeMaille = ({ niveau, x, y }: Maille): string => `${niveau},${x},${y}`

/** Undefined when the text is not a square of the Earth. */
export function readMaille(text: string): Maille | undefined {
  const match = /^(\d{1,2}),(-?\d{1,4}),(-?\d{1,4})$/.exec(text)
  if (!match) return undefined
  const [niveau = 0, x = 0, y = 0] = match.slice(1).map(Number)
  const inside = niveau <= NIVEAU_MAX && Math.abs(x) <= 2 ** niveau && Math.abs(y) <= 2 ** (niveau - 1)
  return inside ? { niveau, x, y } : undefined
}

const METROPOLE: Cadre = { sud: 41, ouest: -5.5, nord: 51.5, est: 10 }

const isInside = ({ latitude, longitude }: Coordonnees, { sud, ouest, nord, est }: Cadre): boolean =>
  latitude >= sud && latitude <= nord && longitude >= ouest && longitude <= est

/** What a map shows first: its places, those of mainland France when they are spread over the world. */
export function cadreDeDepart(lieux: readonly Coordonnees[]): Cadre | undefined {
  const near = lieux.filter((lieu) => isInside(lieu, METROPOLE))
  const shown = near.length > 0 ? near : lieux
  if (shown.length === 0) return undefined
  const cadre = { sud: 90, ouest: 180, nord: -90, est: -180 }
  for (const { latitude, longitude } of shown) {
    cadre.sud = Math.min(cadre.sud, latitude)
    cadre.nord = Math.max(cadre.nord, latitude)
    cadre.ouest = Math.min(cadre.ouest, longitude)
    cadre.est = Math.max(cadre.est, longitude)
  }
  return cadre
}

const SIDES = [
  { inside: (s: Sommet, c: Cadre) => s[0] >= c.ouest, cut: (a: Sommet, b: Sommet, c: Cadre) => atX(a, b, c.ouest) },
  { inside: (s: Sommet, c: Cadre) => s[0] <= c.est, cut: (a: Sommet, b: Sommet, c: Cadre) => atX(a, b, c.est) },
  { inside: (s: Sommet, c: Cadre) => s[1] >= c.sud, cut: (a: Sommet, b: Sommet, c: Cadre) => atY(a, b, c.sud) },
  { inside: (s: Sommet, c: Cadre) => s[1] <= c.nord, cut: (a: Sommet, b: Sommet, c: Cadre) => atY(a, b, c.nord) },
] as const

const atX = ([ax, ay]: Sommet, [bx, by]: Sommet, x: number): Sommet => [x, ay + ((by - ay) * (x - ax)) / (bx - ax)]
const atY = ([ax, ay]: Sommet, [bx, by]: Sommet, y: number): Sommet => [ax + ((bx - ax) * (y - ay)) / (by - ay), y]

/** The part of a closed ring that lies in the frame (Sutherland and Hodgman); empty when none does. */
export function clipRing(ring: readonly Sommet[], cadre: Cadre): readonly Sommet[] {
  let kept = ring
  for (const { inside, cut } of SIDES) {
    const next: Sommet[] = []
    let previous = kept.at(-1)
    for (const current of kept) {
      if (previous && inside(current, cadre) !== inside(previous, cadre)) next.push(cut(previous, current, cadre))
      if (inside(current, cadre)) next.push(current)
      previous = current
    }
    kept = next
  }
  return kept
}

/** A frame is drawn this many dots wide at most; what is thinner than a dot does not show. */
const POINTS_DE_LARGE = 1500

/** A ring of a frame with the corners that an eye can tell apart, and no more digits than they need; else empty. */
export function simplifyRing(ring: readonly Sommet[], { ouest, est }: Cadre): readonly Sommet[] {
  const dot = (est - ouest) / POINTS_DE_LARGE
  const kept = cornersOf(thin(ring, dot / 4), dot)
  const xs = kept.map(([x]) => x)
  const ys = kept.map(([, y]) => y)
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
  if (kept.length < 3 || size < 3 * dot) return []
  const scale = 10 ** Math.min(4, Math.max(1, Math.ceil(-Math.log10(dot))))
  return kept.map(([x, y]): Sommet => [Math.round(x * scale) / scale, Math.round(y * scale) / scale])
}

/**
 * A ring without the corners that stand on the one before, its last one kept: a coast drawn for ten kilometres has a
 * hundred of them within a dot of the whole world, and each would be looked at again and again below.
 */
function thin(ring: readonly Sommet[], gap: number): readonly Sommet[] {
  const last = ring.length - 1
  let before: Sommet | undefined
  return ring.filter((sommet, at) => {
    const isKept =
      before === undefined ||
      at === last ||
      Math.abs(sommet[0] - before[0]) > gap ||
      Math.abs(sommet[1] - before[1]) > gap
    if (isKept) before = sommet
    return isKept
  })
}

/** Douglas and Peucker: between two kept corners, the farthest one is kept when it stands more than `dot` away. */
function cornersOf(ring: readonly Sommet[], dot: number): readonly Sommet[] {
  const kept = new Set([0, ring.length - 1])
  const spans: (readonly [number, number])[] = [[0, ring.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const farthest = farthestOf(ring, span, dot)
    if (farthest === undefined) continue
    kept.add(farthest)
    spans.push([span[0], farthest], [farthest, span[1]])
  }
  return ring.filter((_, index) => kept.has(index))
}

/** The corner between two others that stands farthest from their segment, beyond `dot`; from the first when they are the same. */
function farthestOf(ring: readonly Sommet[], [from, to]: readonly [number, number], dot: number): number | undefined {
  const [ax, ay] = ring[from] ?? [0, 0]
  const [bx, by] = ring[to] ?? [0, 0]
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  let farthest: number | undefined
  let distance = dot * dot
  for (let i = from + 1; i < to; i += 1) {
    const sommet = ring[i]
    if (!sommet) continue
    const x = sommet[0] - ax
    const y = sommet[1] - ay
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / squared))
    const away = (x - along * dx) ** 2 + (y - along * dy) ** 2
    if (away > distance) [farthest, distance] = [i, away]
  }
  return farthest
}
