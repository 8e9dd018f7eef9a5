/** A job that an event of the base wakes, beside its schedule: one round at a time, and none forgotten. */
import { db } from '#db/client.ts'
import { journal } from '#lib/journal.ts'

/**
 * Runs `round` at each notice of `canal` that is committed, on a connection of its own; one that comes during a round
 * makes another follow. Waking with nothing to do is harmless, a notice may be lost, and a round that failed is the next
 * one's: the schedule remains. Resolves with what stops listening and waits for the round that runs.
 */
export async function followReveils(canal: string, round: () => Promise<void>): Promise<() => Promise<void>> {
  let running: Promise<void> | undefined
  let isWoken = false
  let isStopped = false
  const turn = async (): Promise<void> => {
    while (isWoken && !isStopped) {
      isWoken = false
      // Its own journal has said why.
      await round().catch(() => {})
    }
    running = undefined
  }
  const wake = () => {
    isWoken = true
    running ??= turn()
  }
  // Also once it listens, and again after a cut: what came before is seen then.
  const listening = await db.$sql.listen(canal, wake, wake)
  return async () => {
    isStopped = true
    await listening.unlisten().catch((err: unknown) => journal.warn({ err }, 'still listening'))
    await running
  }
}
