/** Locks on what has no row of its own. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import type { Rattachement } from './lieux-de-points.ts'

/** Those who publish one more point of the same holder queue: the second sees what the first published. */
export function lockCreation(tx: Tx, rattachement: Rattachement) {
  const holder = rattachement.centreId ?? `gestionnaire:${rattachement.departements.join()}`
  return tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`creation:${holder}`}, 0))`)
}
