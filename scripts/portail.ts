/** The processes of a portal, in service or in development: begun one by one, ended together by whichever ends first. */
import { type ChildProcess, spawn } from 'node:child_process'
import { hostInAddress } from '#lib/env.ts'
import { type Base, fail, Obstacle, openBase, releaseData, root } from './base.ts'
import { OUVRIER } from './ouvrier.ts'

const children: ChildProcess[] = []
let base: Base | undefined
let stopping = false

export const host = process.env.HOST?.trim() || '127.0.0.1'
export const port = Number(process.env.PORT?.trim() || 3000)
/** Where one reaches it from this machine. */
export const adresse = `http://${hostInAddress(host)}:${port}`

export const say = (text: string) => process.stdout.write(`${text}\n`)

/** From now on a signal stops all that was begun. */
export function beginPortal(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
  // A library may throw where nobody can catch: its stack is no sentence.
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(kind, (error: unknown) => void giveUp(error))
}

/** What our processes read of where they listen, once it is known to be right. */
export function announce(): void {
  process.env.PORT = String(port)
  process.env.HOST = host
  process.env.NEXT_TELEMETRY_DISABLED = '1'
}

/** The base of `openBase`, given back when the portal stops. */
export async function openBaseOfPortal(options: Parameters<typeof openBase>[0] = {}): Promise<Base> {
  base = await openBase(options)
  return base
}

/** A child of ours: when it dies without being asked, the whole portal stops rather than limp. */
export function launch(name: string, args: string[], env: Record<string, string> = {}): ChildProcess {
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

/** In demonstration, the providers that let the accounts of `/demonstration` in. */
export async function launchProvider({ mode }: Base): Promise<void> {
  if (mode !== 'demonstration') return
  const { startProvider } = await import('./fournisseur.ts')
  Object.assign(process.env, await startProvider(launch))
}

export const launchJobs = (): ChildProcess => launch('Le traitement des tâches', [...OUVRIER])

/** With what it started itself, which a child that was killed leaves behind. */
function killWhole({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {}
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function stop(code: number): Promise<never> {
  if (stopping) return new Promise(() => {})
  stopping = true
  for (const child of children) if (!ended(child)) child.kill('SIGTERM')
  for (let waited = 0; waited < 5000 && !children.every(ended); waited += 50)
    await new Promise((r) => setTimeout(r, 50))
  children.forEach(killWhole)
  releaseData()
  await base?.release()
  process.exit(code)
}

/** Ends all that was begun, by the sentence of what went wrong. */
export async function giveUp(error: unknown): Promise<never> {
  if (stopping) return new Promise(() => {})
  stopping = true
  children.forEach(killWhole)
  releaseData()
  await base?.release().catch(() => {})
  fail(error)
}

/** Resolves once the portal answers; `command` is what to launch again when it does not. */
export async function untilHealthy(command: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    try {
      const answer = await fetch(`${adresse}/api/sante`, { signal: AbortSignal.timeout(2000) })
      if (answer.ok) return
    } catch {}
    await new Promise((r) => setTimeout(r, 200))
  }
  throw new Obstacle(
    `Le portail ne répond pas après une minute. Lisez les messages ci-dessus, puis relancez ${command}.`,
  )
}
