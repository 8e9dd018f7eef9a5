/** Workers, killed and begun again together or one by one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../base.ts'

/** How many a team is. */
export const OUVRIERS = 2
/** Of what one says, what is kept: why it ended. */
const DITS_AU_PLUS = 2_000

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** What each of them is told to begin: the first of these, the next one the second, and so on in turn. */
type Facons = readonly [readonly string[], ...(readonly string[])[]]
/** What each of them is: `prevenu` when it says itself that it is at work. */
type Metier = Readonly<{ facons: Facons; env: Readonly<Record<string, string>>; prevenu: boolean }>
/** `nom`: that of its connections, by which the base knows it; `facon`: which way it was begun. */
type Ouvrier = { child: ChildProcess; nom: string; facon: number; dits: string; estAuTravail: boolean }

/** Several of one trade, all killed and begun again together or one by one. */
export class Equipe {
  /** What those said last that were at work and ended without being killed; one that only begins may, without its base. */
  readonly finis: string[] = []
  /** For each that was seen at work and then killed, which way it was begun. */
  readonly tues: number[] = []
  private ouvriers: Ouvrier[] = []
  private embauches = 0
  private readonly metier: Metier
  constructor(metier: Metier) {
    this.metier = metier
  }
  /** Answers once all of them are at work, or begun when they do not say it. */
  async start(): Promise<void> {
    const prets: Promise<unknown>[] = []
    // One that ended by itself is begun again, as the operator's unit does.
    this.drop(this.ouvriers.filter(({ child }) => isGone(child)))
    while (this.ouvriers.length < OUVRIERS) prets.push(this.hire())
    await Promise.all(prets)
  }
  private async hire(): Promise<void> {
    const { facons, env, prevenu } = this.metier
    const facon = this.embauches % facons.length
    const args = facons[facon] ?? facons[0]
    this.embauches += 1
    const nom = `ouvrier-${this.embauches}`
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env, PGAPPNAME: nom },
      stdio: ['ignore', 'pipe', 'pipe', ...(prevenu ? (['ipc'] as const) : [])],
    })
    const ouvrier: Ouvrier = { child, nom, facon, dits: '', estAuTravail: false }
    for (const sortie of [child.stdout, child.stderr])
      sortie?.on('data', (chunk: Buffer) => {
        ouvrier.dits = `${ouvrier.dits}${chunk}`.slice(-DITS_AU_PLUS)
      })
    this.ouvriers.push(ouvrier)
    if (prevenu) await Promise.race([once(child, 'message'), once(child, 'exit')])
  }
  /** Hears which are at work, by their names; answers how many of the living are. */
  note(auTravail: ReadonlySet<string>): number {
    for (const ouvrier of this.ouvriers) ouvrier.estAuTravail ||= auTravail.has(ouvrier.nom)
    return this.ouvriers.filter(({ child, estAuTravail }) => estAuTravail && !isGone(child)).length
  }
  /** Kills so many of them, and waits until they are gone. */
  async kill(nombre = OUVRIERS): Promise<void> {
    const perdus = this.ouvriers.slice(0, nombre)
    const vivants = perdus.filter(({ child }) => !isGone(child))
    this.tues.push(...vivants.filter(({ estAuTravail }) => estAuTravail).map(({ facon }) => facon))
    const ended = vivants.map(({ child }) => once(child, 'exit'))
    this.drop(perdus)
    for (const { child } of perdus) child.kill('SIGKILL')
    await Promise.all(ended)
  }
  private drop(partants: readonly Ouvrier[]): void {
    this.finis.push(
      ...partants.flatMap(({ child, dits, estAuTravail }) => (estAuTravail && isGone(child) ? [dits] : [])),
    )
    this.ouvriers = this.ouvriers.filter((one) => !partants.includes(one))
  }
}
