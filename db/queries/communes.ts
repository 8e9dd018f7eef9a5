/** Read side of the territory: one commune with its names, the commune that a code leads to, its neighbours. */
import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Commune, PositionDeCommune } from '#lib/domain/territoire/commune.ts'
import { departementsAutour } from '#lib/domain/territoire/departements-limitrophes.ts'
import { computeDistanceEntreCommunes, NOMBRE_DE_VOISINES, type Voisine } from '#lib/domain/territoire/voisines.ts'
import type { Reader } from '../client.ts'
import { commune, communeAncienne, departement, epci, region } from '../schema/index.ts'

export type { Voisine }

type Ancienne = Readonly<{
  codeInsee: string
  /** Null when only the former code is known. */
  nom: string | null
  nature: (typeof communeAncienne.$inferSelect)['nature']
}>

export type CommuneDetaillee = Commune &
  Readonly<{
    nomDepartement: string
    nomRegion: string
    nomEpci: string | null
    /** Whom the position is credited to. */
    sourceDePosition: 'geonames' | 'code-postal' | 'arrondissement' | 'officielle' | null
    /** Former codes and names, communes déléguées and associées, arrondissements; named ones first, by name. */
    anciennes: readonly Ancienne[]
  }>

type PositionRow = Pick<typeof commune.$inferSelect, 'latitude' | 'longitude' | 'positionPrecision'>

const toPosition = ({ latitude, longitude, positionPrecision }: PositionRow): PositionDeCommune | null =>
  latitude === null || longitude === null
    ? null
    : { latitude, longitude, approximative: positionPrecision !== 'commune' }

/** A commune of today by its exact code, `undefined` when there is none (see `resolveCode` for former codes). */
export async function loadCommune(reader: Reader, codeInsee: string): Promise<CommuneDetaillee | undefined> {
  const [row] = await reader
    .select({
      commune,
      nomDepartement: departement.nom,
      region: region.code,
      nomRegion: region.nom,
      nomEpci: epci.nom,
    })
    .from(commune)
    .innerJoin(departement, eq(departement.code, commune.departementCode))
    .innerJoin(region, eq(region.code, departement.regionCode))
    .leftJoin(epci, eq(epci.code, commune.epciCode))
    .where(eq(commune.codeInsee, codeInsee))
  if (!row) return undefined
  const anciennes = await reader
    .select({ codeInsee: communeAncienne.codeInsee, nom: communeAncienne.nom, nature: communeAncienne.nature })
    .from(communeAncienne)
    .where(eq(communeAncienne.communeCode, codeInsee))
    .orderBy(sql`${communeAncienne.nom} = ''`, asc(communeAncienne.nom), asc(communeAncienne.codeInsee))
  return {
    codeInsee,
    nom: row.commune.nom,
    slug: row.commune.slug,
    departement: row.commune.departementCode,
    nomDepartement: row.nomDepartement,
    region: row.region,
    nomRegion: row.nomRegion,
    epci: row.commune.epciCode,
    nomEpci: row.nomEpci,
    codesPostaux: row.commune.codesPostaux,
    population: row.commune.population,
    position: toPosition(row.commune),
    sourceDePosition: row.commune.positionSource,
    anciennes: anciennes.map((ancienne) => ({ ...ancienne, nom: ancienne.nom || null })),
  }
}

export type CodeResolu = Readonly<{ kind: 'actuelle' | 'ancienne'; codeInsee: string; slug: string }>

/**
 * The commune of today that a code leads to: itself, or the one that a former code, a commune déléguée or associée or
 * an arrondissement of Paris, Lyon and Marseille belongs to. `undefined` for an unknown code.
 */
export async function resolveCode(reader: Reader, code: string): Promise<CodeResolu | undefined> {
  const { codeInsee, slug } = commune
  const [actuelle] = await reader.select({ codeInsee, slug }).from(commune).where(eq(commune.codeInsee, code))
  if (actuelle) return { kind: 'actuelle', ...actuelle }
  const [ancienne] = await reader
    .select({ codeInsee, slug })
    .from(communeAncienne)
    .innerJoin(commune, eq(commune.codeInsee, communeAncienne.communeCode))
    .where(eq(communeAncienne.codeInsee, code))
    .limit(1)
  return ancienne ? { kind: 'ancienne', ...ancienne } : undefined
}

/** Whether a département of this code exists. */
export async function isDepartement(reader: Reader, code: string): Promise<boolean> {
  const found = await reader.select({ code: departement.code }).from(departement).where(eq(departement.code, code))
  return found.length > 0
}

/** Squared distance in degrees, east–west shrunk by the latitude: enough to order neighbours. */
const separation = ({ latitude, longitude }: PositionDeCommune): SQL =>
  sql`power(${commune.latitude} - ${latitude}::float8, 2)
    + power((${commune.longitude} - ${longitude}::float8) * cos(radians(${latitude}::float8)), 2)`

/**
 * Within one postcode an approximate position is the mean of that postcode and says nothing: such communes come after
 * those whose place is known, by population.
 */
const nearness = (position: PositionDeCommune, memeCodePostal: SQL): SQL =>
  sql`case when ${memeCodePostal} and (${commune.positionPrecision} <> 'commune' or ${position.approximative})
    then null else ${separation(position)} end`

/** The eight nearest communes of the same or an adjoining département, those of the same postcode first. */
export async function listVoisines(
  reader: Reader,
  around: Pick<Commune, 'codeInsee' | 'departement' | 'codesPostaux' | 'position'>,
): Promise<Voisine[]> {
  const codes = sql`array[${sql.join(
    around.codesPostaux.map((code) => sql`${code}`),
    sql`, `,
  )}]::text[]`
  const memeCodePostal = sql<boolean>`${commune.codesPostaux} && ${codes}`
  const rows = await reader
    .select({
      codeInsee: commune.codeInsee,
      nom: commune.nom,
      slug: commune.slug,
      latitude: commune.latitude,
      longitude: commune.longitude,
      positionPrecision: commune.positionPrecision,
      memeCodePostal,
    })
    .from(commune)
    .where(
      and(
        inArray(commune.departementCode, departementsAutour(around.departement)),
        ne(commune.codeInsee, around.codeInsee),
        // Without a position nothing is near; the same postcode still is.
        around.position ? sql`(${memeCodePostal} or ${commune.latitude} is not null)` : memeCodePostal,
      ),
    )
    .orderBy(
      desc(memeCodePostal),
      ...(around.position ? [sql`${nearness(around.position, memeCodePostal)} asc nulls last`] : []),
      desc(commune.population),
      asc(commune.codeInsee),
    )
    .limit(NOMBRE_DE_VOISINES)
  return rows.map((row) => ({
    codeInsee: row.codeInsee,
    nom: row.nom,
    slug: row.slug,
    memeCodePostal: row.memeCodePostal,
    distanceKm: computeDistanceEntreCommunes(around.position, toPosition(row)),
  }))
}
