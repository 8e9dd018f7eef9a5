/** The write side of the positions of communes. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { PositionOfficielle } from '#lib/domain/territoire/positions-officielles.ts'
import type { Tx } from '../client.ts'

const codesSchema = z.array(z.object({ code: z.string() }))

/** Writes official positions; tells which codes are no commune of today, and how many rows really changed. */
export async function saveOfficialPositions(
  tx: Tx,
  positions: readonly PositionOfficielle[],
): Promise<{ changed: number; unknown: string[] }> {
  const rows = sql`jsonb_to_recordset((${JSON.stringify(positions)}::text)::jsonb)
    as p("codeInsee" text, latitude float8, longitude float8)`
  const unknown = codesSchema.parse([
    ...(await tx.execute(
      sql`select "codeInsee" as code from ${rows} where not exists (select 1 from commune where code_insee = "codeInsee") order by 1`,
    )),
  ])
  const changed = await tx.execute(sql`
    update commune set latitude = p.latitude, longitude = p.longitude,
      position_precision = 'commune', position_source = 'officielle'
    from ${rows}
    where commune.code_insee = p."codeInsee"
      and (commune.latitude, commune.longitude, commune.position_source)
        is distinct from (p.latitude, p.longitude, 'officielle')
    returning commune.code_insee`)
  return { changed: changed.length, unknown: unknown.map(({ code }) => code) }
}
