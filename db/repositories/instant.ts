/** The database's own instant, read in the transaction that decides; an act is never judged at a server's clock. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { Reader, Tx } from '../client.ts'

const rowSchema = z.array(z.object({ at: z.coerce.date() })).min(1)

/** The database's clock as it stands at the question, in milliseconds since 1970: for comparing clocks, never for an act. */
export async function readHorloge(reader: Reader): Promise<number> {
  const [row] = rowSchema.parse([...(await reader.execute(sql`select clock_timestamp() as at`))])
  if (!row) throw new Error('The database has no instant.')
  return row.at.getTime()
}

/** `transaction_timestamp()`, and the civil day that it is in the zone (Paris unless told). */
export async function readInstant(tx: Tx, fuseau = 'Europe/Paris'): Promise<{ at: Date; le: Jour }> {
  const [row] = rowSchema.parse([...(await tx.execute(sql`select transaction_timestamp() as at`))])
  if (!row) throw new Error('The database has no instant.')
  return { at: row.at, le: jourLocal(row.at, fuseau) }
}
