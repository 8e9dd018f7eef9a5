/** Readings that go on behind the page of their import: how far each is, and how it came to nothing. */
import { eq, sql } from 'drizzle-orm'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { db, type Tx } from '../client.ts'
import { lectureDImport } from '../schema/index.ts'

/** Beyond, nobody leads it any more: a sign comes every few seconds. */
export const SECONDES_SANS_SIGNE = 20

const of = (importId: string) => eq(lectureDImport.importId, importId)

/** Says that a reading begins; false when another of the same import goes on. */
export async function beginLecture(tx: Tx, importId: string): Promise<boolean> {
  const { vueAt, echec } = lectureDImport
  const begun = await tx
    .insert(lectureDImport)
    .values({ importId })
    .onConflictDoUpdate({
      target: lectureDImport.importId,
      set: { lues: 0, echec: null, vueAt: sql`now()` },
      setWhere: sql`${echec} is not null or ${vueAt} <= now() - make_interval(secs => ${SECONDES_SANS_SIGNE})`,
    })
    .returning({ importId: lectureDImport.importId })
  return begun.length > 0
}

/** A sign of life; `lues`: the rows told so far. Of a reading that nobody follows there is no line, and nothing is written. */
export const keepLecture = (importId: string, lues?: number) =>
  db
    .update(lectureDImport)
    .set({ vueAt: sql`now()`, ...(lues === undefined ? {} : { lues }) })
    .where(of(importId))

/** `echec`: why it came to nothing, when it may be tried again; what else is to be said is said of the import. */
export async function endLecture(importId: string, echec: RefusDeRecensement['code'] | null): Promise<void> {
  if (echec === null) await db.delete(lectureDImport).where(of(importId))
  else await db.update(lectureDImport).set({ echec }).where(of(importId))
}
