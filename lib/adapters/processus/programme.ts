/** Where a process of ours finds its program. */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { env } from '#lib/env.ts'

/** Where a file really stands; undefined when there is none. */
function findReal(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** From where our processes run, and the file to run of `script`: as it was built with the pages, else its source. */
export function findProgramme(script: string): Readonly<{ root: string; programme: string }> {
  const root = realpathSync(/* turbopackIgnore: true */ process.cwd())
  const { programmes } = env
  const built = programmes && join(root, programmes, script.replace(/\.ts$/, '.mjs'))
  // A process may only read under that folder: pages built elsewhere, by a link, are of no use to it.
  const found = built && findReal(built)
  return { root, programme: found?.startsWith(root + sep) ? found : join(root, script) }
}

/**
 * Names these programs to the byte, with what they run on and the libraries that they load; undefined when one of them
 * is not built in one file: what its source imports is not known.
 */
export async function nameProgrammes(scripts: readonly string[]): Promise<string | undefined> {
  const found = scripts.map(findProgramme)
  if (found.some(({ programme }) => programme.endsWith('.ts'))) return undefined
  const digest = createHash('sha256').update(JSON.stringify(process.versions))
  try {
    for (const { root, programme } of found)
      for (const file of [programme, join(root, 'package-lock.json')]) digest.update(await readFile(file))
  } catch {
    return undefined
  }
  return digest.digest('hex')
}
