/** One PostgreSQL 15 for the suite, with a prepared production base that each test file clones. */
import type { TestProject } from 'vitest/node'
import { start } from './portail.ts'
import { CREATEDB, runTool, startPostgres15 } from './postgres15.ts'

export default async function setup(project: TestProject) {
  const cluster = await startPostgres15()
  try {
    runTool(cluster, 'createdb', [...CREATEDB, 'prepare'])
    const preparation = await start(cluster.url('prepare'), ['--preparer'])
    if ((await preparation.ended) !== 0) throw new Error(`Preparation failed:\n${preparation.said()}`)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide('postgres15', { bin: cluster.bin, url: cluster.url() })
  return cluster.stop
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres15: { bin: string; url: string }
  }
}
