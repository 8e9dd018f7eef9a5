/** Land of the world, from Natural Earth (public domain) as world-atlas ships it; decoded once, clipped to a frame. */
import { feature } from 'topojson-client'
import land from 'world-atlas/land-10m.json' with { type: 'json' }
import { type Cadre, clipRing, type Sommet, simplifyRing } from '#lib/domain/territoire/fond-de-carte.ts'

type Terre = Readonly<{ ring: readonly Sommet[]; cadre: Cadre }>

let decoded: readonly Terre[] | undefined

function loadTerres(): readonly Terre[] {
  decoded ??= feature(land, land.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flatMap(([outer]) => {
          const ring = (outer ?? []).map(([x = 0, y = 0]): Sommet => [x, y])
          return ring.length > 0 ? [{ ring, cadre: frameOf(ring) }] : []
        })
      : [],
  )
  return decoded
}

function frameOf(ring: readonly Sommet[]): Cadre {
  let [sud, ouest, nord, est] = [90, 180, -90, -180]
  for (const [x, y] of ring) {
    if (y < sud) sud = y
    if (y > nord) nord = y
    if (x < ouest) ouest = x
    if (x > est) est = x
  }
  return { sud, ouest, nord, est }
}

const meets = (a: Cadre, b: Cadre): boolean =>
  a.sud <= b.nord && b.sud <= a.nord && a.ouest <= b.est && b.ouest <= a.est

/** A ring that lies whole in a frame needs no cut: at the scale of the world, nearly all do. */
const isWithin = (a: Cadre, b: Cadre): boolean =>
  a.sud >= b.sud && a.nord <= b.nord && a.ouest >= b.ouest && a.est <= b.est

/** Outer rings of land inside a frame, as fine as it may be drawn. */
export const listTerres = (cadre: Cadre): readonly (readonly Sommet[])[] =>
  loadTerres()
    .filter((terre) => meets(terre.cadre, cadre))
    .map((terre) => simplifyRing(isWithin(terre.cadre, cadre) ? terre.ring : clipRing(terre.ring, cadre), cadre))
    .filter((ring) => ring.length > 2)
