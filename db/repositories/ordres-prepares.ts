/**
 * Statements that a transaction says often: built once in the process, and prepared once by each connection. A statement
 * that is not prepared is parsed each time, after a question of its own about its parameters.
 */
import { is, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { PostgresJsSession } from 'drizzle-orm/postgres-js'
import type { Db, Tx } from '../client.ts'

/** Builds at its first use, from the pool; answers the statement as the transaction says it, or as the pool does. */
export function prepareOnce<P extends object>(build: () => P): (by: Pick<Tx, '_'> | Pick<Db, '_'>) => P {
  let built: P | undefined
  return (by) => {
    built ??= build()
    const { session } = by._
    if (!is(session, PostgresJsSession)) throw new Error('A prepared statement needs the driver that is ours.')
    // The pool built it; what it was built with knows no connection but by this.
    return Object.assign(Object.create(Object.getPrototypeOf(built)), built, { client: session.client })
  }
}

/** A place for the value of each of these columns, by its name, or as `nomOf` tells it apart from another's. */
export const placesFor = <K extends string>(keys: readonly K[], nomOf = (key: K): string => key): Record<K, SQL> =>
  Object.fromEntries(keys.map((key) => [key, sql`${sql.placeholder(nomOf(key))}`])) as Record<K, SQL>

/** The values for those places, as the driver takes them: null stays null, where a column would write it in JSON. */
export const valuesFor = (
  columns: Readonly<Record<string, PgColumn>>,
  row: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null ? null : columns[key]?.mapToDriverValue(value)]),
  )
