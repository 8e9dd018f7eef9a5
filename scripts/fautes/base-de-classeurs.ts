/** A PostgreSQL of its own for the bad workbooks, with a few communes of Ariège and who reads for them. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDb } from '#db/client.ts'
import { ensureDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { unDecor } from '#lib/usecases/testing.ts'

const BASE = 'piegee'

/** Opens it for as long as `run` lasts, given the gestionnaire. */
export async function withBaseDeClasseurs<T>(run: (gestionnaire: Contexte) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-pieges-'))
  chmodSync(folder, 0o755)
  const server = await startEmbedded(folder)
  try {
    process.env.DATABASE_URL = await ensureDatabase(server, BASE)
    await migrateDatabase(server.url(BASE))
    const { gestionnaire } = await unDecor()
    return await run(gestionnaire)
  } finally {
    await closeDb()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
