/**
 * The processes that a scenario kills, each put together in one file: read file by file they take three seconds of
 * processor to begin again, in one file half a second, so that a machine makes its kills in the time of the renewals.
 */
import { join } from 'node:path'
import { root } from '../base.ts'

const ENFANTS = {
  'porte-de-renouvellement': 'scripts/fautes/porte-de-renouvellement.ts',
  'planificateur-de-rappels': 'scripts/fautes/planificateur-de-rappels.ts',
  ouvrier: 'scripts/worker.ts',
} as const
export type Enfant = keyof typeof ENFANTS

/** Writes them under `folder`; answers what a process of Node is told to begin one of them. */
export async function buildEnfants(folder: string): Promise<(enfant: Enfant) => readonly string[]> {
  const { build, stop } = await import('esbuild')
  const done = build({
    absWorkingDir: root,
    entryPoints: ENFANTS,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['react-server'],
    // What is still CommonJS asks for the modules of Node by this name.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    sourcemap: 'inline',
    logLevel: 'silent',
  })
  await done.finally(stop)
  return (enfant) => ['--enable-source-maps', '--disable-warning=ExperimentalWarning', join(folder, `${enfant}.mjs`)]
}
