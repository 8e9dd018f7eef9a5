/** Applies the migrations of `db/migrations`, one at a time under an advisory lock: two starts never collide. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { z } from 'zod'
import { PATIENCE, tryPatiently } from './patience.ts'

const LOCK = 7_140_729
const folder = resolve(import.meta.dirname, 'migrations')

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) })
const knownSchema = z.tuple([z.object({ known: z.boolean() })])
const lastSchema = z.tuple([z.object({ last: z.coerce.number() })])

/** The migrations of this version, oldest first: name and instant (milliseconds), which is their rank. */
export const migrations = (): { tag: string; when: number }[] =>
  journalSchema.parse(JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'))).entries

/** How many migrations a base waits for, and whether it was migrated by a newer version than this one. */
export async function migrationsToApply(sql: postgres.Sql): Promise<{ waiting: number; newer: boolean }> {
  const [{ known }] = knownSchema.parse(
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`,
  )
  const [{ last }] = known
    ? lastSchema.parse(await sql`select coalesce(max(created_at), 0) as last from drizzle.__drizzle_migrations`)
    : [{ last: 0 }]
  const ours = migrations()
  return { waiting: ours.filter(({ when }) => when > last).length, newer: last > (ours.at(-1)?.when ?? 0) }
}

/**
 * `from` is another folder of migrations in the tests of an upgrade. Rejects with an `Obstacle` when somebody holds a
 * table too long: nothing is applied then.
 */
export async function migrateDatabase(url: string, from = folder, { attente, essais } = PATIENCE): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await sql`select set_config('lock_timeout', ${String(attente)}, false)`
    await tryPatiently(() => migrate(drizzle(sql), { migrationsFolder: from }), { essais })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
