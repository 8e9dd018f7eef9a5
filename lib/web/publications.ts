/**
 * « Published means visible »: each web process reads the version in the database twice a second and expires the tags
 * of what came since, whoever published (an action, the worker, the command line). Expiry is a call to our own
 * loopback route, since Next only lets a request expire a tag (docs/adr/0012).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { currentVersion, publicationsSince } from '#db/queries/publications.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'

const PERIOD_MS = 500
const holder = globalThis as typeof globalThis & { portailPublications?: NodeJS.Timeout }

/** What the loopback call shows: derived from the secret, so it is never the secret itself. */
export const publicationKey = (): string => createHmac('sha256', env.secret).update('publication').digest('hex')

export function isPublicationKey(given: string | null): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(publicationKey())]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function expire(what: { balises: string[] } | { tout: true }): Promise<void> {
  const answer = await fetch(`${env.loopbackUrl}/api/interne/publication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portail-cle': publicationKey() },
    body: JSON.stringify(what),
    signal: AbortSignal.timeout(5000),
  })
  if (!answer.ok) throw new Error(`expiry answered ${answer.status}`)
}

/**
 * Starts the loop. The first version read is the baseline: stored pages die with the process (isrFlushToDisk), and those
 * written by the build, with what was published and configured then, are expired first.
 */
export function followPublications(): void {
  if (holder.portailPublications) clearTimeout(holder.portailPublications)
  let newest: number | undefined
  const recent = new Set<number>()
  let silent = false
  const turn = async (): Promise<void> => {
    try {
      if (newest === undefined) {
        const baseline = await currentVersion()
        for (const { version } of await publicationsSince(baseline)) recent.add(version)
        await expire({ tout: true })
        newest = baseline
      } else {
        const publications = await publicationsSince(newest)
        const unseen = publications.filter(({ version }) => !recent.has(version))
        if (unseen.length > 0) await expire({ balises: [...new Set(unseen.flatMap(({ balises }) => balises))] })
        recent.clear()
        for (const { version } of publications) recent.add(version)
        newest = Math.max(newest, ...recent)
      }
      silent = false
    } catch (error) {
      // One line per outage, not two a second; the version not seen yet is read again at the next turn.
      if (!silent) journal.warn({ err: error }, 'publications not read')
      silent = true
    } finally {
      holder.portailPublications = setTimeout(turn, PERIOD_MS)
      holder.portailPublications.unref()
    }
  }
  void turn()
}
