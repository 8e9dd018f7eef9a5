/** Where the address of a merged point leads. */
import { sql } from 'drizzle-orm'
import type { Reader } from '../client.ts'

/** The published point to which the address of a duplicate leads, however many times they were merged. */
export async function followFusions(reader: Reader, id: string): Promise<string | undefined> {
  const rows = await reader.execute<{ id: string }>(sql`
    with recursive suite as (
      select p.id, p.fusionne_dans, p.retire_at from point_de_contact p where p.id = ${id}
      union all
      select p.id, p.fusionne_dans, p.retire_at from point_de_contact p join suite on p.id = suite.fusionne_dans
    )
    select id from suite where retire_at is null`)
  return rows[0]?.id
}
