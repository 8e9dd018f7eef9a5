/** One volatile cluster for a run of database tests, with a migrated template that each test file clones. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureDatabase, startEmbedded } from '../embedded.ts'
import { migrateDatabase } from '../migrate.ts'
import { TEMPLATE } from './database.ts'

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'portail-test-'))
  const { chmodSync } = await import('node:fs')
  chmodSync(folder, 0o755)
  const cluster = await startEmbedded(folder, { volatile: true })
  await migrateDatabase(await ensureDatabase(cluster, TEMPLATE))
  project.provide('clusterUrl', cluster.url())
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
  }
}
