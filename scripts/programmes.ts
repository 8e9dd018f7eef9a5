/**
 * The programs of the processes that a large census starts, each in one file beside the pages: read file by file they
 * take two seconds to begin, more than an ordinary census takes to be published (docs/adr/0029).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const SCRIPTS = [
  'lib/jobs/recensement-a-part.ts',
  'lib/adapters/xlsx/enfant.ts',
  'lib/adapters/xlsx/annotation/enfant.ts',
]

/** Whether they are all under `folder`. */
export const areBuilt = (folder: string): boolean =>
  SCRIPTS.every((script) => existsSync(join(folder, script.replace(/\.ts$/, '.mjs'))))

/** Writes them under `folder`, each as its source is named. Rejects when one of them cannot be put together. */
export async function buildProgrammes(root: string, folder: string): Promise<void> {
  // Only a build needs it: a start that finds all built does not load it.
  const { build, stop } = await import('esbuild')
  const done = build({
    absWorkingDir: root,
    entryPoints: SCRIPTS,
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['react-server'],
    // Among those that the pages leave aside too (next.config.mjs).
    external: ['postgres', 'pino', 'xlsx', 'hucre'],
    logLevel: 'silent',
  })
  // Its service would stay as long as the portal.
  await done.finally(stop)
}
