/** The start of the product, tried as an operator would: each obstacle is one French sentence with the way out. */
import { execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../db/port-libre.ts'
import { freshData, TEST_BUILD } from './navigateur.ts'
import { lieuDesBases } from './testing/lieu.ts'

const root = resolve(import.meta.dirname, '..')
const work = mkdtempSync(join(tmpdir(), 'portail départ '))
/** A first start, from nothing, is tried below, as root and as an ordinary user. */
const lieu = mkdtempSync(join(lieuDesBases(), 'portail départ '))
const data = join(lieu, 'données')
for (const folder of [work, lieu]) chmodSync(folder, 0o755)
renameSync(freshData(), data)
afterAll(() => {
  for (const folder of [work, lieu]) rmSync(folder, { recursive: true, force: true })
})

type Run = Readonly<{ pid: number; said: () => string; ready: Promise<boolean>; ended: Promise<number | null> }>

/** Starts the launcher in a checkout; `ready` is whether it said so, false when it ended first. */
function start(
  env: Record<string, string>,
  { cwd = root, ...options }: SpawnOptions = {},
  [program, ...args]: readonly [string, ...string[]] = [process.execPath, 'scripts/launch.mjs', 'start'],
): Run {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...TEST_BUILD, PORTAIL_DATA: data, ...env }
  if (!('DATABASE_URL' in env)) delete environment.DATABASE_URL
  const child = spawn(program, args, {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  let said = ''
  const ready = new Promise<boolean>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Prêt :')) done(true)
      })
    }
    child.once('exit', () => done(false))
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  if (!child.pid) throw new Error('not started')
  return { pid: child.pid, said: () => said, ready, ended }
}

const lastLine = (run: Run): string => run.said().trim().split('\n').at(-1) ?? ''

/** The version after this one, that the suite of production makes, builds and removes (production/version-suivante.ts). */
const VERSION_A_COTE = '.next-version-'

/** This checkout, its libraries and its build, by hard links; not what the suites that run beside write and remove. */
function copyCheckout(to: string): void {
  const copy = (from: string, into: string, except: readonly string[]) => {
    mkdirSync(into)
    const names = readdirSync(from).filter((name) => !(except.includes(name) || name.startsWith(VERSION_A_COTE)))
    execFileSync('cp', ['-al', '-t', into, ...names.map((name) => join(from, name))])
  }
  copy(root, to, ['.data', '.next-dev', 'node_modules', 'test-results'])
  copy(join(root, 'node_modules'), join(to, 'node_modules'), ['.vite', '.vite-temp'])
}

/** A program that holds a port. */
const hold = (port: number): Promise<Server> =>
  new Promise((done) => {
    const server = createServer().listen(port, '127.0.0.1', () => done(server))
  })

