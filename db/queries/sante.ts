/** Health of what the portal stands on. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '../client.ts'

export type Sante = { base: 'ok' | 'injoignable'; travaux: 'ok' | 'en-retard' | 'inconnu' }

const pulseSchema = z.array(z.object({ recent: z.boolean() }))

/** `travaux` is `en-retard` when the worker has not shown a sign of life for two minutes. */
export async function readSante(): Promise<Sante> {
  try {
    const rows = pulseSchema.parse([
      ...(await db.execute(sql`select at > now() - interval '2 minutes' as recent from battement`)),
    ])
    return { base: 'ok', travaux: rows[0] === undefined ? 'inconnu' : rows[0].recent ? 'ok' : 'en-retard' }
  } catch {
    return { base: 'injoignable', travaux: 'inconnu' }
  }
}
