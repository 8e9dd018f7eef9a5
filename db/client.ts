/** The connection pool of the process and the type of a transaction. One pool, also through development reloads. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '#lib/env.ts'
import * as schema from './schema/index.ts'

let connexions = 10

/** Before the first query, in a process that does one thing at a time: the others keep theirs. */
export const keepConnexions = (nombre: number): void => {
  connexions = nombre
}

const connect = (url: string) => {
  const sql = postgres(url, {
    max: connexions,
    onnotice: () => {},
    connect_timeout: 10,
    // Seconds before a connection that was refused is tried again, at most: by itself postgres waits up to twenty, and a
    // page that could say « panne » at once would say it then.
    backoff: (tries) => Math.min(0.5, 2 ** tries / 100),
  })
  return Object.assign(drizzle(sql, { schema, casing: 'snake_case' }), {
    $sql: sql,
    /** What the process keeps of this base (./repositories/garde.ts): it goes with the pool. */
    $garde: new Map<string, unknown>(),
  })
}

export type Db = ReturnType<typeof connect>
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** What a query needs: the pool, or the transaction that reads. */
export type Reader = Pick<Db, 'select' | 'selectDistinct' | 'execute'> | Tx

const holder = globalThis as typeof globalThis & { portailDb?: Db }

/** Lazily opened, so that a build or a pure import never reaches for a database. */
export const db = new Proxy({} as Db, {
  get(_, key) {
    holder.portailDb ??= connect(env.databaseUrl)
    const value = Reflect.get(holder.portailDb, key)
    return typeof value === 'function' && key !== '$sql' ? value.bind(holder.portailDb) : value
  },
})

/** Closes the pool: scripts and tests call it, servers never do. */
export async function closeDb(): Promise<void> {
  await holder.portailDb?.$sql.end({ timeout: 5 })
  delete holder.portailDb
}
