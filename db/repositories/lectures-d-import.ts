/** Readings that go on behind the page of their import: how far each is, and how it came to nothing. */
import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { echecDeLecture } from '#lib/domain/guichet/recensement/lecture-menee.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { db, type Reader, type Tx } from '../client.ts'
import { lectureDImport } from '../schema/index.ts'

/** One reading of an import: what a later one of the same import does not touch. */
export type Lecture = Readonly<{ importId: string; jeton: string }>

const of = ({ importId, jeton }: Lecture) => and(eq(lectureDImport.importId, importId), eq(lectureDImport.jeton, jeton))

/** The last reading that an import keeps, and how it came to nothing: null while it goes on. */
export async function findDerniereLecture(reader: Reader, importId: string) {
  const { jeton, lues, echec, vueAt } = lectureDImport
  const secondes = sql<number>`extract(epoch from now() - ${vueAt})::float8`
  const [row] = await reader
    .select({ jeton, lues, echec, secondes })
    .from(lectureDImport)
    .where(eq(lectureDImport.importId, importId))
  return row && { jeton: row.jeton, lues: row.lues, echec: echecDeLecture(row) }
}

/** Says that a reading begins; undefined when another of the same import goes on. The import is held by who calls. */
export async function beginLecture(tx: Tx, importId: string): Promise<Lecture | undefined> {
  const avant = await findDerniereLecture(tx, importId)
  // R-REC-115 — choix du portail : une lecture que plus rien ne mène n’empêche pas la suivante, une qui va, si
  if (avant?.echec === null) return undefined
  const jeton = randomUUID()
  await tx
    .insert(lectureDImport)
    .values({ importId, jeton })
    .onConflictDoUpdate({
      target: lectureDImport.importId,
      set: { jeton, lues: 0, echec: null, vueAt: sql`now()` },
    })
  return { importId, jeton }
}

/** A sign of life; `lues`: the rows told so far. */
export const keepLecture = (lecture: Lecture, lues?: number) =>
  db
    .update(lectureDImport)
    .set({ vueAt: sql`now()`, ...(lues === undefined ? {} : { lues }) })
    .where(of(lecture))

/** `echec`: why it came to nothing, unless the import said so itself. */
export async function endLecture(lecture: Lecture, echec: RefusDeRecensement | null): Promise<void> {
  if (echec === null) await db.delete(lectureDImport).where(of(lecture))
  else await db.update(lectureDImport).set({ echec }).where(of(lecture))
}

/** What an import says now is said of no earlier reading: `jeton` is the one that says it, if it is followed. */
export async function forgetLecture(tx: Tx, importId: string, jeton: string | undefined): Promise<void> {
  const derniere = await findDerniereLecture(tx, importId)
  // Another one that goes on has yet to end.
  if (derniere && (derniere.jeton === jeton || derniere.echec !== null))
    await tx.delete(lectureDImport).where(of({ importId, jeton: derniere.jeton }))
}
