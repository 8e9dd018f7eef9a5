/** `npm start`: base, migrations, data, build when the sources changed, then the web server and the worker. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import {
  type Base,
  claimData,
  fail,
  Obstacle,
  openBase,
  releaseData,
  resetDemonstration,
  root,
  runningPortal,
} from './base.ts'
import { actionsKey, buildIfNeeded } from './build.ts'
import { prepareData } from './donnees.ts'
import { checkProductionSettings } from './reglages.ts'

const host = process.env.HOST?.trim() || '127.0.0.1'
const port = Number(process.env.PORT?.trim() || 3000)
const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
const children: ChildProcess[] = []
let base: Base | undefined
let stopping = false

const say = (text: string) => process.stdout.write(`${text}\n`)

const portIsFree = (candidate: number, on: string): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(candidate, on, () => probe.close(() => done(true)))
  })

async function checkPort(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Obstacle(`PORT doit être un nombre entre 1 et 65535 (reçu : « ${process.env.PORT} »).`)
  if (await portIsFree(port, host)) return
  throw new Obstacle(
    `Le port ${port} est déjà pris sur ${host}. Arrêtez l’autre programme ou choisissez un autre port : PORT=${port === 3000 ? 3001 : 3000} npm start`,
  )
}

/** A child of ours: when it dies without being asked, the whole portal stops rather than limp. */
function launch(name: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  // Its own process group: Ctrl-C reaches this process alone, which stops the others in order.
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  child.on('exit', (code) => {
    if (stopping) return
    process.stderr.write(`${name} s’est arrêté (code ${code ?? 'inconnu'}). Le portail s’arrête.\n`)
    void stop(1)
  })
  children.push(child)
  return child
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function stop(code: number): Promise<never> {
  if (stopping) return new Promise(() => {})
  stopping = true
  for (const child of children) if (!ended(child)) child.kill('SIGTERM')
  for (let waited = 0; waited < 5000 && !children.every(ended); waited += 50)
    await new Promise((r) => setTimeout(r, 50))
  for (const child of children) if (!ended(child)) child.kill('SIGKILL')
  releaseData()
  await base?.release()
  process.exit(code)
}

async function untilHealthy(url: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    try {
      const answer = await fetch(`${url}/api/sante`, { signal: AbortSignal.timeout(2000) })
      if (answer.ok) return
    } catch {}
    await new Promise((r) => setTimeout(r, 200))
  }
  throw new Obstacle(
    'Le portail ne répond pas après une minute. Lisez les messages ci-dessus, puis relancez npm start.',
  )
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

try {
  const other = process.env.DATABASE_URL ? undefined : runningPortal()
  if (other)
    throw new Obstacle(
      `Le portail tourne déjà dans ce dossier (processus ${other}). Arrêtez-le d’abord, ou servez-vous de lui.`,
    )
  checkProductionSettings()
  await checkPort()
  if (process.argv.includes('--neuf')) await resetDemonstration()
  if (!process.env.DATABASE_URL) claimData()
  process.env.PORT = String(port)
  process.env.HOST = host
  process.env.NEXT_TELEMETRY_DISABLED = '1'

  base = await openBase()
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey()
  await Promise.all([buildIfNeeded(say), prepareData(base, say)])

  if (base.mode === 'demonstration') {
    const { startProvider } = await import('./fournisseur.ts')
    Object.assign(process.env, await startProvider(launch))
  }
  launch('Le serveur web', [join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', host, '-p', String(port)], {
    NODE_ENV: 'production',
  })
  launch('Le traitement des tâches', [
    '--conditions=react-server',
    '--disable-warning=ExperimentalWarning',
    'scripts/worker.ts',
  ])
  await untilHealthy(`http://${shownHost}:${port}`)
  say(`Prêt : http://${shownHost}:${port}`)
} catch (error) {
  if (stopping) await new Promise(() => {})
  stopping = true
  for (const child of children) child.kill('SIGKILL')
  releaseData()
  await base?.release().catch(() => {})
  fail(error)
}
