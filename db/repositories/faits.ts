/** One line of history, loaded to be undone. */
import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import type { Tx } from '../client.ts'
import { faitDeChiffre, faitDePoint } from '../schema/index.ts'

export type FaitDePoint = Readonly<{
  pointId: string
  nature: 'creation' | 'modification' | 'retrait' | 'fusion' | 'retablissement'
  avant: ContenuDePoint | null
  /** The version of the point that this change made. */
  version: number
}>

export async function loadFaitDePoint(tx: Tx, id: number): Promise<FaitDePoint | undefined> {
  const [row] = await tx
    .select({
      pointId: faitDePoint.pointId,
      nature: faitDePoint.nature,
      avant: faitDePoint.avant,
      version: faitDePoint.version,
    })
    .from(faitDePoint)
    .where(eq(faitDePoint.id, id))
  return row
}

/** The last change of a point. */
export async function findLastFaitDePoint(tx: Tx, pointId: string): Promise<number | undefined> {
  const [last] = await tx
    .select({ id: faitDePoint.id })
    .from(faitDePoint)
    .where(eq(faitDePoint.pointId, pointId))
    .orderBy(desc(faitDePoint.id))
    .limit(1)
  return last?.id
}

/** Whether the last that happened to a point is that this account published it, by hand. */
export async function isPublieParCompte(tx: Tx, pointId: string, compteId: string | null): Promise<boolean> {
  const [last] = await tx
    .select({ nature: faitDePoint.nature, compteId: faitDePoint.compteId, importId: faitDePoint.importId })
    .from(faitDePoint)
    .where(eq(faitDePoint.pointId, pointId))
    .orderBy(desc(faitDePoint.id))
    .limit(1)
  const isPublication = last?.nature === 'creation' || last?.nature === 'retablissement'
  return isPublication && last.importId === null && last.compteId === compteId
}

export type FaitDeChiffre = Readonly<{
  codeInsee: string
  annee: number
  /** The whole row as it stood. */
  avant: (ChiffresDeclares & Readonly<{ demonstration?: boolean }>) | null
  apres: ChiffresDeclares | null
}>

export async function loadFaitDeChiffre(tx: Tx, id: number): Promise<FaitDeChiffre | undefined> {
  const [row] = await tx
    .select({
      codeInsee: faitDeChiffre.codeInsee,
      annee: faitDeChiffre.annee,
      avant: faitDeChiffre.avant,
      apres: faitDeChiffre.apres,
    })
    .from(faitDeChiffre)
    .where(eq(faitDeChiffre.id, id))
  return row
}

/** What happened to its row of figures after a change, oldest first. */
export async function listSuitesDeChiffre(
  tx: Tx,
  id: number,
  fait: FaitDeChiffre,
): Promise<Pick<FaitDeChiffre, 'apres'>[]> {
  const type = fait.apres?.type ?? fait.avant?.type
  return tx
    .select({ apres: faitDeChiffre.apres })
    .from(faitDeChiffre)
    .where(
      and(
        eq(faitDeChiffre.codeInsee, fait.codeInsee),
        eq(faitDeChiffre.annee, fait.annee),
        sql`coalesce(${faitDeChiffre.apres}, ${faitDeChiffre.avant}) ->> 'type' = ${type}`,
        gt(faitDeChiffre.id, id),
      ),
    )
    .orderBy(faitDeChiffre.id)
}
