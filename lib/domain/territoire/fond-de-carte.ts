/** A drawn background for a map without tiles: land and names of communes in a frame, small enough to be shipped. */
import type { Coordonnees } from './distance.ts'

export type Cadre = Readonly<{ sud: number; ouest: number; nord: number; est: number }>
/** Longitude, latitude, as in GeoJSON. */
export type Sommet = readonly [number, number]
export type Ville = Coordonnees & Readonly<{ nom: string }>

export type FondDeCarte = Readonly<{
  cadre: Cadre
  /** Outer rings of land inside the frame. */
  terres: readonly (readonly Sommet[])[]
  /** Most populated first. */
  villes: readonly Ville[]
}>

const MARGE_MIN_EN_DEGRES = 0.3

/** The frame around some places, with a margin; undefined without any place. */
export function cadreAutour(lieux: readonly Coordonnees[]): Cadre | undefined {
  if (lieux.length === 0) return undefined
  const latitudes = lieux.map(({ latitude }) => latitude)
  const longitudes = lieux.map(({ longitude }) => longitude)
  const [sud, nord] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [ouest, est] = [Math.min(...longitudes), Math.max(...longitudes)]
  const marge = Math.max(MARGE_MIN_EN_DEGRES, (nord - sud) * 0.3, (est - ouest) * 0.3)
  return {
    sud: Math.max(-85, sud - marge),
    ouest: Math.max(-180, ouest - marge * 1.5),
    nord: Math.min(85, nord + marge),
    est: Math.min(180, est + marge * 1.5),
  }
}

const SIDES = [
  { inside: ([x]: Sommet, c: Cadre) => x >= c.ouest, cut: (a: Sommet, b: Sommet, c: Cadre) => atX(a, b, c.ouest) },
  { inside: ([x]: Sommet, c: Cadre) => x <= c.est, cut: (a: Sommet, b: Sommet, c: Cadre) => atX(a, b, c.est) },
  { inside: ([, y]: Sommet, c: Cadre) => y >= c.sud, cut: (a: Sommet, b: Sommet, c: Cadre) => atY(a, b, c.sud) },
  { inside: ([, y]: Sommet, c: Cadre) => y <= c.nord, cut: (a: Sommet, b: Sommet, c: Cadre) => atY(a, b, c.nord) },
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
  return kept.map(([x, y]): Sommet => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000])
}
