/**
 * `npm test`: the fast checks in the order of their cheapness, the browser tests, then the suites that start programs,
 * two at a time; a red one lets nothing else begin. `npm test -- NAME…` runs some, one by one; `check` is the fast ones.
 * Each runner closes with `NAME: N passed, N failed, N skipped`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failTool, Obstacle, root } from './base.ts'
import { checkCahier } from './check-cahier.ts'
import { checkImports } from './check-imports.ts'
import { checkMigrations } from './check-migrations.ts'
import { checkRegles } from './check-regles.ts'
import { buildAsDemonstration, fillDonnees, runBrowserTests } from './navigateur.ts'
import { ensurePrograms, PROGRAMMES_DES_SUITES, programsOf } from './systeme.ts'
import { chooseLieuDesBases } from './testing/lieu.ts'

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
  construction: () => close('construction', buildAsDemonstration(root)),
  volumes: () => vitest([], { SUITE: 'volumes' }),
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
const FAST = ['types', 'lint', 'arch', 'inutile', 'regles', 'cahier', 'migrations', 'pure']
/**
 * The browser tests have the machine to themselves, three journeys at once; then the others, the longest first: what is
 * left when a lane falls free is short. Each has its own folders, ports and databases.
 */
const SUITES = ['production', 'lancement', 'db', 'processus', 'bureautique', 'volumes']
/** Two of them use the two cores: each waits for its server, its browser or its disk half of the time; a third made each half as long again. */
const LANES = 2

const stepOf = (name: string) => {
  const step = STEPS[name]
  if (step) return step
  throw new Obstacle(`Il n’y a pas de vérification « ${name} ». Choisissez parmi : ${Object.keys(STEPS).join(', ')}.`)
}

/** Runs a step here; returns whether it passed. */
async function run(name: string): Promise<boolean> {
  const start = performance.now()
  const ok = await stepOf(name)()
  process.stdout.write(`— ${name} : ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  return ok
}

/** Runs a step in a process of its own, and shows what it said once it has ended; of a red one, only where it is. */
async function runApart(name: string, folder: string): Promise<boolean> {
  const path = join(folder, name)
  process.stdout.write(`— ${name} commence (${path})\n`)
  const file = openSync(path, 'w')
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, name], {
    cwd: root,
    stdio: ['ignore', file, file],
  })
  const ok = await new Promise<boolean>((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => done(code === 0))
  })
  closeSync(file)
  process.stdout.write(ok ? readFileSync(path, 'utf8') : `— ${name} : rouge, ce qu’elle dit vient à la fin\n`)
  return ok
}

/**
 * Runs steps in lanes; returns whether all passed. A red one lets those that run end: their word counts too, and its
 * own comes last, where whoever is given the end of a long run looks.
 */
async function runInLanes(names: readonly string[], folder: string): Promise<boolean> {
  const waiting = [...names]
  const red: string[] = []
  const lane = async () => {
    for (let name = waiting.shift(); name && red.length === 0; name = waiting.shift())
      if (!(await runApart(name, folder))) red.push(name)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  for (const name of red) process.stdout.write(readFileSync(join(folder, name), 'utf8'))
  return red.length === 0
}

/** What the suites share is made before them, once: the pages and, meanwhile, the data of a first start. */
async function runSuites(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-tests-'))
  // The account of PostgreSQL reaches the data.
  chmodSync(folder, 0o755)
  // Some hundred processes read the same sources: each is made ready to run once.
  process.env.NODE_COMPILE_CACHE = join(folder, 'code')
  try {
    const filled = fillDonnees(join(folder, 'donnees'))
    const built = await run('construction')
    const ready = close('donnees', await filled) && built
    return ready && (await run('e2e')) && (await runInLanes(SUITES, folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

try {
  const asked = process.argv.slice(2)
  const whole = asked.length === 0
  const names = whole || asked[0] === 'check' ? FAST : asked[0] === 'e2e' ? ['e2e'] : asked
  names.forEach(stepOf)
  // All that the run needs, before its first step: what lacks is said once, in one command.
  ensurePrograms(programsOf(whole ? [...names, 'e2e', ...SUITES] : names))
  chooseLieuDesBases()
  for (const name of names) if (!(await run(name))) process.exit(1)
  if (whole && !(await runSuites())) process.exit(1)
} catch (error) {
  failTool(error)
}
