/**
 * `npm test`: every check in the order of its cheapness; the first red one stops the run. `npm test -- NAME…` runs
 * some; `check` is all the fast ones. Each runner closes with `NAME: N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { failTool, Obstacle, root } from './base.ts'
import { checkCahier } from './check-cahier.ts'
import { checkImports } from './check-imports.ts'
import { checkMigrations } from './check-migrations.ts'
import { checkRegles } from './check-regles.ts'
import { runBrowserTests } from './navigateur.ts'
import { ensurePrograms, PROGRAMMES_DES_SUITES, programsOf } from './systeme.ts'

const bin = (path: string) => join(root, 'node_modules', path)

/** Runs a program of node_modules with this Node; its output is ours. Returns whether it succeeded. */
const node = (path: string, args: string[], env: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, [bin(path), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    .status === 0

const close = (name: string, ok: boolean): boolean => {
  process.stdout.write(`\n${name}: ${ok ? '1 passed, 0 failed' : '0 passed, 1 failed'}, 0 skipped\n`)
  return ok
}

const vitest = (args: string[], env: Record<string, string> = {}): boolean =>
  node('vitest/vitest.mjs', ['run', ...args], env)

/** The import law, with the number of files that were read. */
function importLaw(): string[] {
  const { problems, files } = checkImports(root)
  process.stdout.write(`${files} fichiers.\n`)
  return problems
}

/** Prints what disagrees; nothing said is a pass. */
const agree = (name: string, problems: readonly string[]): boolean => {
  for (const problem of problems) process.stdout.write(`${problem}\n`)
  return close(name, problems.length === 0)
}

const STEPS: Record<string, () => boolean | Promise<boolean>> = {
  types: () => close('types', node('typescript-native/bin/tsc', ['-p', '.'])),
  lint: () => close('lint', node('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])),
  arch: () => agree('arch', importLaw()),
  // An entry of knip.jsonc that is no longer needed is red too: the file stays honest.
  inutile: () => close('inutile', node('knip/bin/knip.js', ['--treat-config-hints-as-errors'])),
  regles: () => agree('regles', checkRegles(root)),
  cahier: () => agree('cahier', checkCahier(root)),
  migrations: () => agree('migrations', checkMigrations(root)),
  pure: () => vitest([]),
  processus: () => vitest([], { SUITE: 'processus' }),
  db: () => vitest([], { SUITE: 'db' }),
  bureautique: () => {
    const { soffice } = ensurePrograms(PROGRAMMES_DES_SUITES.bureautique)
    return vitest([], { SUITE: 'bureautique', SOFFICE_PATH: soffice })
  },
  lancement: () => vitest([], { SUITE: 'lancement' }),
  // What reads and writes, on the oldest PostgreSQL too; then the whole product as an operator runs it.
  production: () => vitest(['db/'], { SUITE: 'db', CLUSTER: '15' }) && vitest([], { SUITE: 'production' }),
  e2e: () =>
    runBrowserTests(
      process.argv.slice(process.argv.indexOf('e2e') + 1).filter((arg) => process.argv.includes('e2e') && arg),
    ),
}
const FAST = ['types', 'lint', 'arch', 'inutile', 'regles', 'cahier', 'migrations', 'pure', 'processus']
const WHOLE = [...FAST, 'db', 'bureautique', 'e2e', 'lancement', 'production']

try {
  const asked = process.argv.slice(2)
  const names = asked.length === 0 ? WHOLE : asked[0] === 'check' ? FAST : asked[0] === 'e2e' ? ['e2e'] : asked
  const steps = names.map((name) => {
    const step = STEPS[name]
    if (!step)
      throw new Obstacle(
        `Il n’y a pas de vérification « ${name} ». Choisissez parmi : ${Object.keys(STEPS).join(', ')}.`,
      )
    return { name, step }
  })
  // All that the run needs, before its first step: what lacks is said once, in one command.
  ensurePrograms(programsOf(names))
  for (const { name, step } of steps) {
    const start = performance.now()
    const ok = await step()
    process.stdout.write(`— ${name} : ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
    if (!ok) process.exit(1)
  }
} catch (error) {
  failTool(error)
}
