/** A database that lives at another moment, without touching the clock of the machine (`npm run fautes -- calendrier`). */
import postgres from 'postgres'

/** How far the clock of this run is from the machine's, in milliseconds; 0 when it is the machine's. */
export const decalageMs = (): number => Number(process.env.DECALAGE_MS ?? 0)

/**
 * To be called on the template, before its tables are made: their defaults are bound to what they name then. PostgreSQL
 * looks into its own catalogue first, unless the path names it: named last, it leaves `now()` and its kin to ours.
 * `current_timestamp` and `current_date` are words, not functions: they stay those of the machine, and nobody here uses
 * them; so does the queue of pg-boss, which names `pg_catalog.now()`.
 */
export async function shiftClock(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe('create schema horloge')
    for (const [name, volatility] of [
      ['now', 'stable'],
      ['transaction_timestamp', 'stable'],
      ['statement_timestamp', 'stable'],
      ['clock_timestamp', 'volatile'],
    ])
      await sql.unsafe(
        `create function horloge.${name}() returns timestamptz language sql ${volatility}
           return pg_catalog.${name}() + interval '${decalageMs()} milliseconds'`,
      )
    await sql.unsafe('alter role current_user set search_path = public, horloge, pg_catalog')
  } finally {
    await sql.end()
  }
}
