/** Health of what the portal stands on. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '../client.ts'

export type Sante = { base: 'ok' | 'injoignable'; travaux: 'ok' | 'en-retard' | 'inconnu' }

const INJOIGNABLE: Sante = { base: 'injoignable', travaux: 'inconnu' }
/** Far longer than one row takes, shorter than a supervisor waits before it gives up without an answer. */
const PATIENCE_MS = 3000
/** Waited in so many parts: a process kept from listening, as while it makes its index of communes, loses one of them. */
const PARTS = 30

const pulseSchema = z.array(z.object({ recent: z.boolean() }))

async function readPulse(patience: number): Promise<Sante> {
  const rows = await db.transaction(
    async (tx) => {
      // Left to itself, a question that hangs would hold its connection: as many probes, and none is left for the pages.
      await tx.execute(sql`select set_config('statement_timeout', ${String(patience)}, true)`)
      return pulseSchema.parse([
        ...(await tx.execute(sql`select at > now() - interval '2 minutes' as recent from battement`)),
      ])
    },
    { accessMode: 'read only' },
  )
  return { base: 'ok', travaux: rows[0] === undefined ? 'inconnu' : rows[0].recent ? 'ok' : 'en-retard' }
}

/**
 * `travaux` is `en-retard` when the worker has not shown a sign of life for two minutes. A base that refuses, or that
 * says nothing for three seconds, is `injoignable`: one that hangs would otherwise leave the question without an answer.
 * PostgreSQL gives the question up after the same time. `patience` is in milliseconds.
 */
export async function readSante(patience = PATIENCE_MS): Promise<Sante> {
  const { promise: late, resolve } = Promise.withResolvers<Sante>()
  let left = PARTS
  const clock = setInterval(() => {
    left -= 1
    // What this process could not hear is no silence of the base.
    if (left === 0) resolve(INJOIGNABLE)
  }, patience / PARTS)
  try {
    return await Promise.race([readPulse(patience), late])
  } catch {
    return INJOIGNABLE
  } finally {
    clearInterval(clock)
  }
}
