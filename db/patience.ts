/** Waits a little for a table that somebody holds, several times, rather than long once. */
import { setTimeout as pause } from 'node:timers/promises'
import { Obstacle } from './obstacle.ts'
import { isVerrouAttendu } from './repositories/erreurs.ts'

/**
 * `attente`: how long one try waits for a table (`lock_timeout`), in milliseconds. While it waits, all that the version
 * which still serves would write there waits behind it.
 */
export type Patience = Readonly<{ attente: number; essais: number }>

export const PATIENCE: Patience = { attente: 3000, essais: 40 }
const PAUSE_MS = 1000

/** Tries again what gave up on a table: `essai` leaves nothing then. Rejects with an `Obstacle` when it is held too long. */
export async function tryPatiently(essai: () => Promise<unknown>, { essais }: Pick<Patience, 'essais'>): Promise<void> {
  for (let rang = 1; ; rang += 1) {
    const isDone = await essai().then(
      () => true,
      (error: unknown) => {
        if (!isVerrouAttendu(error)) throw error
        return false
      },
    )
    if (isDone) return
    if (rang >= essais)
      throw new Obstacle(
        'Une opération longue retient la base : attendez qu’elle finisse, ou arrêtez-la, puis relancez la commande.',
      )
    await pause(PAUSE_MS)
  }
}
