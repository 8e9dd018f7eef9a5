/**
 * Read side of the points de contact: those that serve a commune, those that filters select, one. Only published
 * points; those reserved to a public are left out unless that public is asked for (R-ANN-01).
 */
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import { isAncien } from '#lib/domain/guichet/fraicheur.ts'
import { computeEnviron, type Depart, type PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { Public } from '#lib/domain/guichet/vocabulaire.ts'
import type { Reader } from '../client.ts'
import { toPoint } from '../repositories/points-de-contact.row.ts'
import { centre, commune, pointDeContact } from '../schema/index.ts'
import {
  beyond,
  type CommuneServie,
  type Filtres,
  listOpen,
  orderOf,
  readCursor,
  selectionOf,
  selectionServing,
  writeCursor,
} from './selection-de-points.ts'

export type { PointPublie }

export type PointsDeCommune = Readonly<{
  points: readonly PointPublie[]
  /** How many more receive only a public that was not asked for. */
  reserves: number
}>

/** The points that serve a commune, as the directory lists them. `receives` adds those reserved to these publics. */
export async function listPointsServing(
  reader: Reader,
  servie: CommuneServie,
  receives: readonly Public[] = [],
): Promise<PointsDeCommune> {
  const selection = selectionServing(servie)
  const rows = await selectPoints(reader, selection.where, orderOf(selection))
  const all = rows.map((row) => toPublie(row, servie))
  // R-ANN-01 — CCH, R441-2-1 : un point réservé ne se montre qu’à qui dit en relever
  const points = all.filter(({ publicReserve }) => publicReserve === 'tout-public' || receives.includes(publicReserve))
  return { points, reserves: all.length - points.length }
}

export type PageDePoints = Readonly<{
  total: number
  /** How many of them have a position, hence a pin on the map. */
  situes: number
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
  filtres: Filtres,
  page: Readonly<{ limite: number; apres?: string | undefined }>,
): Promise<PageDePoints> {
  const selection = await selectionOf(reader, filtres)
  if (!selection) return { total: 0, situes: 0, points: [], debut: 1, suivant: null }
  const { where, cle, depart } = selection
  const after = readCursor(page.apres, filtres)
  const scan = reader
    .select({ id: pointDeContact.id, cle1: cle[0].as('cle1'), cle2: cle[1].as('cle2'), cle3: cle[2].as('cle3') })
    .from(pointDeContact)
    .where(and(where, after && beyond(selection, after)))
    .orderBy(...orderOf(selection))

  const open = filtres.ouvert ? await listOpen(reader, where) : null
  const { total, situes } = open ? countOpen(open) : await countPoints(reader, where)
  const found = open ? (await scan).filter(({ id }) => open.has(id)) : await scan.limit(page.limite + 1)
  const shown = found.slice(0, page.limite)
  const ids = shown.map(({ id }) => id)
  const rows = await selectPoints(reader, inArray(pointDeContact.id, ids))
  const last = shown.at(-1)
  const debut = (after?.rang ?? 0) + 1
  return {
    total,
    situes,
    debut,
    points: inOrder(ids, rows, depart),
    suivant:
      last && found.length > page.limite
        ? writeCursor({ cle: [last.cle1, last.cle2, last.cle3], id: last.id, rang: debut + shown.length - 1 }, filtres)
        : null,
  }
}

/**
 * Every point that filters select, in the order of `listPoints`, for an export: the ids are read once, so that the
 * order holds while points change, then the points by lots, so that memory stays flat.
 */
export async function* streamPoints(
  reader: Reader,
  filtres: Filtres,
  lot = 500,
): AsyncGenerator<PointPublie, void, undefined> {
  const selection = await selectionOf(reader, filtres)
  if (!selection) return
  const { where, depart } = selection
  const open = filtres.ouvert ? await listOpen(reader, where) : null
  const scan = await reader
    .select({ id: pointDeContact.id })
    .from(pointDeContact)
    .where(where)
    .orderBy(...orderOf(selection))
  const ids = scan.map(({ id }) => id).filter((id) => !open || open.has(id))
  for (let from = 0; from < ids.length; from += lot) {
    const some = ids.slice(from, from + lot)
    const rows = await selectPoints(reader, and(inArray(pointDeContact.id, some), isNull(pointDeContact.retireAt)))
    yield* inOrder(some, rows, depart)
  }
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

/** In which the points of one holder are read. */
export const PAR_NOM: readonly SQL[] = [sql`${pointDeContact.nom}`, sql`${pointDeContact.id}`]

/** Those of these points that are published, by name, as the public reads them. */
export async function listPointsParNom(reader: Reader, ids: readonly string[]): Promise<PointPublie[]> {
  const scope = and(inArray(pointDeContact.id, [...ids]), isNull(pointDeContact.retireAt))
  const rows = await selectPoints(reader, scope, PAR_NOM)
  return rows.map((row) => toPublie(row, null))
}

async function selectPoints(reader: Reader, where: SQL | undefined, order: readonly SQL[] = []) {
  return reader
    .select({
      point: pointDeContact,
      communeSlug: commune.slug,
      centreNom: centre.nom,
      le: sql<Jour>`(now() at time zone 'Europe/Paris')::date::text`,
      departementNom: sql<string | null>`(select nom from departement where code = ${pointDeContact.departementCode})`,
    })
    .from(pointDeContact)
    .leftJoin(commune, eq(commune.codeInsee, pointDeContact.codeInsee))
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(where)
    .orderBy(...order)
}

type Ligne = Awaited<ReturnType<typeof selectPoints>>[number]

function toPublie({ point: row, communeSlug, le }: Ligne, depart: Depart | null): PointPublie {
  const point = toPoint(row)
  return {
    ...point,
    departement: row.departementCode,
    demonstration: row.demonstration,
    communeSlug,
    ancien: isAncien(point.misAJourLe, le),
    environKm: depart && computeEnviron(depart, point),
  }
}

function inOrder(ids: readonly string[], rows: readonly Ligne[], depart: Depart | null): readonly PointPublie[] {
  const byId = new Map(rows.map((row) => [row.point.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toPublie(row, depart)] : []
  })
}

type Compte = Readonly<{ total: number; situes: number }>

async function countPoints(reader: Reader, where: SQL | undefined): Promise<Compte> {
  const [row] = await reader
    .select({ total: sql<number>`count(*)::int`, situes: sql<number>`count(${pointDeContact.latitude})::int` })
    .from(pointDeContact)
    .where(where)
  return row ?? { total: 0, situes: 0 }
}

const countOpen = (open: ReadonlyMap<string, boolean>): Compte => ({
  total: open.size,
  situes: [...open.values()].filter(Boolean).length,
})
