/**
 * Read side of the points de contact: those that serve a commune, those that filters select, one. Only published
 * points; those reserved to a public are left out unless that public is asked for (R-ANN-01).
 */
import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { FiltresDePoints } from '#lib/domain/guichet/filtres.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import { type Moment, statutAu } from '#lib/domain/guichet/horaires/ouverture.ts'
import type { Fermeture } from '#lib/domain/guichet/point-de-contact.ts'
import { computeEnviron, type Depart, type PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { Public } from '#lib/domain/guichet/vocabulaire.ts'
import type { PositionDeCommune } from '#lib/domain/territoire/commune.ts'
import { type Coordonnees, computeDistance } from '#lib/domain/territoire/distance.ts'
import type { Reader } from '../client.ts'
import { toPoint } from '../repositories/points-de-contact.row.ts'
import { centre, commune, desserte, pointDeContact } from '../schema/index.ts'

/** The commune as points are looked for: its codes, and its position when known. */
export type CommuneServie = Readonly<{
  codeInsee: string
  epci: string | null
  departement: string
  position: PositionDeCommune | null
}>

export type { PointPublie }

export type PointsDeCommune = Readonly<{
  points: readonly PointPublie[]
  /** How many more receive only a public that was not asked for. */
  reserves: number
}>

/**
 * The points that serve a commune: its own first, then nearest first, those without position after, then telephone
 * and internet. `receives` adds the points reserved to these publics.
 */
export async function listPointsServing(
  reader: Reader,
  servie: CommuneServie,
  receives: readonly Public[] = [],
): Promise<PointsDeCommune> {
  const rows = await selectPoints(reader, and(isNull(pointDeContact.retireAt), serves(servie)))
  const all = rows.map((row) => toPublie(row, servie)).sort(byPlace(servie))
  // R-ANN-01 — domain.md § 7.5 : un point réservé ne se montre qu’à qui dit en relever
  const points = all.filter(({ publicReserve }) => publicReserve === 'tout-public' || receives.includes(publicReserve))
  return { points, reserves: all.length - points.length }
}

export type PageDePoints = Readonly<{
  total: number
  points: readonly PointPublie[]
  /** Rank of the first one in the whole list, from 1. */
  debut: number
  /** Opaque cursor of the next page, null at the end. */
  suivant: string | null
}>

/**
 * A bounded page of the points that filters select, nearest first around `pres` or the commune, else by département,
 * commune and name. `ouvert` is judged at the database's instant, each point on its own clock.
 */
export async function listPoints(
  reader: Reader,
  filtres: FiltresDePoints & Readonly<{ tousPublics?: boolean }>,
  page: Readonly<{ limite: number; apres?: string | undefined }>,
): Promise<PageDePoints> {
  const servie = filtres.commune === undefined ? null : await loadCommuneServie(reader, filtres.commune)
  if (filtres.commune !== undefined && !servie) return { total: 0, points: [], debut: 1, suivant: null }
  const depart: Depart | null = filtres.pres
    ? { codeInsee: null, position: { ...filtres.pres, approximative: false } }
    : servie
  const where = conditionOf(filtres, servie)
  const cle = sortKey(depart)
  const after = readCursor(page.apres)
  const beyond = after && sql`(${cle}, ${pointDeContact.id}) > (${after.cle}::text collate "C", ${after.id}::text)`
  const scan = reader
    .select({ id: pointDeContact.id, cle: cle.as('cle') })
    .from(pointDeContact)
    .where(and(where, beyond))
    .orderBy(cle, asc(pointDeContact.id))

  const open = filtres.ouvert ? await listOpen(reader, where) : null
  const total = open ? open.size : await countPoints(reader, where)
  const found = open ? (await scan).filter(({ id }) => open.has(id)) : await scan.limit(page.limite + 1)
  const shown = found.slice(0, page.limite)
  const rows = await selectPoints(
    reader,
    inArray(
      pointDeContact.id,
      shown.map(({ id }) => id),
    ),
  )
  const byId = new Map(rows.map((row) => [row.point.id, row]))
  const last = shown.at(-1)
  const debut = (after?.rang ?? 0) + 1
  return {
    total,
    debut,
    points: shown.flatMap(({ id }) => {
      const row = byId.get(id)
      return row ? [toPublie(row, depart)] : []
    }),
    suivant: last && found.length > page.limite ? writeCursor({ ...last, rang: debut + shown.length - 1 }) : null,
  }
}

/**
 * Every point that filters select, in the order of `listPoints`, for an export: the ids are read once, so that the
 * order holds while points change, then the points by lots, so that memory stays flat.
 */
export async function* streamPoints(
  reader: Reader,
  filtres: FiltresDePoints & Readonly<{ tousPublics?: boolean }>,
  lot = 500,
): AsyncGenerator<PointPublie, void, undefined> {
  const servie = filtres.commune === undefined ? null : await loadCommuneServie(reader, filtres.commune)
  if (filtres.commune !== undefined && !servie) return
  const depart: Depart | null = filtres.pres
    ? { codeInsee: null, position: { ...filtres.pres, approximative: false } }
    : servie
  const where = conditionOf(filtres, servie)
  const open = filtres.ouvert ? await listOpen(reader, where) : null
  const scan = await reader
    .select({ id: pointDeContact.id })
    .from(pointDeContact)
    .where(where)
    .orderBy(sortKey(depart), asc(pointDeContact.id))
  const ids = scan.map(({ id }) => id).filter((id) => !open || open.has(id))
  for (let from = 0; from < ids.length; from += lot) {
    const some = ids.slice(from, from + lot)
    const rows = await selectPoints(reader, and(inArray(pointDeContact.id, some), isNull(pointDeContact.retireAt)))
    const byId = new Map(rows.map((row) => [row.point.id, row]))
    for (const id of some) {
      const row = byId.get(id)
      if (row) yield toPublie(row, depart)
    }
  }
}

/** A place on the map: id, name, commune, latitude, longitude. */
export type Lieu = readonly [id: string, nom: string, commune: string, latitude: number, longitude: number]

/** Every place of a selection with its position, those known only roughly left out. */
export async function listPositions(
  reader: Reader,
  filtres: Pick<FiltresDePoints, 'service' | 'public' | 'accessible'>,
): Promise<readonly Lieu[]> {
  const t = pointDeContact
  const rows = await reader
    .select({ id: t.id, nom: t.nom, commune: t.communeNom, latitude: t.latitude, longitude: t.longitude })
    .from(t)
    .where(and(conditionOf({ ...filtres, canal: 'physique' }, null), ne(t.positionPrecision, 'approximative')))
    .orderBy(asc(t.id))
  return rows.flatMap(({ id, nom, commune: ou, latitude, longitude }): Lieu[] =>
    latitude === null || longitude === null ? [] : [[id, nom, ou ?? '', latitude, longitude]],
  )
}

export type FicheDePoint = PointPublie &
  Readonly<{ centre: string | null; version: number; departementNom: string | null }>

/** One published point; undefined when it does not exist or is withdrawn. */
export async function loadPoint(reader: Reader, id: string): Promise<FicheDePoint | undefined> {
  const [row] = await selectPoints(reader, and(eq(pointDeContact.id, id), isNull(pointDeContact.retireAt)))
  if (!row) return undefined
  const { version } = row.point
  return { ...toPublie(row, null), centre: row.centreNom, version, departementNom: row.departementNom }
}

async function selectPoints(reader: Reader, where: SQL | undefined) {
  return reader
    .select({
      point: pointDeContact,
      communeSlug: commune.slug,
      centreNom: centre.nom,
      departementNom: sql<string | null>`(select nom from departement where code = ${pointDeContact.departementCode})`,
    })
    .from(pointDeContact)
    .leftJoin(commune, eq(commune.codeInsee, pointDeContact.codeInsee))
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(where)
}

type Ligne = Awaited<ReturnType<typeof selectPoints>>[number]

function toPublie({ point: row, communeSlug }: Ligne, depart: Depart | null): PointPublie {
  const point = toPoint(row)
  return {
    ...point,
    departement: row.departementCode,
    demonstration: row.demonstration,
    communeSlug,
    environKm: depart && computeEnviron(depart, point),
  }
}

const RANG = { physique: 0, telephone: 1, internet: 2 } as const

function byPlace({ codeInsee, position }: CommuneServie) {
  const far = (point: PointPublie) =>
    position && point.position ? computeDistance(position, point.position) : Number.MAX_VALUE
  const own = (point: PointPublie) => Number(point.adresse?.codeInsee === codeInsee)
  return (one: PointPublie, other: PointPublie) =>
    RANG[one.canal] - RANG[other.canal] ||
    own(other) - own(one) ||
    far(one) - far(other) ||
    one.nom.localeCompare(other.nom, 'fr') ||
    one.id.localeCompare(other.id)
}

function serves({ codeInsee, epci, departement }: CommuneServie): SQL {
  const at = (niveau: string, code: string) => sql`(${desserte.niveau} = ${niveau} and ${desserte.code} = ${code})`
  const levels = [at('commune', codeInsee), at('departement', departement), ...(epci ? [at('epci', epci)] : [])]
  return sql`${pointDeContact.id} in (select ${desserte.pointId} from ${desserte} where ${sql.join(levels, sql` or `)})`
}

async function loadCommuneServie(reader: Reader, code: string): Promise<CommuneServie | null> {
  const [found] = await reader
    .select({
      codeInsee: commune.codeInsee,
      epci: commune.epciCode,
      departement: commune.departementCode,
      latitude: commune.latitude,
      longitude: commune.longitude,
      precision: commune.positionPrecision,
    })
    .from(commune)
    .where(eq(commune.codeInsee, code))
  if (!found) return null
  const { latitude, longitude, precision, ...rest } = found
  const known = latitude !== null && longitude !== null
  return { ...rest, position: known ? { latitude, longitude, approximative: precision !== 'commune' } : null }
}

function conditionOf(
  filtres: FiltresDePoints & { readonly tousPublics?: boolean },
  servie: CommuneServie | null,
): SQL | undefined {
  const { departement, canal, service, accessible, pres, rayon } = filtres
  const t = pointDeContact
  const publics: Public[] = filtres.public ? ['tout-public', filtres.public] : ['tout-public']
  return and(
    isNull(t.retireAt),
    servie ? serves(servie) : undefined,
    departement === undefined
      ? undefined
      : sql`(${t.departementCode} = ${departement} or ${t.id} in (select ${desserte.pointId} from ${desserte}
          where ${desserte.niveau} = 'departement' and ${desserte.code} = ${departement}))`,
    canal ? eq(t.canal, canal) : undefined,
    service ? sql`${service} = any(${t.services})` : undefined,
    filtres.tousPublics ? undefined : inArray(t.publicReserve, publics),
    accessible ? or(ne(t.canal, 'physique'), inArray(t.accessibilitePmr, ['oui', 'partielle'])) : undefined,
    pres && rayon ? sql`${distance(pres)} <= ${rayon}` : undefined,
  )
}

/** Kilometres as the crow flies, null without position: the same formula as `computeDistance`. */
const distance = ({ latitude, longitude }: Coordonnees): SQL<number | null> =>
  sql<number | null>`(12742 * asin(least(1, sqrt(
    sin(radians(${pointDeContact.latitude} - ${latitude}::float8) / 2) ^ 2
    + cos(radians(${latitude}::float8)) * cos(radians(${pointDeContact.latitude}))
      * sin(radians(${pointDeContact.longitude} - ${longitude}::float8) / 2) ^ 2))))`

/** A text that sorts as the list does: rank of the canal, metres or place, so that one cursor fits every list. */
function sortKey(depart: Depart | null): SQL<string> {
  const t = pointDeContact
  if (!depart)
    return sql<string>`(concat_ws('|', ${t.departementCode}, lower(coalesce(${t.communeNom}, '')), lower(${t.nom})) collate "C")`
  const rang = sql`case ${t.canal} when 'physique' then '0' when 'telephone' then '1' else '2' end`
  const chezElle = sql`case when ${t.codeInsee} = ${depart.codeInsee}::text then '0' else '1' end`
  const metres = depart.position
    ? sql`lpad(coalesce(round((${distance(depart.position)} * 1000)::numeric)::text, '99999999'), 8, '0')`
    : sql`'99999999'`
  return sql<string>`(concat_ws('|', ${rang}, ${chezElle}, ${metres}, lower(${t.nom})) collate "C")`
}

async function countPoints(reader: Reader, where: SQL | undefined): Promise<number> {
  const [row] = await reader.select({ total: sql<number>`count(*)::int` }).from(pointDeContact).where(where)
  return row?.total ?? 0
}

/** The points of a selection that are open now, each on the clock of its own département. */
async function listOpen(reader: Reader, where: SQL | undefined): Promise<ReadonlySet<string>> {
  const rows = await reader
    .select({
      id: pointDeContact.id,
      osm: pointDeContact.horairesOsm,
      fermetures: pointDeContact.fermetures,
      departement: pointDeContact.departementCode,
      at: sql<number>`floor(extract(epoch from now()) * 1000)::float8`,
    })
    .from(pointDeContact)
    .where(and(where, sql`${pointDeContact.horairesOsm} is not null`))
  const moments = new Map<string, Moment>()
  return new Set(rows.filter((row) => isOpen(row, moments)).map(({ id }) => id))
}

function isOpen(
  row: Readonly<{ osm: string | null; fermetures: readonly Fermeture[]; departement: string; at: number }>,
  moments: Map<string, Moment>,
): boolean {
  const moment = moments.get(row.departement) ?? momentLocal(row.at, row.departement)
  moments.set(row.departement, moment)
  const statut = statutAu(row, moment)
  return statut !== 'inconnu' && statut.ouvert
}

/** The last point shown: its sort key, its id, its rank. */
type Curseur = Readonly<{ cle: string; id: string; rang: number }>

const curseurSchema = z.tuple([z.string(), z.string(), z.int().min(1).max(1_000_000)])

const writeCursor = ({ cle, id, rang }: Curseur): string =>
  Buffer.from(JSON.stringify([cle, id, rang])).toString('base64url')

/** Whether a cursor is one that `listPoints` gave: the API says so, a page starts again from the beginning. */
export const isCursor = (text: string): boolean => readCursor(text) !== undefined

/** A cursor that is not ours starts from the beginning: an address that was cut is not an error. */
function readCursor(text: string | undefined): Curseur | undefined {
  if (text === undefined || text.length > 1000) return undefined
  try {
    const read = curseurSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (!read.success || read.data.some((part) => String(part).includes('\0'))) return undefined
    const [cle, id, rang] = read.data
    return { cle, id, rang }
  } catch {
    return undefined
  }
}
