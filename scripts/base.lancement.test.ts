import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '../db/port-libre.ts'
import { freshData } from './navigateur.ts'

const data = freshData()
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

/** Whether the system still runs it: one that has ended keeps its number until its parent, or the first process, has read how. */
const lives = (pid: string) =>
  /^[^ZX]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim())

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

it('une commande attend la base qui se répare et ne répond pas encore, et la rejoint', async () => {
  const first = await open()
  const [server = ''] = readFileSync(join(data, 'pg/postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(server), 'SIGSTOP')
  const second = open()
  // Longer than one look at it.
  await new Promise((done) => setTimeout(done, 4500))
  process.kill(Number(server), 'SIGCONT')
  expect(await (await second).end()).toBe('répond')
  expect(await first.end()).toBe('répond')
  expect(isRunning()).toBe(false)
})

it('la base s’arrête même quand un de ses processus ne peut plus finir', async () => {
  const command = await open()
  const [server = ''] = readFileSync(join(data, 'pg/postmaster.pid'), 'utf8').split('\n')
  expect(lives(server)).toBe(true)
  const stuck = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', server], { encoding: 'utf8' }).stdout
  const checkpointer = Number(/(\d+) postgres: checkpointer/.exec(stuck)?.[1])
  process.kill(checkpointer, 'SIGSTOP')
  expect(await command.end()).toBe('répond')
  expect(lives(server)).toBe(false)
})

/** `npm start` alone, on a folder of its own. */
const start = async (folder: string, { shell = '', env = {} }: { shell?: string; env?: Record<string, string> }) => {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    ...env,
    PORTAIL_DATA: folder,
    PORTAIL_MODE: '',
    PORT: String(await freePort()),
  }
  delete environment.DATABASE_URL
  return spawnSync('sh', ['-c', `${shell} exec "$0" --conditions=react-server scripts/start.ts`, process.execPath], {
    env: environment,
    encoding: 'utf8',
  })
}

it('dit en une phrase que la base ne peut pas se faire, et que faire', async () => {
  // A file of the server has 16 MB: the system refuses it, as a full disk would.
  const run = await start(join(data, 'étroit'), { shell: 'ulimit -f 8000;' })
  expect(run.status).toBe(1)
  expect(run.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^La base de la démonstration ne démarre pas dans .+ \(.+\)\. Donnez un autre dossier/),
  ])
})

it('dit en une phrase une erreur que personne n’attrape, et où est son détail', async () => {
  const folder = join(data, 'imprévu')
  const thrown = `const clock = setInterval(() => { if (process.listenerCount('SIGTERM') === 0) return
clearInterval(clock); throw new TypeError('imprévu') }, 5)`
  const run = await start(folder, {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(thrown)}` },
  })
  expect(run.status).toBe(1)
  expect(run.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^Une erreur imprévue arrête .+panne\.json\. /)])
  expect(JSON.parse(readFileSync(join(folder, 'panne.json'), 'utf8'))).toMatchObject({ type: 'TypeError' })
})
