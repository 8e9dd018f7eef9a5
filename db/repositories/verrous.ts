/** Locks on what has no row of its own. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'

/** Those who create under the same holder queue: the second sees what the first created. */
export const lockCreation = (tx: Tx, holder: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`creation:${holder}`}, 0))`)
