/** Workers of one role, killed and begun again together or one by one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../base.ts'
import type { Dehors } from './dehors.ts'
import type { TerrainDuRegistre } from './terrain-du-registre.ts'

const OUVRIERS = 2

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** The same role in several processes, all killed and begun again together or one by one. */
export class Equipe {
  private enfants: ChildProcess[] = []
  private readonly args: readonly string[]
  constructor(role: 'prevoir' | 'envoyer', { urls }: Dehors, { argsOf }: TerrainDuRegistre) {
    this.args = [...argsOf('ouvrier-de-rappels'), role, ...urls]
  }
  /** Answers once all of them are at work. */
  async start(): Promise<void> {
    const prets: Promise<unknown>[] = []
    // One that ended by itself is begun again, as the operator's unit does.
    this.enfants = this.enfants.filter((one) => !isGone(one))
    while (this.enfants.length < OUVRIERS) {
      const env = { ...process.env, PORTAIL_SECRET: 'secret-invente-pour-des-fautes-sans-suite' }
      const enfant = spawn(process.execPath, this.args, {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      this.enfants.push(enfant)
      prets.push(Promise.race([once(enfant, 'message'), once(enfant, 'exit')]))
    }
    await Promise.all(prets)
  }
  /** Kills so many of them, and waits until they are gone. */
  async kill(nombre = OUVRIERS): Promise<void> {
    const perdus = this.enfants.splice(0, nombre)
    const ended = perdus.filter((one) => !isGone(one)).map((one) => once(one, 'exit'))
    for (const one of perdus) one.kill('SIGKILL')
    await Promise.all(ended)
  }
}
