/** The database's instant, for a page or an answer that says which day it is: the clock of a web server may be wrong. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Reader } from '../client.ts'

const rowSchema = z.array(z.object({ at: z.coerce.date() })).length(1)

export async function readMaintenant(reader: Pick<Reader, 'execute'>): Promise<Date> {
  const [row] = rowSchema.parse([...(await reader.execute(sql`select transaction_timestamp() as at`))])
  if (!row) throw new Error('The database has no instant.')
  return row.at
}
