/** Starts the process that reads and publishes large censuses, one at a time, watches it, and waits for its answer. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { DemandeAPart } from '#lib/domain/guichet/recensement/a-part.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'
import { isMemoryExhausted, type LimitesDeProcessus, watchProcessus } from './garde.ts'
import { findProgramme } from './programme.ts'
import { openTours } from './tour.ts'

type Reponse = Resultat<Readonly<{ importId: string }>, RefusDeRecensement>
/** It comes from our own process, of our own types. */
const isReponse = (message: unknown): message is Reponse =>
  typeof message === 'object' && message !== null && 'ok' in message
/** `attente`: milliseconds to wait for the turn. */
type Limites = LimitesDeProcessus & Readonly<{ attente: number }>

const SCRIPT = 'lib/jobs/recensement-a-part.ts'
/** Of the heap, in MB; the workbook as it comes and what goes to the base stand beside it. */
const TAS = 640
/** In MB: what is read lives until the end, so that looking for what died before the heap is that full finds little. */
const TAS_SANS_TRI = 600
/** With its reader and the web server, under what the service may take (docs/exploitation/portail-web.service). */
const LIMITES: Limites = { memoire: 1536 * 1024 * 1024, duree: 300_000, attente: 20_000 }

/** What is said of a process that ended without an answer. */
const COUPURES = {
  lire: 'lecture-interrompue',
  publier: 'publication-interrompue',
  annuler: 'annulation-interrompue',
  rouvrir: 'lecture-interrompue',
} as const

/** One in the whole web process, whose bundles may each hold this module. */
const holder = globalThis as typeof globalThis & { portailTours?: ReturnType<typeof openTours> }

/** In a group of its own, so that the reader that it starts goes with it. What it logs is written where we log. */
function launch(): ChildProcess {
  const { root, programme } = findProgramme(SCRIPT)
  return spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${TAS}`,
      `--initial-old-space-size=${TAS_SANS_TRI}`,
      '--max-semi-space-size=32',
      programme,
    ],
    { cwd: root, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  )
}

/** With its reader; a group that is gone already is no matter. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {}
}

/**
 * Never throws: without a place in time `trop-de-traitements`, without an answer `trop-long`, `trop-de-memoire`,
 * or what `COUPURES` says. A process cut before its COMMIT has written nothing; one cut after
 * it has published without saying so, which whoever asked reads again. `onPid` lets a test kill it.
 */
export async function runAPart(
  demande: DemandeAPart,
  limites: Partial<Limites> = {},
  onPid: (pid: number) => void = () => {},
): Promise<Reponse> {
  const { attente, ...bornes } = { ...LIMITES, ...limites }
  holder.portailTours ??= openTours(1)
  const endTour = await holder.portailTours.take(attente)
  if (!endTour) return refuse({ code: 'trop-de-traitements' })
  return runProcessus(demande, bornes, { onPid, onGone: endTour })
}

/**
 * Settles as soon as the process has answered: what it answers is done, and giving back half a gigabyte takes it a
 * moment more. `onGone` tells, once, that it is gone.
 */
function runProcessus(
  demande: DemandeAPart,
  bornes: LimitesDeProcessus,
  { onPid, onGone }: Readonly<{ onPid: (pid: number) => void; onGone: () => void }>,
): Promise<Reponse> {
  const cut: Reponse = refuse({ code: COUPURES[demande.acte] })
  return new Promise((done) => {
    let child: ChildProcess
    try {
      child = launch()
    } catch {
      // The system may refuse a process at once, when it has no memory left.
      onGone()
      return done(cut)
    }
    let isAnswered = false
    let killed: Reponse | undefined
    const endWatch = watchProcessus(child, bornes, (code) => {
      killed ??= refuse({ code })
      killGroup(child)
    })
    // Settled by its answer, a promise stays as it is.
    const end = (without: Reponse) => {
      endWatch()
      onGone()
      done(killed ?? without)
    }
    child.on('message', (message) => {
      if (!isReponse(message)) return
      isAnswered = true
      done(message)
    })
    child.on('error', () => {
      if (child.pid === undefined) end(cut)
    })
    child.on('close', (code, signal) => {
      if (!isAnswered) killGroup(child)
      end(isMemoryExhausted(code, signal) ? refuse({ code: 'trop-de-memoire' }) : cut)
    })
    if (child.pid === undefined) return
    onPid(child.pid)
    // A process that is gone already says so by closing.
    child.send(demande, () => {})
  })
}
