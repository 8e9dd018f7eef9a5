/** The browser tests: a portal of their own (build, data, port) beside whatever already runs, then Playwright. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../db/port-libre.ts'
import { root } from './base.ts'
import { ensurePrograms } from './systeme.ts'
import { lieuDesBases } from './testing/lieu.ts'

/** One key for every portal that the tests start: they share one build. */
export const TEST_BUILD = {
  PORTAIL_DIST: '.next-e2e',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from('cle-des-tests-de-32-octets-fixes').toString('base64'),
}

/**
 * Makes that build in a checkout, unless it is there: as a demonstration, so that nothing of it may show in production.
 * `env` adds settings that are written into a build. Returns whether it is made.
 */
export const buildAsDemonstration = (folder: string, env: Readonly<Record<string, string>> = {}): boolean =>
  spawnSync(
    process.execPath,
    ['--conditions=react-server', '--eval', "await (await import('./scripts/build.ts')).buildIfNeeded(() => {})"],
    {
      cwd: folder,
      env: { ...process.env, ...TEST_BUILD, PORTAIL_MODE: 'demonstration', PORTAIL_SECRET: 'x'.repeat(32), ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  ).status === 0

/** Where a run of all suites keeps the data of a first start, for its portals to begin from; no setting of the product. */
const PRETES = 'TESTS_DONNEES_PRETES'

/**
 * Fills an empty folder as a first start does, and stops its base. The promise is whether it is filled; what the suites
 * start from then on begins on a copy. Those that try a first start name a folder of their own.
 */
export function fillDonnees(folder: string): Promise<boolean> {
  const program = `const [{ openBase }, { prepareData }] = await Promise.all([import('./scripts/base.ts'), import('./scripts/donnees.ts')])
const base = await openBase()
await prepareData(base, () => {})
await base.release()
process.exit(0)`
  const environment: NodeJS.ProcessEnv = { ...process.env, PORTAIL_DATA: folder }
  delete environment.DATABASE_URL
  const child = spawn(process.execPath, ['--conditions=react-server', '--input-type=module', '--eval', program], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.env[PRETES] = folder
  return new Promise((done) => child.once('exit', (code) => done(code === 0)))
}

/** `halt` stops it and keeps its data, for a next start; `stop` leaves nothing. */
export type Portal = Readonly<{ url: string; data: string; halt: () => Promise<void>; stop: () => Promise<void> }>

/**
 * A folder that the account of PostgreSQL reaches too: closed to it, the data of the run before would serve again. In a
 * run of all suites it holds what a first start makes, so that no portal reads the fifteen workbooks again.
 */
export function freshData(): string {
  const folder = mkdtempSync(join(lieuDesBases(), 'portail-e2e-'))
  const pretes = process.env[PRETES]
  if (pretes) execFileSync('cp', ['-a', `${pretes}/.`, folder])
  chmodSync(folder, 0o755)
  return folder
}

/** What a portal that ended left beside its data of an error that nobody foresaw: its sentence names the file alone. */
function detailOf(data: string): string {
  const file = join(data, 'panne.json')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/**
 * Starts a whole demonstration, on data of its own unless given, in the version of `folder`, this one unless given;
 * resolves when it is ready, rejects with what it said and, for an error that nobody foresaw, with its detail.
 */
export async function startPortal(
  env: Record<string, string> = {},
  { data = freshData(), options = [] as readonly string[], folder = root } = {},
): Promise<Portal> {
  const port = await freePort()
  const environment: Record<string, string | undefined> = {
    ...process.env,
    PORTAIL_DATA: data,
    ...TEST_BUILD,
    PORT: String(port),
    HOST: '127.0.0.1',
    ...env,
  }
  delete environment.DATABASE_URL
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      join(folder, 'scripts/start.ts'),
      ...options,
    ],
    {
      cwd: folder,
      env: environment as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  let said = ''
  await new Promise<void>((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-20_000)
        if (said.includes('Prêt :')) done()
      })
    }
    child.once('exit', () => fail(new Error(`The portal did not start:\n${said}${detailOf(data)}`)))
  })
  let asked = false
  const gone = new Promise<void>((done) =>
    child.once('exit', () => {
      // Tests that find nobody any more would tell nothing of why.
      if (!asked) process.stderr.write(`The portal ended by itself:\n${said}${detailOf(data)}\n`)
      done()
    }),
  )
  const halt = async (): Promise<void> => {
    asked = true
    child.kill('SIGTERM')
    await gone
  }
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    halt,
    stop: async () => {
      await halt()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export async function runBrowserTests(args: readonly string[]): Promise<boolean> {
  const { chromiumSansFenetre } = ensurePrograms(['chromiumSansFenetre'])
  // Believed as behind one proxy: a journey that uses up a limit says an address of its own, and stops no other.
  const portal = await startPortal({ PROXYS_DE_CONFIANCE: '1' })
  try {
    const done = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts', ...args],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, BASE_URL: portal.url, PORTAIL_DATA: portal.data, CHROMIUM_PATH: chromiumSansFenetre },
      },
    )
    return done.status === 0
  } finally {
    await portal.stop()
  }
}
