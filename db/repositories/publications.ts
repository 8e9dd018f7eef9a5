/** The write side of « published means visible »: raises the version, in the transaction that publishes. */
import { sql } from 'drizzle-orm'
import type { Reader, Tx } from '../client.ts'
import { publication } from '../schema/index.ts'

/** Told at the commit of each publication: who listens reads at once what came, without waiting for its turn. */
export const CANAL_DES_PUBLICATIONS = 'publication'

/**
 * Records what a publication touched (see lib/domain/guichet/balises.ts); nothing touched, nothing recorded. The last
 * thing that a transaction locks: a version is drawn only when the one before is committed, so that whoever has read a
 * version has read all those below it, however long a transaction lasted before.
 */
export async function recordPublication(tx: Tx, balises: Iterable<string>): Promise<void> {
  const distinct = [...new Set(balises)].sort()
  if (distinct.length === 0) return
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('publication', 0))`)
  await tx.insert(publication).values({ balises: distinct })
  await tx.execute(sql`select pg_notify(${CANAL_DES_PUBLICATIONS}, '')`)
}

/** The version of the last publication, 0 before the first: all that was published since has a higher one. */
export async function findDernierePublication(reader: Reader): Promise<number> {
  const [row] = await reader
    .select({ version: sql<number>`coalesce(max(${publication.version}), 0)::float8` })
    .from(publication)
  return row?.version ?? 0
}
