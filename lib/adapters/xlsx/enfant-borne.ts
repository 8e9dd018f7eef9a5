/**
 * A child process of its own for one file, killed by us on time and on resident memory (a thread would not do: buffers
 * escape its limits).
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { isMemoryExhausted, type LimitesDeProcessus, watchProcessus } from '../processus/garde.ts'
import { findProgramme } from '../processus/programme.ts'
import { openTours } from '../processus/tour.ts'

/** `attente`: milliseconds to wait for the turn. */
export type LimitesDEnfant = LimitesDeProcessus & Readonly<{ attente: number }>

/** As many as the memory of the service holds beside its own (docs/adr/0009, docs/adr/0025). */
const ENFANTS = 2
const ATTENTE = 20_000
/** Of the whole process, whose bundles may each hold this module. */
const holder = globalThis as typeof globalThis & { portailEnfants?: ReturnType<typeof openTours> }

const REPONSE_MAX = 256 * 1024 * 1024

/** Its own small world: no secret in its environment, no file to write, no network, no process to start. */
function launch(script: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const { root, programme } = findProgramme(script)
  return spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${root}`,
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      programme,
      ...args,
    ],
    { cwd: root, env: { NODE_ENV: 'production', TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'pipe'] },
  )
}

/**
 * `take` is given what the child writes, as it comes, and tells how many bytes more it stands for; when it throws, the
 * answer makes no sense.
 */
type Travail = Readonly<{
  script: string
  args?: readonly string[]
  entree: readonly Uint8Array[]
  take: (chunk: Buffer) => number | undefined
}>

/**
 * Runs a script of ours on these bytes. Foreseeable refusals are values; without a place in time `trop-de-traitements`; a
 * child that dies by itself is `lecture-interrompue` and may be tried again. `onPid` lets a test kill the child.
 */
export async function runEnfant(
  travail: Travail,
  { memoire = LIMITES.memoire, duree = LIMITES.duree, attente = ATTENTE }: Partial<LimitesDEnfant> = {},
  onPid: (pid: number) => void = () => {},
): Promise<Resultat<true, RefusDeLecture>> {
  holder.portailEnfants ??= openTours(ENFANTS)
  // R-DEB-06 — choix du portail : deux fichiers s’ouvrent à la fois, les autres attendent leur tour
  const endTour = await holder.portailEnfants.take(attente)
  if (!endTour) return refuse({ code: 'trop-de-traitements' })
  return runBorne(travail, { memoire, duree }, { onPid, onGone: endTour })
}

/** `onGone` tells that the child is gone, and its memory with it: what it answered is known before. */
function runBorne(
  { script, args = [], entree, take }: Travail,
  { memoire, duree }: LimitesDeProcessus,
  { onPid, onGone }: Readonly<{ onPid: (pid: number) => void; onGone: () => void }>,
): Promise<Resultat<true, RefusDeLecture>> {
  return new Promise((done) => {
    let child: ChildProcessWithoutNullStreams
    try {
      child = launch(script, args)
    } catch {
      // The system may refuse a process at once, when it has no memory left.
      onGone()
      return done(refuse({ code: 'lecture-interrompue' }))
    }
    let received = 0
    let settled = false
    const settle = (answer: Resultat<true, RefusDeLecture>) => {
      if (settled) return
      settled = true
      endWatch()
      child.kill('SIGKILL')
      done(answer)
    }
    const endWatch = watchProcessus(child, { memoire, duree }, (code) => settle(refuse({ code })))
    child.stdout.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (settled) return
      if (received > REPONSE_MAX) return settle(refuse({ code: 'trop-de-memoire' }))
      try {
        received += take(chunk) ?? 0
      } catch {
        settle(refuse({ code: 'lecture-interrompue' }))
      }
    })
    child.stderr.resume()
    child.stdin.on('error', () => {})
    child.on('error', () => {
      if (child.pid === undefined) onGone()
      settle(refuse({ code: 'lecture-interrompue' }))
    })
    child.on('close', (code, signal) => {
      onGone()
      if (isMemoryExhausted(code, signal)) settle(refuse({ code: 'trop-de-memoire' }))
      else if (code !== 0) settle(refuse({ code: 'lecture-interrompue' }))
      else settle(accept(true))
    })
    if (child.pid !== undefined) onPid(child.pid)
    for (const bytes of entree) child.stdin.write(bytes)
    child.stdin.end()
  })
}
