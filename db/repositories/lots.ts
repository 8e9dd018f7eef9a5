/**
 * Many rows in few statements: they travel as one JSON value, which the database spreads into its own columns. `json`
 * and not `jsonb`, which would take each value apart and put it in order for nothing.
 */
import { eq, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { memoize } from '#lib/domain/memoire.ts'
import type { Tx } from '../client.ts'
import { pointDeContact } from '../schema/index.ts'

const LOT = 2_000

type Row = Readonly<Record<string, unknown>>

/** The list in pieces that one statement carries. */
export function* lotsOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += LOT) yield list.slice(at, at + LOT)
}

/** The columns of these rows (all have the same), by the names that the database gives them. */
const columnsOf = (rows: readonly Row[]) => Object.keys(rows[0] ?? {}).map(columnNameOf)
const columnNameOf = memoize((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))

function spread(table: PgTable, rows: readonly Row[]): SQL {
  const text = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [columnNameOf(key), value]))),
  )
  return sql`json_populate_recordset(null::${table}, ${text}::json)`
}

/** Inserts these rows, keyed by the names of the schema, in one statement. */
export async function insertRows(tx: Tx, table: PgTable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const columns = sql.join(
    columnsOf(rows).map((name) => sql.identifier(name)),
    sql`, `,
  )
  await tx.execute(sql`insert into ${table} (${columns}) select ${columns} from ${spread(table, rows)}`)
}

/** Writes these columns of the points of these ids; a withdrawn one is published again. */
export async function updatePoints(tx: Tx, rows: readonly (Row & Readonly<{ id: string }>)[]): Promise<void> {
  if (rows.length === 0) return
  const changes = columnsOf(rows)
    .filter((name) => name !== 'id')
    .map((name) => sql`${sql.identifier(name)} = nouveau.${sql.identifier(name)}`)
  await tx.execute(sql`
    update ${pointDeContact} set ${sql.join(changes, sql`, `)}, retire_at = null
    from ${spread(pointDeContact, rows)} nouveau where ${eq(pointDeContact.id, sql`nouveau.id`)}`)
}
