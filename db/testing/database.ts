/** A database of its own for a test file: a clone of the migrated template, dropped at the end. */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDb } from '../client.ts'

export const TEMPLATE = 'modele'
export const TEMPLATE_DU_PAYS = 'modele_du_pays'

/**
 * Call once at the top of a `*.db.test.ts`: `db` from #db/client.ts then points at the clone. `pays` holds every commune
 * of the country, as a first start fills it; otherwise no row at all.
 */
export function withDatabase({ pays = false } = {}): void {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  beforeAll(async () => {
    const clusterUrl = inject('clusterUrl')
    const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} })
    // By its files: their pages written one by one in the journal cost twice as much.
    await sql.unsafe(`create database ${name} template ${pays ? TEMPLATE_DU_PAYS : TEMPLATE} strategy file_copy`)
    await sql.end()
    const url = new URL(clusterUrl)
    url.pathname = `/${name}`
    process.env.DATABASE_URL = url.toString()
  })
  afterAll(async () => {
    await closeDb()
    const sql = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} })
    await sql.unsafe(`drop database if exists ${name} with (force)`)
    await sql.end()
  })
}
