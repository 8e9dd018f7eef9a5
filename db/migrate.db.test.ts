import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { db } from './client.ts'
import { migrateDatabase, migrations } from './migrate.ts'
import { withDatabase } from './testing/database.ts'
import { untilActive } from './testing/requetes.ts'

withDatabase()

const suite = mkdtempSync(join(tmpdir(), 'portail-migrations-'))
afterAll(() => rmSync(suite, { recursive: true }))

/** Today's migrations, and one more, which needs a table that people write to. */
function ecrireUneSuite(): void {
  cpSync(join(import.meta.dirname, 'migrations'), suite, { recursive: true })
  const journal = join(suite, 'meta/_journal.json')
  const connu = JSON.parse(readFileSync(journal, 'utf8'))
  const [idx, when] = [connu.entries.length, (migrations().at(-1)?.when ?? 0) + 1]
  connu.entries.push({ idx, version: '7', when, tag: 'essai', breakpoints: true })
  writeFileSync(journal, JSON.stringify(connu))
  writeFileSync(join(suite, 'essai.sql'), 'alter table "commune" add column "essai" text')
}

const hasEssai = async () =>
  (await db.execute(sql`select from information_schema.columns where table_name = 'commune' and column_name = 'essai'`))
    .length === 1

describe('une migration dont une table est tenue', () => {
  it('renonce en une phrase sans rien appliquer, et passe quand la table est rendue', async () => {
    ecrireUneSuite()
    const url = process.env.DATABASE_URL ?? ''
    let attend: Promise<void> | undefined
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table commune in row exclusive mode`)
      await expect(migrateDatabase(url, suite, { attente: 20, essais: 2 })).rejects.toThrow(
        'Une opération longue retient la base',
      )
      expect(await hasEssai()).toBe(false)
      attend = migrateDatabase(url, suite, { attente: 60_000, essais: 1 })
      await untilActive('alter table "commune"', 'Lock')
    })
    await attend
    expect(await hasEssai()).toBe(true)
  })
})
