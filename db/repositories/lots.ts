/**
 * Many rows at once: as one JSON value that the database spreads into its own columns (`json`: `jsonb` would put each
 * value in order for nothing), or by `COPY`, which takes half the time once it has begun.
 */
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { eq, getTableColumns, getTableName, is, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { PostgresJsSession } from 'drizzle-orm/postgres-js'
import { memoize } from '#lib/domain/memoire.ts'
import type { Tx } from '../client.ts'
import { pointDeContact } from '../schema/index.ts'

/** Rows that one statement carries; from how many a copy, whose exchanges take some forty milliseconds, is worth it. */
const LOT = 12_000
export const COPIE = 1_000
/** Characters that are sent together. */
const MORCEAU = 64 * 1024

type Row = Readonly<Record<string, unknown>>

/** The list in pieces that one statement carries. */
export function* lotsOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += LOT) yield list.slice(at, at + LOT)
}

const writeInSnakeCase = memoize((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))

/** How the base names the columns of a table: as the schema says, else by the key, as `casing` of the client writes it. */
function columnNamesOf(table: PgTable): (key: string) => string {
  const columns = getTableColumns(table)
  return (key) => (columns[key]?.keyAsName === false ? columns[key].name : writeInSnakeCase(key))
}

const ECHAPPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const SPECIAUX = /[\\\n\r\t]/g
function toField(value: unknown): string {
  if (value === null) return '\\N'
  return typeof value === 'string' ? value.replace(SPECIAUX, (sign) => ECHAPPES[sign] ?? sign) : String(value)
}

/** Adds these rows, keyed by the names of the schema: all have the keys of the first. */
export async function insertRows(tx: Tx, table: PgTable, rows: readonly Row[]): Promise<void> {
  if (rows.length >= COPIE) return copyRows(tx, table, rows)
  if (rows.length === 0) return
  const nameOf = columnNamesOf(table)
  const columns = sql.join(
    Object.keys(rows[0] ?? {}).map((key) => sql.identifier(nameOf(key))),
    sql`, `,
  )
  await tx.execute(sql`insert into ${table} (${columns}) select ${columns} from ${spread(table, rows)}`)
}

/**
 * The same by `COPY`, taking the rows one at a time. Throws when a constraint refuses one of them, without its reason
 * when PostgreSQL finds out at the end: the driver lets go of it, the log has it.
 */
export async function copyRows(tx: Tx, table: PgTable, rows: Iterable<Row>): Promise<void> {
  let copie: Awaited<ReturnType<typeof openCopie>> | undefined
  let waiting = ''
  for (const row of rows) {
    copie ??= await openCopie(tx, table, Object.keys(row))
    waiting += `${copie.toFields(row)}\n`
    if (waiting.length < MORCEAU) continue
    await copie.send(waiting)
    waiting = ''
  }
  await copie?.end(waiting)
}

/** Adds one row, the bytes of its column `colonne` handed over as they come: they are never held whole as text. */
export async function copyRowOfBytes(
  tx: Tx,
  table: PgTable,
  row: Row,
  { colonne, morceaux }: Readonly<{ colonne: string; morceaux: AsyncIterable<Buffer> }>,
): Promise<void> {
  const copie = await openCopie(tx, table, [...Object.keys(row), colonne])
  const toHex = makeHex()
  await copie.send(`${copie.toFields(row, Object.keys(row))}\t\\\\x`)
  try {
    for await (const morceau of morceaux) await copie.send(toHex(morceau))
  } catch (error) {
    copie.abandon()
    throw error
  }
  await copie.end('\n')
}

/** The two digits of each byte, one after the other. */
const CHIFFRES = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0')).join(''))

/** Writes bytes in hexadecimal, always in the same room: what goes to the base piece by piece leaves nothing to collect. */
function makeHex(): (morceau: Buffer) => Buffer {
  let room = Buffer.alloc(0)
  return (morceau) => {
    if (room.length < 2 * morceau.length) room = Buffer.allocUnsafeSlow(2 * morceau.length)
    let at = 0
    for (const octet of morceau) {
      room[at] = CHIFFRES[2 * octet] ?? 0
      room[at + 1] = CHIFFRES[2 * octet + 1] ?? 0
      at += 2
    }
    return room.subarray(0, at)
  }
}

async function openCopie(tx: Tx, table: PgTable, keys: readonly string[]) {
  const { session } = tx._
  // By its name: the pool may come from another bundle of the server, whose class is not this one.
  if (!is(session, PostgresJsSession)) throw new Error('COPY needs the driver that is ours.')
  const columns = getTableColumns(table)
  const nameOf = columnNamesOf(table)
  const names = keys.map((key) => `"${nameOf(key)}"`).join(', ')
  const stream = await session.client.unsafe(`copy "${getTableName(table)}" (${names}) from stdin`).writable()
  // Told by the write that was under way, or by the question after the last row.
  stream.on('error', () => {})
  const send = (lines: string | Buffer): Promise<void> =>
    new Promise((done, fail) => stream.write(lines, (error: unknown) => (error ? fail(error) : done())))
  return {
    // Lists and objects are written as their column says.
    toFields: (row: Row, some = keys): string =>
      some
        .map((key) => {
          const value = row[key]
          return toField(typeof value === 'object' && value !== null ? columns[key]?.mapToDriverValue(value) : value)
        })
        .join('\t'),
    send,
    /** The connection leaves the copy, so that the transaction can be undone. */
    abandon: () => void stream.destroy(new Error('copy given up')),
    end: async (lines: string): Promise<void> => {
      const closed = once(stream, 'close')
      // Nobody waits for it any more once a row or the question is refused: that error is the one to tell.
      closed.catch(() => {})
      await send(lines)
      stream.end()
      await setImmediate()
      // The driver does not tell of an error after the last row: the transaction does.
      await tx.execute(sql`select 1`)
      await closed
    },
  }
}

/** Writes these columns of the points of these ids; a withdrawn one is published again. */
export async function updatePoints(tx: Tx, rows: readonly (Row & Readonly<{ id: string }>)[]): Promise<void> {
  if (rows.length === 0) return
  const nameOf = columnNamesOf(pointDeContact)
  const changes = Object.keys(rows[0] ?? {})
    .filter((key) => key !== 'id')
    .map((key) => sql`${sql.identifier(nameOf(key))} = nouveau.${sql.identifier(nameOf(key))}`)
  await tx.execute(sql`
    update ${pointDeContact} set ${sql.join(changes, sql`, `)}, retire_at = null, fusionne_dans = null
    from ${spread(pointDeContact, rows)} nouveau where ${eq(pointDeContact.id, sql`nouveau.id`)}`)
}

function spread(table: PgTable, rows: readonly Row[]): SQL {
  const nameOf = columnNamesOf(table)
  const text = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [nameOf(key), value]))),
  )
  return sql`json_populate_recordset(null::${table}, ${text}::json)`
}