/** Every process whose environment names our data: the launcher, the portal, its children, the database. */
function tree(): number[] {
  const list = execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' }).trim().split('\n').map(Number)
  return list.filter((pid) => {
    try {
      return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PORTAIL_DATA=${data}`)
    } catch {
      return false
    }
  })
}

describe('npm start', () => {
  it('dit que le port est pris et lequel choisir', async () => {
    const port = await freePort()
    const other = await hold(port)
    const run = start({ PORT: String(port) })
    expect(await run.ended).toBe(1)
    expect(lastLine(run)).toMatch(
      new RegExp(`^Le port ${port} est déjà pris sur 127\\.0\\.0\\.1\\. .+ PORT=\\d+ npm start$`),
    )
    other.close()
  })

  it('dit qu’un port absurde n’en est pas un', async () => {
    const run = start({ PORT: '99999' })
    expect(await run.ended).toBe(1)
    expect(lastLine(run)).toBe('PORT doit être un nombre entre 1 et 65535 (reçu : « 99999 »).')
  })

  it('dit qu’une adresse n’est pas de cette machine', async () => {
    // Kept for documentation (RFC 5737): no machine has it.
    const run = start({ PORT: String(await freePort()), HOST: '203.0.113.7' })
    expect(await run.ended).toBe(1)
    expect(lastLine(run)).toMatch(/^HOST=203\.0\.113\.7 n’est pas une adresse de cette machine\. Retirez HOST/)
  })

  it.each([[[]], [['--neuf']]])(
    'dit que le disque n’est pas accessible en écriture : npm start %s',
    async (options) => {
      const blocked = join(work, 'bloqué')
      writeFileSync(blocked, '')
      const run = start({ PORT: String(await freePort()), PORTAIL_DATA: join(blocked, 'x') }, {}, [
        process.execPath,
        'scripts/launch.mjs',
        'start',
        ...options,
      ])
      expect(await run.ended).toBe(1)
      expect(lastLine(run)).toMatch(/n’est pas accessible en écriture .*relancez la commande\.$/)
    },
  )

  it('dit que l’installation des bibliothèques est refusée', async () => {
    const bare = join(work, 'sans bibliothèques')
    mkdirSync(join(bare, 'scripts'), { recursive: true })
    for (const file of ['package.json', 'package-lock.json', 'scripts/launch.mjs', 'scripts/start.ts'])
      cpSync(join(root, file), join(bare, file))
    const settings = {
      PORT: String(await freePort()),
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(work, 'cache'),
    }
    const dit = join(bare, 'node_modules/.installation-refusee.txt')
    const begun = 'Installation des bibliothèques (une à deux minutes la première fois)…\n'
    const refused = async () => {
      rmSync(dit, { force: true })
      const run = start(settings, { cwd: bare })
      expect(await run.ended).toBe(1)
      // All that is on the screen: npm's own words are in the file that the sentence names.
      expect(run.said()).toBe(
        `${begun}L’installation des bibliothèques a échoué : ce que npm en dit est dans « ${dit} ». Vérifiez l’accès au registre npm (« npm ping --loglevel=notice ») et la place sur le disque, puis relancez la commande.\n`,
      )
      expect(readFileSync(dit, 'utf8')).toMatch(/^npm (?:error|ERR!) /)
      return run.pid
    }
    const killed = await refused()
    // The sentence says to start again: that must be tried at once, also after an install that was killed.
    await refused()
    mkdirSync(join(bare, 'node_modules/.installation'))
    writeFileSync(join(bare, 'node_modules/.installation/pid'), String(killed))
    await refused()
    const sansNpm = start({ ...settings, PATH: work, npm_execpath: '' }, { cwd: bare })
    expect(await sansNpm.ended).toBe(1)
    expect(sansNpm.said()).toBe(
      `${begun}La commande npm est introuvable. Installez Node avec npm (https://nodejs.org), puis relancez la commande.\n`,
    )
  })

  describe('sur ses données', () => {
    let port = 0
    let first: Run
    beforeAll(async () => {
      port = await freePort()
      first = start({ PORT: String(port) })
      expect(await first.ready, first.said()).toBe(true)
    })

    it('démarre, refuse un second départ, renaît après un kill -9 de tout l’arbre et garde ses données', async () => {
      expect(await (await fetch(`http://127.0.0.1:${port}/api/sante`)).json()).toMatchObject({
        statut: 'ok',
        base: 'ok',
      })

      const second = start({ PORT: String(await freePort()) })
      expect(await second.ended).toBe(1)
      expect(lastLine(second)).toMatch(/^Le portail tourne déjà dans ce dossier \(processus \d+\)/)

      const secret = readFileSync(join(data, 'secret'), 'utf8')
      const victims = tree()
      expect(victims.length).toBeGreaterThan(3)
      for (const pid of victims) process.kill(pid, 'SIGKILL')
      await first.ended

      const again = start({ PORT: String(port) })
      expect(await again.ready, again.said()).toBe(true)
      expect(readFileSync(join(data, 'secret'), 'utf8')).toBe(secret)

      const asked = performance.now()
      process.kill(again.pid, 'SIGTERM')
      await again.ended
      expect(performance.now() - asked).toBeLessThan(10_000)
      expect(tree()).toEqual([])
      expect(existsSync(join(data, 'portail.pid'))).toBe(false)
    })
  })

  it('s’arrête tout entier en moins de dix secondes quand npm reçoit SIGTERM', async () => {
    const run = start({ PORT: String(await freePort()) }, {}, ['npm', 'start'])
    expect(await run.ready, run.said()).toBe(true)
    process.kill(run.pid, 'SIGTERM')
    await expect.poll(tree, { timeout: 10_000, interval: 100 }).toEqual([])
  })

  it('démarre depuis un dossier fermé de root, dont le nom a une espace et un accent', {
    skip: process.getuid?.() !== 0,
  }, async () => {
    const home = mkdtempSync(join(tmpdir(), 'chez root fermé '))
    chmodSync(home, 0o700)
    const checkout = join(home, 'le portail')
    copyCheckout(checkout)
    const port = await freePort()
    const run = start({ PORT: String(port), PORTAIL_DATA: join(checkout, '.data') }, { cwd: checkout })
    expect(await run.ready, run.said()).toBe(true)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    process.kill(run.pid, 'SIGTERM')
    await run.ended
    const [, apart = ''] = /gardée dans (\S+), car le compte/.exec(run.said()) ?? []
    expect(existsSync(join(apart, 'pg/PG_VERSION'))).toBe(true)
    rmSync(apart, { recursive: true, force: true })
    rmSync(home, { recursive: true, force: true })
  })

  it('démarre sous un compte ordinaire', { skip: process.getuid?.() !== 0 }, async () => {
    const home = mkdtempSync(join(tmpdir(), 'compte-ordinaire-'))
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' })))
    execFileSync('chown', [`${uid}:${gid}`, home])
    const checkout = join(home, 'portail')
    copyCheckout(checkout)
    for (const folder of [checkout, join(checkout, '.next-e2e')]) execFileSync('chown', [`${uid}:${gid}`, folder])
    const port = await freePort()
    const run = start(
      { PORT: String(port), PORTAIL_DATA: join(home, 'données'), HOME: home },
      { cwd: checkout, uid, gid },
    )
    expect(await run.ready, run.said()).toBe(true)
    process.kill(run.pid, 'SIGTERM')
    await run.ended
    rmSync(home, { recursive: true, force: true })
  })
})

