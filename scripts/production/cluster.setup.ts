/**
 * One PostgreSQL 15 for the suite, with a prepared production base that each test file clones; and the two builds that
 * the suite needs, of this version and of a next one.
 */
import type { TestProject } from 'vitest/node'
import { root } from '../base.ts'
import { buildAsDemonstration } from '../navigateur.ts'
import { start } from './portail.ts'
import { CREATEDB, type Postgres15, runTool, startPostgres15 } from './postgres15.ts'
import { makeNextVersion, REGLAGES_SUIVANTS } from './version-suivante.ts'

function build(folder: string, env?: Readonly<Record<string, string>>): void {
  if (!buildAsDemonstration(folder, env)) throw new Error(`No build in ${folder}.`)
}

export default async function setup(project: TestProject) {
  build(root)
  const next = makeNextVersion()
  let cluster: Postgres15 | undefined
  const stop = async () => {
    next.remove()
    await cluster?.stop()
  }
  try {
    build(next.folder, REGLAGES_SUIVANTS)
    cluster = await startPostgres15()
    runTool(cluster, 'createdb', [...CREATEDB, 'prepare'])
    const preparation = await start(cluster.url('prepare'), ['--preparer'])
    if ((await preparation.ended) !== 0) throw new Error(`Preparation failed:\n${preparation.said()}`)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgres15', { bin: cluster.bin, url: cluster.url() })
  project.provide('versionSuivante', next.folder)
  return stop
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres15: { bin: string; url: string }
    /** Folder of the next version, built. */
    versionSuivante: string
  }
}
