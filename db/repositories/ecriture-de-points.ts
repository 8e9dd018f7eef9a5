/**
 * Writes points de contact, one or forty thousand: state, history and desserte together, a fixed number of statements
 * for each batch.
 */
import { randomBytes } from 'node:crypto'
import { inArray, sql } from 'drizzle-orm'
import { baliseDuPoint } from '#lib/domain/guichet/balises.ts'
import { balisesDuPoint, computeDesserte, type Desserte } from '#lib/domain/guichet/desserte.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import type { Tx } from '../client.ts'
import { desserte, faitDePoint, pointDeContact } from '../schema/index.ts'
import { loadLieux, type PointEnregistre, type Rattachement } from './lieux-de-points.ts'
import { insertRows, lotsOf, updatePoints } from './lots.ts'
import { toContenu, toRow } from './points-de-contact.row.ts'

/** Who writes, and from where in which file; `compteId` null: the command line or the demonstration. */
export type Auteur = Readonly<{
  compteId: string | null
  importId?: string | null
  /** The change undoes what the import had written. */
  retour?: boolean
  /** The centre confirms the point by its yearly link. */
  verificationId?: string | null
  feuille?: string | null
  ligne?: number | null
}>

export type Ecriture = Readonly<{ id: string; version: number; balises: readonly string[] }>
export type NouveauPoint = Readonly<{ contenu: ContenuDePoint; rattachement: Rattachement; demonstration?: boolean }>

/** A content to publish: as a new point, or instead of what a point that the caller holds locked says. */
export type PointAEcrire = Readonly<{ contenu: ContenuDePoint; auteur: Auteur }> &
  (Readonly<{ nouveau: Omit<NouveauPoint, 'contenu'> }> | Readonly<{ actuel: PointEnregistre }>)

type Nature = (typeof faitDePoint.$inferInsert)['nature']
type Fait = Readonly<{
  pointId: string
  nature: Nature
  avant: ContenuDePoint | null
  apres: ContenuDePoint | null
  version: number
  auteur: Auteur
}>

/** Bytes of one id. */
const HASARD = 9
/** Drawn for a thousand ids at a time: each draw by itself costs more than the rest of its point. */
let tirage = Buffer.alloc(0)

function draw(): Buffer {
  if (tirage.length === 0) tirage = randomBytes(HASARD * 1024)
  const drawn = tirage.subarray(0, HASARD)
  tirage = tirage.subarray(HASARD)
  return drawn
}

/** 12 URL-safe characters, 72 random bits; never starts with a sign that a spreadsheet takes for a formula. */
export function newPointId(): string {
  for (;;) {
    const id = draw().toString('base64url')
    if (/^[A-Za-z]/.test(id)) return id
  }
}

/** Publishes these contents, in order; a withdrawn point is published again. */
export async function writePoints(tx: Tx, aEcrire: readonly PointAEcrire[]): Promise<Ecriture[]> {
  const ecrits: Ecriture[] = []
  for (const lot of lotsOf(aEcrire)) ecrits.push(...(await writeLot(tx, lot)))
  return ecrits
}

/** A point to withdraw, that the caller holds locked. */
export type Retrait = Readonly<{ actuel: PointEnregistre; auteur: Auteur }>

/**
 * Withdraws these points: their rows, ids and history stay; they serve nobody any more. `garde`: they are duplicates of
 * that point, to which their addresses lead.
 */
export async function retirePoints(
  tx: Tx,
  retraits: readonly Retrait[],
  garde: string | null = null,
): Promise<Ecriture[]> {
  const ecrits: Ecriture[] = []
  for (const lot of lotsOf(retraits)) ecrits.push(...(await retireLot(tx, lot, garde)))
  return ecrits
}

async function retireLot(tx: Tx, lot: readonly Retrait[], garde: string | null): Promise<Ecriture[]> {
  const ids = lot.map(({ actuel }) => actuel.point.id)
  const avant = await deleteDessertes(tx, ids)
  await tx
    .update(pointDeContact)
    .set({ retireAt: sql`transaction_timestamp()`, fusionneDans: garde, version: sql`${pointDeContact.version} + 1` })
    .where(inArray(pointDeContact.id, ids))
  await insertFaits(
    tx,
    lot.map(({ actuel: { point, version }, auteur }) => ({
      pointId: point.id,
      nature: garde === null ? 'retrait' : 'fusion',
      avant: toContenu(point),
      apres: null,
      version: version + 1,
      auteur,
    })),
  )
  const reunis = await listReunis(tx, ids)
  return lot.map(({ actuel: { point, version } }) => ({
    id: point.id,
    version: version + 1,
    balises: [...balisesDuPoint(point.id, avant.get(point.id) ?? []), ...reunis],
  }))
}

