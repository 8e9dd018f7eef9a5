/** One PostgreSQL 15 for the suite, with a prepared production base that each test file clones. */
import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { root } from '../base.ts'
import { TEST_BUILD } from '../navigateur.ts'
import { start } from './portail.ts'
import { CREATEDB, runTool, startPostgres15 } from './postgres15.ts'

/** The build of the browser tests: made as a demonstration, so that nothing of it may show in production. */
const buildAsDemonstration = () =>
  execFileSync(
    process.execPath,
    ['--conditions=react-server', '--eval', "await (await import('./scripts/build.ts')).buildIfNeeded(() => {})"],
    {
      cwd: root,
      env: { ...process.env, ...TEST_BUILD, PORTAIL_MODE: 'demonstration', PORTAIL_SECRET: 'x'.repeat(32) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )

export default async function setup(project: TestProject) {
  buildAsDemonstration()
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
