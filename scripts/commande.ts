/** A command of the operator: what it does, apart from the process that it is launched in. */
import { once } from 'node:events'
import { fail } from './base.ts'

/**
 * Where a command speaks: `out` is its answer, written as it goes at the pace of who reads; `err` is what it says
 * meanwhile. Both take texts as they are to be written.
 */
export type Sorties = Readonly<{ out: (text: string) => Promise<void>; err: (text: string) => void }>

/**
 * What a command does with its arguments; answers the exit code. Rejects with an `Obstacle` where it cannot go on. It
 * leaves nothing open.
 */
export type Commande = (args: readonly string[], sorties: Sorties) => Promise<number>

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text) && !process.stdout.destroyed) await once(process.stdout, 'drain')
}

/** Runs a command as the whole of this process: its arguments, its outputs, its exit code. */
export async function launchCommande(commande: Commande): Promise<void> {
  // A reader that closes early (`| head`) must not leave the base running behind us.
  process.stdout.on('error', () => {})
  try {
    process.exitCode = await commande(process.argv.slice(2), {
      out: write,
      err: (text) => process.stderr.write(text),
    })
  } catch (error) {
    fail(error)
  }
}
