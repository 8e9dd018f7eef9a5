/**
 * One volatile cluster for a run of database tests, with a migrated template that each test file clones, and a second
 * one that holds the whole country: the embedded PostgreSQL, or Debian's own 15 when CLUSTER=15.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { lieuDesBases } from '../../scripts/testing/lieu.ts'
import { closeDb, db } from '../client.ts'
import { ensureDatabase, startEmbedded } from '../embedded.ts'
import { migrateDatabase } from '../migrate.ts'
import { seedReference } from '../seed/reference/index.ts'
import { TEMPLATE, TEMPLATE_DU_PAYS } from './database.ts'
import { decalageMs, shiftClock } from './horloge.ts'

type Cluster = Readonly<{ url: (database?: string) => string; stop: () => Promise<void> }>

async function startNewest(): Promise<Cluster> {
  const folder = mkdtempSync(join(lieuDesBases(), 'portail-test-'))
  chmodSync(folder, 0o755)
  const cluster = await startEmbedded(folder, { volatile: true })
  await ensureDatabase(cluster, TEMPLATE)
  return {
    url: cluster.url,
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startOldest(): Promise<Cluster> {
  const { CREATEDB, runTool, startPostgres15 } = await import('../../scripts/production/postgres15.ts')
  const cluster = await startPostgres15()
  runTool(cluster, 'createdb', [...CREATEDB, TEMPLATE])
  return cluster
}

/** Filling the country takes seconds, cloning it none: once for every file that needs it. */
async function fillCountry(cluster: Cluster): Promise<void> {
  const sql = postgres(cluster.url(), { max: 1, onnotice: () => {} })
  await sql.unsafe(`create database ${TEMPLATE_DU_PAYS} template ${TEMPLATE}`)
  await sql.end()
  const before = process.env.DATABASE_URL
  process.env.DATABASE_URL = cluster.url(TEMPLATE_DU_PAYS)
  try {
    await seedReference(db)
  } finally {
    await closeDb()
    if (before === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = before
  }
}

/** The programs of our processes as they are built with the pages, where they may be run from: under the checkout. */
async function buildOnce(): Promise<Readonly<{ dist: string; remove: () => void }>> {
  const { buildProgrammes } = await import('../../scripts/programmes.ts')
  const root = resolve(import.meta.dirname, '../..')
  const dist = mkdtempSync(join(root, '.next-programmes-'))
  const remove = () => rmSync(dist, { recursive: true, force: true })
  try {
    await buildProgrammes(root, join(dist, 'programmes'))
  } catch (error) {
    remove()
    throw error
  }
  return { dist: basename(dist), remove }
}

export default async function setup(project: TestProject) {
  const cluster = await (process.env.CLUSTER === '15' ? startOldest() : startNewest())
  if (decalageMs() !== 0) await shiftClock(cluster.url(TEMPLATE))
  await migrateDatabase(cluster.url(TEMPLATE))
  await fillCountry(cluster)
  const programmes = await buildOnce()
  project.provide('clusterUrl', cluster.url())
  project.provide('programmes', programmes.dist)
  return async () => {
    programmes.remove()
    await cluster.stop()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
    /** The folder of a build that holds the programs alone. */
    programmes: string
  }
}
