/**
 * Write side of the points de contact: state, history and desserte are written together. Each write raises `version`
 * and returns the tags it touched, before and after, for `recordPublication` in the same transaction.
 */
import { randomBytes } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { balisesDuPoint, computeDesserte, type Desserte } from '#lib/domain/guichet/desserte.ts'
import type { ContenuDePoint, PointDeContact } from '#lib/domain/guichet/point-de-contact.ts'
import type { Tx } from '../client.ts'
import { centre, commune, desserte, faitDePoint, pointDeContact } from '../schema/index.ts'
import { type LigneDePoint, toContenu, toPoint, toRow } from './points-de-contact.row.ts'

export { toContenu, toPoint, toRow }

/** Who writes, and from where in which file; `compteId` null: the command line or the demonstration. */
export type Auteur = Readonly<{
  compteId: string | null
  importId?: string | null
  /** The change undoes what the import had written. */
  retour?: boolean
  feuille?: string | null
  ligne?: number | null
}>

/** Who holds a point: a centre, or the gestionnaire of these départements (at least one). */
export type Rattachement =
  | Readonly<{ centreId: string }>
  | Readonly<{ centreId: null; departements: readonly string[] }>

/** A stored point with the state that writes need; `retireAt` set: withdrawn. */
export type PointEnregistre = Readonly<{
  point: PointDeContact
  version: number
  departementCode: string
  demonstration: boolean
  retireAt: Date | null
}>

export type Ecriture = Readonly<{ id: string; version: number; balises: readonly string[] }>

type Nature = (typeof faitDePoint.$inferInsert)['nature']

/** 12 URL-safe characters, 72 random bits; never starts with a sign that a spreadsheet takes for a formula. */
export function newPointId(): string {
  for (;;) {
    const id = randomBytes(9).toString('base64url')
    if (/^[A-Za-z]/.test(id)) return id
  }
}

export const toEnregistre = (row: LigneDePoint): PointEnregistre => ({
  point: toPoint(row),
  version: row.version,
  departementCode: row.departementCode,
  demonstration: row.demonstration,
  retireAt: row.retireAt,
})

/** The point under a row lock, withdrawn or not; undefined when it does not exist. */
export async function loadPointForUpdate(tx: Tx, id: string): Promise<PointEnregistre | undefined> {
  const [row] = await tx.select().from(pointDeContact).where(eq(pointDeContact.id, id)).for('update')
  return row && toEnregistre(row)
}

/** All published points of the centre, or those the gestionnaire of these départements holds, locked in id order. */
export async function loadPointsForUpdate(tx: Tx, rattachement: Rattachement): Promise<PointEnregistre[]> {
  const scope =
    rattachement.centreId === null
      ? and(
          sql`${pointDeContact.centreId} is null`,
          inArray(pointDeContact.departementCode, [...rattachement.departements]),
        )
      : eq(pointDeContact.centreId, rattachement.centreId)
  const rows = await tx
    .select()
    .from(pointDeContact)
    .where(and(scope, sql`${pointDeContact.retireAt} is null`))
    .orderBy(pointDeContact.id)
    .for('update')
  return rows.map(toEnregistre)
}

/** Creates and publishes a point under a new identifier. */
export async function insertPoint(
  tx: Tx,
  nouveau: Readonly<{ contenu: ContenuDePoint; rattachement: Rattachement; demonstration?: boolean }>,
  auteur: Auteur,
): Promise<Ecriture> {
  const id = newPointId()
  const { contenu, rattachement } = nouveau
  const departements = await departementsOf(tx, rattachement)
  const departementCode = await departementDuPoint(tx, contenu, departements)
  await tx.insert(pointDeContact).values({
    ...toRow(contenu),
    id,
    centreId: rattachement.centreId,
    departementCode,
    demonstration: nouveau.demonstration ?? false,
  })
  const apres = await replaceDesserte(tx, id, computeDesserte(contenu, departements))
  await insertFait(tx, { pointId: id, nature: 'creation', avant: null, apres: contenu, version: 1 }, auteur)
  return { id, version: 1, balises: balisesDuPoint(id, apres) }
}

/** Replaces the content of a published point that the caller holds locked. */
export const updatePoint = (tx: Tx, actuel: PointEnregistre, contenu: ContenuDePoint, auteur: Auteur) =>
  write(tx, actuel, { contenu, nature: 'modification' }, auteur)

