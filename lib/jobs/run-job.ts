/** One run of a job of the registry, as the worker makes it. */
import { journal } from '#lib/journal.ts'
import type { Job } from './registry.ts'

/** Written when it did something or failed: a round that found nothing is no event, and comes each minute. */
export async function runJob({ nom, run }: Job, log: Pick<typeof journal, 'info' | 'error'> = journal): Promise<void> {
  try {
    const done = await run()
    if (Object.values(done).some((count) => count > 0)) log.info({ job: nom, ...done }, 'job done')
  } catch (err) {
    log.error({ job: nom, err }, 'job failed')
    // The queue keeps what a failed job throws, and a failed query holds its values.
    throw new Error(`job failed: ${nom}`)
  }
}
