/**
 * The embedded PostgreSQL: real server binaries brought by npm, started by our own small launcher on a loopback port.
 * It serves the demonstration and the tests; production names its own server in DATABASE_URL (docs/adr/0005).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { dataFolder, reachableNative, unprivileged } from './lieu-de-base.ts'
import { noSpace, Obstacle } from './obstacle.ts'
import { freePort } from './port-libre.ts'

export type Embedded = Readonly<{ url: (database?: string) => string; port: number; stop: () => Promise<void> }>

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** After a `kill -9` the server outlives its parent: its pid file tells where it listens. */
async function survivor(data: string, address: (port: number) => string): Promise<Served | undefined> {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port) return undefined
  return (await answers(address(port))) ? { pid, port } : undefined
}

/**
 * A server killed with its parent leaves its pid file. PostgreSQL refuses to start while that pid exists, even as a
 * zombie or as another program that received the number since: such a file is removed. A live server's file stays.
 */
function removeStalePidFile(data: string): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (pid && alive(pid) && isServer(pid)) return
  rmSync(file, { force: true })
}

function isServer(pid: number): boolean {
  if (process.platform !== 'linux') return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.includes('(postgres)') && !/\) [ZX] /.test(stat)
  } catch {
    return false
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function stopPid(pid: number): Promise<void> {
  // A server that cannot write its last words, on a full disk, waits for ever: told to leave all at once, it mends
  // its files at the next start, as after a power cut.
  for (const [signal, patience] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 8000],
  ] as const) {
    if (!alive(pid) || !isServer(pid)) return
    process.kill(pid, signal)
    for (let waited = 0; alive(pid) && isServer(pid) && waited < patience; waited += 50)
      await new Promise((r) => setTimeout(r, 50))
  }
}

/**
 * Starts the server of a folder, or joins the one already running there.
 * `volatile` is for tests: no fsync, nothing survives. Says on standard error when the base
 * stands elsewhere than in the folder. Throws an `Obstacle` when the base cannot be made or served.
 */
export async function startEmbedded(folder: string, { volatile = false } = {}): Promise<Embedded> {
  const account = unprivileged()
  const native = reachableNative(account)
  const data = dataFolder(folder, account, (sentence) => process.stderr.write(`${sentence}\n`))
  const secret = `${data}.secret`
  const spawnOptions = { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' } }

  if (!existsSync(join(data, 'PG_VERSION'))) {
    // Made beside its place and moved there whole: a command killed meanwhile leaves nothing that looks finished.
    const making = `${data}.en-cours`
    for (const path of [data, making]) rmSync(path, { recursive: true, force: true })
    mkdirSync(making, { mode: 0o700 })
    writeFileSync(secret, randomBytes(18).toString('base64url'), { mode: 0o600 })
    if (account) for (const path of [making, secret]) chownSync(path, account.uid, account.gid)
    const args = [
      '-D',
      making,
      '-U',
      'app',
      '--auth=scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=fr-FR',
    ]
    const initdb = spawnSync(join(native, 'bin', 'initdb'), volatile ? [...args, '--no-sync'] : args, {
      ...spawnOptions,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    })
    if (initdb.status !== 0) throw refuseToServe(data, initdb.stderr || String(initdb.error ?? initdb.signal))
    renameSync(making, data)
  }
  const password = readFileSync(secret, 'utf8').trim()
  const address = (port: number, database = 'postgres') => `postgres://app:${password}@127.0.0.1:${port}/${database}`

  // Orphans of a killed server hold its memory until they notice: a moment, half a minute on a machine that is busy. And
  // a server that mends its files after one of its processes died answers nobody meanwhile: it is joined once it does.
  for (let attempt = 1; ; attempt++) {
    const served =
      (await survivor(data, (port) => address(port))) ??
      (await spawnUnlessHeld({ native, data, volatile, spawnOptions }, attempt === ATTEMPTS))
    if (served) {
      const { pid, port } = served
      return { port, url: (name) => address(port, name), stop: () => stopPid(pid) }
    }
    await new Promise((r) => setTimeout(r, 500))
  }
}

/** How often a folder that another server holds is tried, half a second apart. */
const ATTEMPTS = 60

class StillHeld extends Obstacle {}

/** Nothing while another server holds the folder; at the last attempt it is the obstacle. */
async function spawnUnlessHeld(options: ServerOptions, isLast: boolean): Promise<Served | undefined> {
  removeStalePidFile(options.data)
  try {
    return await spawnServer(options)
  } catch (error) {
    if (isLast || !(error instanceof StillHeld)) throw error
    return undefined
  }
}

/** What PostgreSQL said, in its English, told as an obstacle: its reason, and the way out. */
export function refuseToServe(data: string, said: string, Kind = Obstacle): Obstacle {
  if (/No space left on device|Disk quota exceeded/.test(said)) return new Obstacle(noSpace(dirname(data)))
  const lines = said.trim().split('\n')
  const reason = (lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC|error): +/,
    '',
  )
  return new Kind(
    `La base de la démonstration ne démarre pas dans ${data} (${reason}). Donnez un autre dossier dans PORTAIL_DATA, ou supprimez celui-ci : ce qui y a été modifié sera perdu.`,
  )
}

type SpawnOptions = Readonly<{ uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }>

type ServerOptions = Readonly<{ native: string; data: string; volatile: boolean; spawnOptions: SpawnOptions }>
type Served = Readonly<{ pid: number; port: number }>

async function spawnServer(options: ServerOptions): Promise<Served> {
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=256MB',
    `max_connections=${options.volatile ? 200 : 60}`,
    'jit=off',
    `port=${port}`,
  ]
  if (options.volatile) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  // Its own process group: a Ctrl-C at the terminal reaches the launcher alone, which stops the server last.
  const server = spawn(
    join(options.native, 'bin', 'postgres'),
    ['-D', options.data, ...settings.flatMap((s) => ['-c', s])],
    { ...options.spawnOptions, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await untilReady(server, options.data)
  server.stderr?.resume()
  server.unref()
  if (!server.pid) throw refuseToServe(options.data, 'no pid')
  return { pid: server.pid, port }
}

function untilReady(server: ChildProcess, data: string): Promise<void> {
  return new Promise((done, fail) => {
    let seen = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      seen = (seen + chunk.toString()).slice(-4000)
      if (seen.includes('ready to accept connections')) done()
    })
    server.once('exit', () => {
      const held = /another postmaster|shared memory block/.test(seen)
      fail(refuseToServe(data, seen, held ? StillHeld : Obstacle))
    })
    server.once('error', (error) => fail(refuseToServe(data, String(error))))
  })
}

/** Creates a database when it does not exist yet. */
export async function ensureDatabase(embedded: Embedded, name: string): Promise<string> {
  const sql = postgres(embedded.url(), { max: 1, onnotice: () => {} })
  try {
    const known = await sql`select 1 from pg_database where datname = ${name}`
    if (known.length === 0) await sql.unsafe(`create database "${name}"`)
    return embedded.url(name)
  } finally {
    await sql.end()
  }
}
