/**
 * `npm start`: base, migrations, data, build when the sources changed, then the web server and the worker.
 * In production the unit files run the parts apart: `--preparer` (all but the two processes, then ends), `--web`,
 * `--travaux`; these two write nothing to the checkout.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { hostInAddress } from '#lib/env.ts'
import { type Base, claimData, fail, Obstacle, openBase, releaseData, root, runningPortal } from './base.ts'
import { actionsKey, buildIfNeeded, isBuilt } from './build.ts'
import { checkPort } from './port.ts'
import { checkSettings } from './reglages.ts'

const host = process.env.HOST?.trim() || '127.0.0.1'
const port = Number(process.env.PORT?.trim() || 3000)
const shownHost = hostInAddress(host)
const options = process.argv.slice(2)
const PARTS = ['--preparer', '--web', '--travaux']
const part = options.find((option) => PARTS.includes(option))
const [runsWeb, runsJobs] = [part === undefined || part === '--web', part === undefined || part === '--travaux']
const prepares = part === undefined || part === '--preparer'
const children: ChildProcess[] = []
let base: Base | undefined
let stopping = false

const say = (text: string) => process.stdout.write(`${text}\n`)

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
// A library may throw where nobody can catch: its stack is no sentence.
for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(kind, (error: unknown) => void giveUp(error))

/** Ends all that was begun, by the sentence of what went wrong. */
async function giveUp(error: unknown): Promise<never> {
  if (stopping) return new Promise(() => {})
  stopping = true
  for (const child of children) child.kill('SIGKILL')
  releaseData()
  await base?.release().catch(() => {})
  fail(error)
}

function checkOptions(): void {
  const unknown = options.find((option) => option !== '--neuf' && !PARTS.includes(option))
  if (unknown)
    throw new Obstacle(`L’option « ${unknown} » n’existe pas. Choisissez parmi : --neuf, ${PARTS.join(', ')}.`)
  if (part && (options.length > 1 || !process.env.DATABASE_URL?.trim()))
    throw new Obstacle(`« ${part} » se donne seule, en production : DATABASE_URL doit nommer la base.`)
}

/** Base, migrations, data and pages; or, for a part of production, the check that they are there. */
async function prepare(): Promise<Base> {
  const opened = await openBase({ migrate: prepares, neuf: options.includes('--neuf') })
  base = opened
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey()
  if (prepares) {
    // Read here: it knows the whole census, which an obstacle said before must not wait for.
    const { prepareData } = await import('./donnees.ts')
    await Promise.all([buildIfNeeded(say), prepareData(opened, say)])
  } else if (runsWeb && !isBuilt())
    throw new Obstacle(
      'Les pages ne sont pas construites pour cette version et ces réglages. Préparez-les : npm start -- --preparer',
    )
  return opened
}

/**
 * The proxy in front, which keeps its connections for a minute, must be the one to close them: five seconds, as Node
 * does, would cut a form sent just then.
 */
const OUVERTURE = ['-H', host, '-p', String(port), '--keepAliveTimeout', '75000']

async function serve({ mode }: Base): Promise<void> {
  if (mode === 'demonstration') {
    const { startProvider } = await import('./fournisseur.ts')
    Object.assign(process.env, await startProvider(launch))
  }
  if (runsWeb)
    launch('Le serveur web', [join(root, 'node_modules/next/dist/bin/next'), 'start', ...OUVERTURE], {
      NODE_ENV: 'production',
    })
  if (runsJobs)
    launch('Le traitement des tâches', [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      'scripts/worker.ts',
    ])
  if (runsWeb) await untilHealthy(`http://${shownHost}:${port}`)
  say(runsWeb ? `Prêt : http://${shownHost}:${port}` : 'Prêt : le traitement des tâches')
}

try {
  const other = process.env.DATABASE_URL ? undefined : runningPortal()
  if (other)
    throw new Obstacle(
      `Le portail tourne déjà dans ce dossier (processus ${other}). Arrêtez-le d’abord, ou servez-vous de lui.`,
    )
  checkOptions()
  checkSettings()
  if (runsWeb) await checkPort({ host, port })
  if (!process.env.DATABASE_URL) claimData()
  process.env.PORT = String(port)
  process.env.HOST = host
  process.env.NEXT_TELEMETRY_DISABLED = '1'

  const opened = await prepare()
  if (part === '--preparer') say('Prêt à démarrer : la base et les pages sont à jour.')
  else await serve(opened)
} catch (error) {
  await giveUp(error)
}
