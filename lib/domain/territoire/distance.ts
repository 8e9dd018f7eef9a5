/** Distances as the crow flies, and when one may be printed. */

export type Coordonnees = Readonly<{ latitude: number; longitude: number }>

const RAYON_DE_LA_TERRE_KM = 6371

/** Great-circle distance in kilometres. */
export function computeDistance(from: Coordonnees, to: Coordonnees): number {
  const rad = Math.PI / 180
  const dLat = (to.latitude - from.latitude) * rad
  const dLon = (to.longitude - from.longitude) * rad
  const a =
    Math.sin(dLat / 2) ** 2 + Math.cos(from.latitude * rad) * Math.cos(to.latitude * rad) * Math.sin(dLon / 2) ** 2
  return 2 * RAYON_DE_LA_TERRE_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}