async function writeLot(tx: Tx, lot: readonly PointAEcrire[]): Promise<Ecriture[]> {
  const lieux = await loadLieux(tx, lot)
  const rows = lot.map((one) => {
    const actuel = 'actuel' in one ? one.actuel : null
    const departements = lieux.departementsOf(one)
    const id = actuel?.point.id ?? newPointId()
    return { ...one, actuel, id, version: (actuel?.version ?? 0) + 1, departements, demonstration: isDemo(one) }
  })
  type Row = (typeof rows)[number]
  const toColumns = ({ contenu, departements, ...row }: Row) => ({
    ...toRow(contenu),
    id: row.id,
    departementCode: lieux.departementOf(contenu, departements),
    version: row.version,
  })
  const created = rows.filter(({ actuel }) => actuel === null)
  await insertRows(
    tx,
    pointDeContact,
    created.map((row) => ({ ...toColumns(row), centreId: holderOf(row), demonstration: row.demonstration })),
  )
  const kept = rows.filter(({ actuel }) => actuel !== null)
  const avant = await deleteDessertes(
    tx,
    kept.map(({ id }) => id),
  )
  await updatePoints(tx, kept.map(toColumns))
  const servies = new Map(rows.map((row) => [row.id, computeDesserte(row.contenu, row.departements)]))
  await insertRows(
    tx,
    desserte,
    [...servies].flatMap(([pointId, list]) => list.map((item) => ({ pointId, ...item }))),
  )
  await insertFaits(
    tx,
    rows.map(({ id, actuel, contenu, version, auteur }) => ({
      pointId: id,
      nature: actuel === null ? 'creation' : actuel.retireAt ? 'retablissement' : 'modification',
      avant: actuel && toContenu(actuel.point),
      apres: contenu,
      version,
      auteur,
    })),
  )
  const reunis = await listReunis(
    tx,
    kept.filter(({ actuel }) => actuel?.retireAt).map(({ id }) => id),
  )
  return rows.map(({ id, version, actuel }) => {
    const touched = [...balisesDuPoint(id, avant.get(id) ?? []), ...balisesDuPoint(id, servies.get(id) ?? [])]
    const balises = new Set([...touched, ...(actuel?.retireAt ? reunis : [])])
    // Nobody ever asked for the page of a point that has just been named.
    if (actuel === null) balises.delete(baliseDuPoint(id))
    return { id, version, balises: [...balises] }
  })
}

const isDemo = (one: PointAEcrire): boolean =>
  'actuel' in one ? one.actuel.demonstration : (one.nouveau.demonstration ?? false)

const holderOf = (one: PointAEcrire | Readonly<{ actuel: null }>): string | null =>
  'nouveau' in one ? one.nouveau.rattachement.centreId : null

/** What these points served, which they do not any more. */
async function deleteDessertes(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Desserte[]>> {
  if (ids.length === 0) return new Map()
  const gone = await tx
    .delete(desserte)
    .where(inArray(desserte.pointId, [...ids]))
    .returning({ pointId: desserte.pointId, niveau: desserte.niveau, code: desserte.code })
  const byPoint = new Map<string, Desserte[]>()
  for (const { pointId, ...item } of gone) byPoint.set(pointId, [...(byPoint.get(pointId) ?? []), item])
  return byPoint
}

// R-EDI-08 — choix du portail : un signet tient d’une fusion à l’autre
/** The tags of the duplicates that lead to these points, however far: where they lead changes with them. */
async function listReunis(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive reuni as (
      select p.id from point_de_contact p where p.fusionne_dans = any(${sql.param([...ids])})
      union
      select p.id from point_de_contact p join reuni on p.fusionne_dans = reuni.id
    )
    select id from reuni`)
  return rows.map(({ id }) => baliseDuPoint(id))
}

const insertFaits = (tx: Tx, faits: readonly Fait[]): Promise<void> =>
  insertRows(
    tx,
    faitDePoint,
    faits.map(({ auteur, ...fait }) => ({
      ...fait,
      compteId: auteur.compteId,
      importId: auteur.importId ?? null,
      retour: auteur.retour ?? false,
      verificationId: auteur.verificationId ?? null,
      feuille: auteur.feuille ?? null,
      ligne: auteur.ligne ?? null,
    })),
  )
