/**
 * Write side of the points de contact: state, history and desserte are written together. Each write raises `version`
 * and returns the tags it touched, before and after, for `recordPublication` in the same transaction.
 */
import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import type { Reader, Tx } from '../client.ts'
import { pointDeContact } from '../schema/index.ts'
import {
  type Auteur,
  type Ecriture,
  type NouveauPoint,
  newPointId,
  type PointAEcrire,
  type Retrait,
  retirePoints,
  writePoints,
} from './ecriture-de-points.ts'
import { locatePoint, type PointEnregistre, type Rattachement } from './lieux-de-points.ts'
import { type LigneDePoint, toContenu, toPoint } from './points-de-contact.row.ts'
import type { Tenants } from './verrous.ts'

export type { Auteur, Ecriture, PointAEcrire, PointEnregistre, Rattachement, Retrait }
export { locatePoint, newPointId, retirePoints, toContenu, toPoint, writePoints }

export const toEnregistre = (row: LigneDePoint): PointEnregistre => ({
  point: toPoint(row),
  version: row.version,
  departementCode: row.departementCode,
  demonstration: row.demonstration,
  retireAt: row.retireAt,
  fusionneDans: row.fusionneDans,
})

/** The point under a row lock, withdrawn or not; undefined when it does not exist. */
export async function loadPointForUpdate(tx: Tx, id: string): Promise<PointEnregistre | undefined> {
  const [row] = await tx.select().from(pointDeContact).where(eq(pointDeContact.id, id)).for('update')
  return row && toEnregistre(row)
}

/** The points of these ids under row locks, withdrawn or not, by id; an id that is unknown is left out. */
export async function loadPointsByIdForUpdate(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PointEnregistre>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(pointDeContact)
    .where(sql`${pointDeContact.id} = any(${sql.param([...ids])})`)
    .orderBy(pointDeContact.id)
    .for('update')
  return new Map(rows.map((row) => [row.id, toEnregistre(row)]))
}

/** Holds these points until the end of the transaction, in the order of their ids. */
export async function lockPoints(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(sql`
    select from ${pointDeContact} where ${pointDeContact.id} = any(${sql.param([...ids])}) order by id for update`)
}

/** The published ones of the centre, or those the gestionnaire of these départements holds. */
const publiesDe = (rattachement: Rattachement) =>
  and(
    rattachement.centreId === null
      ? and(
          sql`${pointDeContact.centreId} is null`,
          inArray(pointDeContact.departementCode, [...rattachement.departements]),
        )
      : eq(pointDeContact.centreId, rattachement.centreId),
    sql`${pointDeContact.retireAt} is null`,
  )

/** All that this holder publishes, locked in id order. */
export async function loadPointsForUpdate(tx: Tx, rattachement: Rattachement): Promise<PointEnregistre[]> {
  const rows = await tx
    .select()
    .from(pointDeContact)
    .where(publiesDe(rattachement))
    .orderBy(pointDeContact.id)
    .for('update')
  return rows.map(toEnregistre)
}

/**
 * What this holder publishes by the same canal in the same commune, but that point. Takes no lock: nobody publishes one
 * more beside who holds its creation key.
 */
export async function listPubliesAuLieu(
  tx: Tx,
  rattachement: Rattachement,
  { sauf, contenu }: Readonly<{ sauf: string; contenu: ContenuDePoint }>,
): Promise<PointEnregistre[]> {
  const rows = await tx
    .select()
    .from(pointDeContact)
    .where(
      and(
        publiesDe(rattachement),
        ne(pointDeContact.id, sauf),
        eq(pointDeContact.canal, contenu.canal),
        sql`${pointDeContact.codeInsee} is not distinct from ${contenu.adresse?.codeInsee ?? null}`,
      ),
    )
    .orderBy(pointDeContact.id)
  return rows.map(toEnregistre)
}

/** The centre that holds a point, null for a gestionnaire; undefined for an unknown point. Takes no lock. */
export async function findTenant(tx: Tx, id: string): Promise<string | null | undefined> {
  const [row] = await tx
    .select({ centreId: pointDeContact.centreId })
    .from(pointDeContact)
    .where(eq(pointDeContact.id, id))
  return row?.centreId
}

/** Whose points these are. Takes no lock. */
export async function findTenants(reader: Reader, points: SQL): Promise<Tenants> {
  const rows = await reader
    .selectDistinct({ centreId: pointDeContact.centreId, departement: pointDeContact.departementCode })
    .from(pointDeContact)
    .where(points)
  return {
    centreIds: rows.flatMap(({ centreId }) => centreId ?? []),
    departements: rows.flatMap(({ centreId, departement }) => (centreId === null ? [departement] : [])),
  }
}

/** Those of these ids. */
export const findTenantsDe = (tx: Tx, ids: readonly string[]): Promise<Tenants> =>
  findTenants(tx, inArray(pointDeContact.id, [...ids]))

/** Creates and publishes a point under a new identifier. */
export const insertPoint = (tx: Tx, { contenu, ...nouveau }: NouveauPoint, auteur: Auteur): Promise<Ecriture> =>
  only(writePoints(tx, [{ contenu, nouveau, auteur }]))

/** Replaces the content of a published point that the caller holds locked. */
export const updatePoint = (tx: Tx, actuel: PointEnregistre, contenu: ContenuDePoint, auteur: Auteur) =>
  only(writePoints(tx, [{ actuel, contenu, auteur }]))

/** Publishes again a withdrawn point, with this content. */
export const restorePoint = (tx: Tx, retire: PointEnregistre, contenu: ContenuDePoint, auteur: Auteur) =>
  updatePoint(tx, retire, contenu, auteur)

/** Withdraws a point: its row, id and history stay; it serves nobody any more. */
export const retirePoint = (tx: Tx, actuel: PointEnregistre, auteur: Auteur): Promise<Ecriture> =>
  only(retirePoints(tx, [{ actuel, auteur }]))

/** Withdraws a duplicate, whose address leads from then on to the point that is kept. */
export const fusionPoint = (tx: Tx, actuel: PointEnregistre, garde: string, auteur: Auteur): Promise<Ecriture> =>
  only(retirePoints(tx, [{ actuel, auteur }], garde))

async function only(ecrits: Promise<readonly Ecriture[]>): Promise<Ecriture> {
  const [ecrit] = await ecrits
  if (!ecrit) throw new Error('The point was not written.')
  return ecrit
}
