/**
 * Metres of the French projections to WGS84 degrees: Lambert-93, the nine conformal conic zones CC42 to CC50, and the
 * UTM zone of each overseas département. Source: IGN, notes NTG_71 (projection conique conforme sécante) and NTG_76
 * (projection transverse de Mercator), and the legal systems of décret 2000-1276, article 1er.
 */
import type { Coordonnees } from '../../territoire/distance.ts'
import { type Fuseau, fuseauDOutreMer, utmToDegres } from './utm.ts'

const DEMI_GRAND_AXE = 6_378_137
const EXCENTRICITE = 0.0818191910428158
const MERIDIEN = (3 * Math.PI) / 180
const RADIANS = Math.PI / 180

export type Projection = 'lambert-93' | `cc${42 | 43 | 44 | 45 | 46 | 47 | 48 | 49 | 50}` | Fuseau
export type Converti = Coordonnees & Readonly<{ projection: Projection }>
type Parametres = Readonly<{ n: number; c: number; xs: number; ys: number }>

const ZONES = [42, 43, 44, 45, 46, 47, 48, 49, 50] as const
/** Metres north or south of its origin beyond which a zone is not used. */
const HAUTEUR_DE_ZONE = 150_000

const isometric = (phi: number): number => {
  const s = EXCENTRICITE * Math.sin(phi)
  return Math.log(Math.tan(Math.PI / 4 + phi / 2) * ((1 - s) / (1 + s)) ** (EXCENTRICITE / 2))
}
const normale = (phi: number): number => DEMI_GRAND_AXE / Math.sqrt(1 - (EXCENTRICITE * Math.sin(phi)) ** 2)

/** Parallels in degrees; `x0`, `y0`: the metres given to the origin. */
function parametresOf(phi0: number, phi1: number, phi2: number, x0: number, y0: number): Parametres {
  const [zero, one, two] = [phi0 * RADIANS, phi1 * RADIANS, phi2 * RADIANS]
  const radius = normale(one) * Math.cos(one)
  const n = Math.log((normale(two) * Math.cos(two)) / radius) / (isometric(one) - isometric(two))
  const c = (radius / n) * Math.exp(n * isometric(one))
  return { n, c, xs: x0, ys: y0 + c * Math.exp(-n * isometric(zero)) }
}

const LAMBERT_93 = parametresOf(46.5, 44, 49, 700_000, 6_600_000)
const CONIQUES = new Map(
  ZONES.map((zone) => [
    zone,
    parametresOf(zone, zone - 0.75, zone + 0.75, 1_700_000, (zone - 41) * 1_000_000 + 200_000),
  ]),
)

function toDegres(x: number, y: number, { n, c, xs, ys }: Parametres): Coordonnees {
  const gamma = Math.atan((x - xs) / (ys - y))
  const latitudeIso = (-1 / n) * Math.log(Math.abs(Math.hypot(x - xs, y - ys) / c))
  let latitude = 2 * Math.atan(Math.exp(latitudeIso)) - Math.PI / 2
  for (let turn = 0; turn < 12; turn += 1) {
    const s = EXCENTRICITE * Math.sin(latitude)
    latitude = 2 * Math.atan(((1 + s) / (1 - s)) ** (EXCENTRICITE / 2) * Math.exp(latitudeIso)) - Math.PI / 2
  }
  return { latitude: arrondi(latitude), longitude: arrondi(gamma / n + MERIDIEN) }
}

const arrondi = (radians: number) => Math.round((radians / RADIANS) * 1e5) / 1e5

/**
 * Every reading of these metres, degrees rounded to the metre; none when they belong to no projection. `lieu` is the code
 * or the postcode of the place when it is known: overseas it has one projection, and the mainland's are not its own.
 */
export function listConversions(x: number, y: number, lieu = ''): Converti[] {
  // R-REC-45 — décret 2000-1276, article 1er : chaque département d’outre-mer a son fuseau, qui ne se devine pas
  const fuseau = fuseauDOutreMer(lieu)
  if (fuseau) {
    const found = utmToDegres(x, y, fuseau)
    if (!found) return []
    return [{ projection: fuseau, latitude: arrondi(found.latitude), longitude: arrondi(found.longitude) }]
  }
  const found: Converti[] = []
  if (x >= 0 && x <= 1_300_000 && y >= 6_000_000 && y <= 7_200_000)
    found.push({ projection: 'lambert-93', ...toDegres(x, y, LAMBERT_93) })
  for (const zone of ZONES) {
    const parametres = CONIQUES.get(zone)
    const north = y - ((zone - 41) * 1_000_000 + 200_000)
    if (parametres && x >= 1_050_000 && x <= 2_350_000 && Math.abs(north) <= HAUTEUR_DE_ZONE)
      found.push({ projection: `cc${zone}`, ...toDegres(x, y, parametres) })
  }
  return found
}