/** Withdraws a point: its row, id and history stay; it serves nobody any more. */
export async function retirePoint(tx: Tx, actuel: PointEnregistre, auteur: Auteur): Promise<Ecriture> {
  const { id } = actuel.point
  const version = actuel.version + 1
  const avant = await currentDesserte(tx, id)
  await tx
    .update(pointDeContact)
    .set({ retireAt: sql`transaction_timestamp()`, version })
    .where(eq(pointDeContact.id, id))
  await replaceDesserte(tx, id, [])
  await insertFait(tx, { pointId: id, nature: 'retrait', avant: toContenu(actuel.point), apres: null, version }, auteur)
  return { id, version, balises: balisesDuPoint(id, avant) }
}

/** Publishes again a withdrawn point, with this content. */
export const restorePoint = (tx: Tx, actuel: PointEnregistre, contenu: ContenuDePoint, auteur: Auteur) =>
  write(tx, actuel, { contenu, nature: 'retablissement' }, auteur)

async function write(
  tx: Tx,
  actuel: PointEnregistre,
  { contenu, nature }: Readonly<{ contenu: ContenuDePoint; nature: Nature }>,
  auteur: Auteur,
): Promise<Ecriture> {
  const { id, centreId } = actuel.point
  const version = actuel.version + 1
  const rattachement: Rattachement =
    centreId === null ? { centreId, departements: [actuel.departementCode] } : { centreId }
  const departements = await departementsOf(tx, rattachement)
  const departementCode = await departementDuPoint(tx, contenu, departements)
  const avant = await currentDesserte(tx, id)
  await tx
    .update(pointDeContact)
    .set({ ...toRow(contenu), departementCode, version, retireAt: null })
    .where(eq(pointDeContact.id, id))
  const apres = await replaceDesserte(tx, id, computeDesserte(contenu, departements))
  await insertFait(tx, { pointId: id, nature, avant: toContenu(actuel.point), apres: contenu, version }, auteur)
  return { id, version, balises: [...new Set([...balisesDuPoint(id, avant), ...balisesDuPoint(id, apres)])] }
}

async function departementsOf(tx: Tx, rattachement: Rattachement): Promise<readonly string[]> {
  if (rattachement.centreId === null) return rattachement.departements
  const [found] = await tx
    .select({ departements: centre.departements })
    .from(centre)
    .where(eq(centre.id, rattachement.centreId))
  if (!found) throw new Error(`Unknown centre ${rattachement.centreId}.`)
  return found.departements
}

/** Département of the address, else of the first territory served, else of the holder: whose gestionnaire may edit. */
async function departementDuPoint(tx: Tx, contenu: ContenuDePoint, departements: readonly string[]): Promise<string> {
  const { communes, epcis } = contenu.territoire
  const codes = contenu.adresse ? [contenu.adresse.codeInsee] : communes.slice(0, 1)
  const where =
    codes.length > 0
      ? inArray(commune.codeInsee, codes)
      : contenu.territoire.departements.length === 0 && epcis[0]
        ? eq(commune.epciCode, epcis[0])
        : undefined
  const [found] = where
    ? await tx
        .select({ code: commune.departementCode })
        .from(commune)
        .where(where)
        .orderBy(sql`${commune.population} desc`)
        .limit(1)
    : []
  const code = found?.code ?? contenu.territoire.departements[0] ?? departements[0]
  if (!code) throw new Error('A point de contact needs a département.')
  return code
}

const currentDesserte = (tx: Tx, id: string): Promise<Desserte[]> =>
  tx.select({ niveau: desserte.niveau, code: desserte.code }).from(desserte).where(eq(desserte.pointId, id))

async function replaceDesserte(tx: Tx, pointId: string, list: readonly Desserte[]): Promise<readonly Desserte[]> {
  await tx.delete(desserte).where(eq(desserte.pointId, pointId))
  if (list.length > 0) await tx.insert(desserte).values(list.map((item) => ({ pointId, ...item })))
  return list
}

const insertFait = (
  tx: Tx,
  fait: Readonly<{
    pointId: string
    nature: Nature
    avant: ContenuDePoint | null
    apres: ContenuDePoint | null
    version: number
  }>,
  auteur: Auteur,
) =>
  tx.insert(faitDePoint).values({
    ...fait,
    compteId: auteur.compteId,
    importId: auteur.importId ?? null,
    retour: auteur.retour ?? false,
    feuille: auteur.feuille ?? null,
    ligne: auteur.ligne ?? null,
  })
