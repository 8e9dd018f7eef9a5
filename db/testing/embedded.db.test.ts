import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { db } from '../client.ts'
import { startEmbedded } from '../embedded.ts'
import { withDatabase } from './database.ts'

withDatabase()

describe('la base de test', () => {
  it('est un vrai PostgreSQL qui trie en français', async () => {
    const rows = await db.execute<{ nom: string }>(
      sql`select nom from (values ('zèbre'), ('éclair'), ('Ecole')) v(nom) order by nom`,
    )
    expect(rows.map((row) => row.nom)).toEqual(['éclair', 'Ecole', 'zèbre'].sort(new Intl.Collator('fr').compare))
  })
})

describe('la base embarquée', () => {
  it('se fait de nouveau quand le premier départ a été coupé pendant qu’elle se faisait', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portail-coupe-'))
    chmodSync(folder, 0o755)
    // What a killed initdb leaves: it writes its version first.
    mkdirSync(join(folder, 'pg.en-cours'))
    writeFileSync(join(folder, 'pg.en-cours/PG_VERSION'), '18\n')
    const embedded = await startEmbedded(folder, { volatile: true })
    const one = postgres(embedded.url(), { max: 1 })
    try {
      expect(await one`select 1 as un`).toEqual([{ un: 1 }])
      expect(existsSync(join(folder, 'pg.en-cours'))).toBe(false)
    } finally {
      await one.end()
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
