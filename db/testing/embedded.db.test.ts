import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '../client.ts'
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