describe('npm start avec DATABASE_URL', () => {
  const production = {
    ATTESTATION_CLES: `2026-01-01=${Buffer.from(`302e020100300506032b657004220420${'07'.repeat(32)}`, 'hex').toString('base64')}`,
    PORTAIL_SECRET: 'x'.repeat(40),
    SITE_URL: 'https://logement.exemple.fr',
    PROCONNECT_ISSUER: 'https://identite.exemple.fr',
    PROCONNECT_CLIENT_ID: 'portail',
    PROCONNECT_CLIENT_SECRET: 'secret',
    SMTP_URL: 'smtp://127.0.0.1:9',
    COURRIEL_EXPEDITEUR: 'portail@exemple.fr',
  }

  it('dit que la base ne répond pas, sans montrer le mot de passe', async () => {
    const run = start({
      ...production,
      PORT: String(await freePort()),
      DATABASE_URL: 'postgres://portail:motdepasse@127.0.0.1:9/portail',
    })
    expect(await run.ended).toBe(1)
    expect(lastLine(run)).toMatch(/^La base donnée par DATABASE_URL ne répond pas .*relancez la commande\./)
    expect(run.said()).not.toContain('motdepasse')
  })

  it('dit chaque réglage qui manque', async () => {
    const run = start({ PORT: String(await freePort()), DATABASE_URL: 'postgres://portail@127.0.0.1:9/portail' })
    expect(await run.ended).toBe(1)
    for (const name of Object.keys(production)) expect(run.said()).toContain(`Il manque ${name} : `)
  })
})
