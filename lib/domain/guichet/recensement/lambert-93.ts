/** Lambert-93 to WGS84. Source: IGN, note NTG_71 (projection conique conforme), constants of RGF93. */
import type { Coordonnees } from '../../territoire/distance.ts'

const N = 0.725607765
const C = 11_754_255.426
const XS = 700_000
const YS = 12_655_612.05
const EXCENTRICITE = 0.08181919106
const MERIDIEN = (3 * Math.PI) / 180

/** Degrees rounded to the metre; `undefined` when the values cannot be Lambert-93 metres. */
export function fromLambert93(x: number, y: number): Coordonnees | undefined {
  if (x < 0 || x > 1_300_000 || y < 6_000_000 || y > 7_200_000) return undefined
  const gamma = Math.atan((x - XS) / (YS - y))
  const isometric = (-1 / N) * Math.log(Math.abs(Math.hypot(x - XS, y - YS) / C))
  let latitude = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2
  for (let turn = 0; turn < 12; turn += 1) {
    const s = EXCENTRICITE * Math.sin(latitude)
    latitude = 2 * Math.atan(((1 + s) / (1 - s)) ** (EXCENTRICITE / 2) * Math.exp(isometric)) - Math.PI / 2
  }
  const round = (radians: number) => Math.round(((radians * 180) / Math.PI) * 1e5) / 1e5
  return { latitude: round(latitude), longitude: round(gamma / N + MERIDIEN) }
}
