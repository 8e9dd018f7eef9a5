/** Where a process of ours finds its program. */
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#lib/env.ts'

/** From where our processes run, and the file to run of `script`: as it was built with the pages, else its source. */
export function findProgramme(script: string): Readonly<{ root: string; programme: string }> {
  const root = realpathSync(/* turbopackIgnore: true */ process.cwd())
  const { programmes } = env
  const built = programmes && join(root, programmes, script.replace(/\.ts$/, '.mjs'))
  return { root, programme: built && existsSync(built) ? built : join(root, script) }
}
