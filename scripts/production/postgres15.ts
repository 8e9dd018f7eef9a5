/** Debian's own PostgreSQL 15, the oldest that the product supports: a volatile cluster for the tests of production. */
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { unprivileged } from '#db/lieu-de-base.ts'
import { freePort } from '../../db/port-libre.ts'
import { ensurePrograms } from '../systeme.ts'
import { lieuDesBases } from '../testing/lieu.ts'

export type Postgres15 = Readonly<{
  /** Folder of createdb, pg_dump, pg_restore and psql of that version. */
  bin: string
  url: (database?: string) => string
  stop: () => Promise<void>
}>

/** Options of `createdb` for a base that sorts in French, as docs/exploitation.md gives them. */
export const CREATEDB = [
  '--template=template0',
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=fr-FR',
  '--locale=C.UTF-8',
]

/** A cluster as Debian makes it (no ICU by default), without fsync, on a free loopback port, run by an ordinary account. */
export async function startPostgres15(): Promise<Postgres15> {
  const bin = dirname(ensurePrograms(['postgres15']).postgres15)
  const account = unprivileged()
  const folder = mkdtempSync(join(lieuDesBases(), 'portail-pg15-'))
  chmodSync(folder, 0o755)
  const [data, secret] = [join(folder, 'pg'), join(folder, 'secret')]
  const password = randomBytes(18).toString('base64url')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  if (account) for (const path of [data, secret]) chownSync(path, account.uid, account.gid)
  const options = { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' } }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'portail', '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--no-sync'],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'max_connections=200',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
  ]
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((done) => server.once('exit', () => done()))
  let said = ''
  await new Promise<void>((done, fail) => {
    server.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      if (said.includes('ready to accept connections')) done()
    })
    server.once('exit', () => fail(new Error(`PostgreSQL 15 did not start: ${said}`)))
  })
  return {
    bin,
    url: (database = 'postgres') => `postgres://portail:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      server.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs one of its programs (`createdb`, `pg_dump`…) against a database; the output is returned. */
export function runTool({ bin, url }: Pick<Postgres15, 'bin' | 'url'>, tool: string, args: readonly string[]): string {
  const { hostname, port, username, password } = new URL(url())
  return execFileSync(join(bin, tool), args, {
    encoding: 'utf8',
    env: { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** One query on a base by its address. */
export async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(query))]
  } finally {
    await sql.end()
  }
}
