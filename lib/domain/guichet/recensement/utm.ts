/** The UTM zone of each overseas département, on the ellipsoid GRS 80, and its metres in radians (Krüger's series). */

/** RGAF09, RGFG95, RGR92, RGM04 and RGSPM06, by their zone. */
const FUSEAUX = {
  utm20n: { meridien: -63, sud: false },
  utm21n: { meridien: -57, sud: false },
  utm22n: { meridien: -51, sud: false },
  utm38s: { meridien: 45, sud: true },
  utm40s: { meridien: 57, sud: true },
} as const
export type Fuseau = keyof typeof FUSEAUX

const DES_DEPARTEMENTS: Readonly<Record<string, Fuseau>> = {
  971: 'utm20n',
  972: 'utm20n',
  973: 'utm22n',
  974: 'utm40s',
  975: 'utm21n',
  976: 'utm38s',
  977: 'utm20n',
  978: 'utm20n',
}

/** The zone of a département, of a commune's code or of a postcode; undefined on the mainland and where none is known. */
export const fuseauDOutreMer = (lieu: string): Fuseau | undefined =>
  /^97\d/.test(lieu) ? DES_DEPARTEMENTS[lieu.slice(0, 3)] : undefined

const APLATI = 1 / 298.257222101
const N = APLATI / (2 - APLATI)
const RAYON = (6_378_137 / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64)
const ECHELLE = 0.9996
const BETA = [N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3, N ** 2 / 48 + N ** 3 / 15, (17 / 480) * N ** 3]
const DELTA = [2 * N - (2 / 3) * N ** 2 - 2 * N ** 3, (7 / 3) * N ** 2 - (8 / 5) * N ** 3, (56 / 15) * N ** 3]

/** Radians, to the millimetre within a zone; undefined for metres that no zone holds. */
export function utmToDegres(
  x: number,
  y: number,
  fuseau: Fuseau,
): Readonly<{ latitude: number; longitude: number }> | undefined {
  const { meridien, sud } = FUSEAUX[fuseau]
  if (x < 160_000 || x > 840_000 || y < 0 || y > 10_000_000) return undefined
  const xi = (y - (sud ? 10_000_000 : 0)) / (ECHELLE * RAYON)
  const eta = (x - 500_000) / (ECHELLE * RAYON)
  let [north, east] = [xi, eta]
  BETA.forEach((beta, at) => {
    const order = 2 * (at + 1)
    north -= beta * Math.sin(order * xi) * Math.cosh(order * eta)
    east -= beta * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  const conforme = Math.asin(Math.sin(north) / Math.cosh(east))
  const latitude = DELTA.reduce((sum, delta, at) => sum + delta * Math.sin(2 * (at + 1) * conforme), conforme)
  return { latitude, longitude: (meridien * Math.PI) / 180 + Math.atan2(Math.sinh(east), Math.cos(north)) }
}
