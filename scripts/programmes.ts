/**
 * The programs of the processes that a large census starts, each in one file beside the pages: read file by file they
 * take two seconds to begin, more than an ordinary census takes to be published (docs/adr/0029).
 */
import { build, stop } from 'esbuild'

const SCRIPTS = [
  'lib/jobs/recensement-a-part.ts',
  'lib/adapters/xlsx/enfant.ts',
  'lib/adapters/xlsx/annotation/enfant.ts',
]

/** Writes them under `folder`, each as its source is named. Rejects when one of them cannot be put together. */
export async function buildProgrammes(root: string, folder: string): Promise<void> {
  await build({
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
  await stop()
}
