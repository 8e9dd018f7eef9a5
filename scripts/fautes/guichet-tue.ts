/** The processes that stand for the door and for the night: begun again whenever they are gone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { root } from '../base.ts'
import type { Accuse } from './histoire.ts'
import type { Dit, Envoi } from './porte-de-renouvellement.ts'
import type { TerrainDuRegistre } from './terrain-du-registre.ts'

/** What became of a sending; `PANNE`: no answer that says anything. */
export type Reponse = Accuse | Readonly<{ refus: string }>
/** One form, sent again and again; `estTue`: whoever takes it dies, or its line breaks, once it is written. */
export type Envoyer = (estTue: boolean) => Promise<Reponse>
export const PANNE = { refus: 'panne' } as const

/** After that long without an answer a client sends again. */
export const ATTENTE_MS = 15_000

export const start = ({ argsOf }: TerrainDuRegistre, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [...argsOf('porte-de-renouvellement'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
export const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null
export const ended = (child: ChildProcess): Promise<void> =>
  gone(child) ? Promise.resolve() : new Promise((done) => child.once('exit', () => done()))

/**
 * A night killed before its n-th statement; true when it had that many. Answers once PostgreSQL has seen that it is gone:
 * until then its locks stand, and what they hold is for the night after, as the rule wants.
 */
export async function killNight(
  terrain: TerrainDuRegistre,
  coupe: number,
  role: 'nuit' | 'effacement' = 'nuit',
): Promise<boolean> {
  const nuit = start(terrain, role, String(coupe))
  await ended(nuit)
  while ((await listOuvertes()).length > 0) await pause(20)
  return nuit.signalCode === 'SIGKILL'
}

/** Transactions of others than the one that asks. */
const listOuvertes = () =>
  db.$sql`select from pg_stat_activity
    where backend_type = 'client backend' and xact_start is not null and pid <> pg_backend_pid()`

/** The door: started again whenever it is gone; a sending that it leaves without an answer is a failure to its client. */
export class Guichet {
  /** The longest time from a door begun again to its first answer, in ms. */
  reprise = 0
  private muetteDepuis: number | undefined
  private readonly terrain: TerrainDuRegistre
  private child: ChildProcess | undefined
  private dernier = 0
  private readonly attendus = new Map<number, (dit: Dit) => void>()
  private ready: Promise<unknown> = Promise.resolve()
  private shut: Promise<unknown> = Promise.resolve()

  constructor(terrain: TerrainDuRegistre) {
    this.terrain = terrain
  }
  open(): void {
    if (this.child && !gone(this.child)) return
    const child = start(this.terrain, 'porte')
    this.child = child
    this.muetteDepuis = performance.now()
    this.ready = new Promise((done) => {
      child.on('message', (dit: Dit | 'prete') => (dit === 'prete' ? done(true) : this.attendus.get(dit.id)?.(dit)))
      child.once('exit', done)
    })
    child.once('exit', () => this.fail())
  }
  private fail(): void {
    for (const [id, settle] of this.attendus) settle({ id, refus: 'panne' })
  }
  async send(envoi: Omit<Envoi, 'id'>): Promise<Dit> {
    await this.shut
    this.open()
    await this.ready
    this.dernier += 1
    const id = this.dernier
    const answered = new Promise<Dit>((done) => this.attendus.set(id, done))
    this.child?.send({ id, ...envoi } satisfies Envoi, (error) => {
      if (error) this.attendus.get(id)?.({ id, refus: 'panne' })
    })
    const dit = await Promise.race([answered, pause(ATTENTE_MS, { id, refus: 'panne' } as const, { ref: false })])
    this.attendus.delete(id)
    if (this.muetteDepuis !== undefined && !('refus' in dit && dit.refus === 'panne')) {
      this.reprise = Math.max(this.reprise, performance.now() - this.muetteDepuis)
      this.muetteDepuis = undefined
    }
    return dit
  }
  kill(): void {
    this.child?.kill('SIGKILL')
  }
  /** Nobody opens it while that lasts: a door opened before would knock at a server that has moved. */
  async closeDuring(act: () => Promise<void>): Promise<void> {
    const done = this.close().then(act)
    this.shut = done.catch(() => {})
    await done
  }
  async close(): Promise<void> {
    this.kill()
    if (this.child) await ended(this.child)
  }
}
