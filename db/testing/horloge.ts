/** A database that lives at another moment, without touching the clock of the machine (`npm run fautes -- calendrier`). */
import postgres from 'postgres'

/** How far the clock of this run is from the machine's, in milliseconds; 0 when it is the machine's. */
export const decalageMs = (): number => Number(process.env.DECALAGE_MS ?? 0)

/** The instant that a database lives at, as SQL, of the SQL of an instant of the machine. */
export type Horloge = (instant: string) => string

/** Moves the clock of a database whose clock was shifted; what is under way keeps the instants that it read. */
export async function setClock(sql: postgres.Sql, horloge: Horloge): Promise<void> {
  for (const [name, volatility] of [
    ['now', 'stable'],
    ['transaction_timestamp', 'stable'],
    ['statement_timestamp', 'stable'],
    ['clock_timestamp', 'volatile'],
  ])
    await sql.unsafe(
      `create or replace function horloge.${name}() returns timestamptz language sql ${volatility}
         return ${horloge(`pg_catalog.${name}()`)}`,
    )
}

/**
 * To be called on the template, before its tables are made: their defaults are bound to what they name then. PostgreSQL
 * looks into its own catalogue first, unless the path names it: named last, it leaves `now()` and its kin to ours.
 * `current_timestamp` and `current_date` are words, not functions: they stay those of the machine, and nobody here uses
 * them; so does the queue of pg-boss, which names `pg_catalog.now()`.
 */
export async function shiftClock(
  url: string,
  decalage: Horloge = (instant) => `${instant} + interval '${decalageMs()} milliseconds'`,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe('create schema horloge')
    await setClock(sql, decalage)
    await sql.unsafe('alter role current_user set search_path = public, horloge, pg_catalog')
  } finally {
    await sql.end()
  }
}

/**
 * Moves the clock of the base of one test file, whose connections are to be opened again after it (`closeDb`): the others
 * of its cluster keep theirs. The defaults of its tables stay bound to the instant of the machine.
 */
export async function shiftOwnClock(url: string, horloge: Horloge): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe('create schema if not exists horloge')
    await setClock(sql, horloge)
    await sql.unsafe(`alter database ${new URL(url).pathname.slice(1)} set search_path = public, horloge, pg_catalog`)
  } finally {
    await sql.end()
  }
}
