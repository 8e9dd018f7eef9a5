import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const data = mkdtempSync(join(tmpdir(), 'portail-usagers-'))
chmodSync(data, 0o755)
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

/** A command that opens the base, says so, waits for a line, asks the base, says what came, and gives it back. */
const COMMANDE = `
const { openBase } = await import('./scripts/base.ts')
const { default: postgres } = await import('postgres')
const base = await openBase()
console.log('ouverte')
await new Promise((done) => process.stdin.once('data', done))
const sql = postgres(base.url, { max: 1, connect_timeout: 3 })
console.log(await sql\`select 1 as un\`.then(() => 'répond', () => 'ne répond pas'))
await sql.end()
await base.release()
process.exit(0)`

async function open() {
  const env: NodeJS.ProcessEnv = { ...process.env, PORTAIL_DATA: data, PORTAIL_MODE: '' }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, ['--conditions=react-server', '--input-type=module', '-e', COMMANDE], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  return {
    end: async () => {
      child.stdin.write('\n')
      await ended
      return said.trim().split('\n').at(-1)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const isRunning = () => existsSync(join(data, 'pg/postmaster.pid'))

it('deux commandes à la fois : la dernière qui finit arrête la base, même après une commande tuée', async () => {
  const [first, second] = await Promise.all([open(), open()])
  expect(await first.end()).toBe('répond')
  expect(isRunning()).toBe(true)
  const third = await open()
  await second.kill()
  expect(await third.end()).toBe('répond')
  expect(isRunning()).toBe(false)
})

it('les commandes qui échouent arrêtent la base, et lisent un fichier du dossier d’où elles partent', () => {
  const env: NodeJS.ProcessEnv = { ...process.env, PORTAIL_DATA: data, PORTAIL_MODE: '', INIT_CWD: data }
  delete env.DATABASE_URL
  writeFileSync(
    join(data, 'communes.json'),
    '[{ "code": "09122", "centre": { "type": "Point", "coordinates": [1.6, 42.97] } }]',
  )
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--conditions=react-server', ...args], { env, encoding: 'utf8' })
  const refused = run('scripts/administrateur.ts', 'pas-une-adresse')
  expect(refused.status, refused.stderr).toBe(1)
  expect(isRunning()).toBe(false)
  const replaced = run('scripts/positions.ts', 'communes.json')
  expect(replaced.status, replaced.stderr).toBe(0)
  expect(isRunning()).toBe(false)
})
