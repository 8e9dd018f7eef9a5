/**
 * « Published means visible »: each web process, woken by a publication and twice a second anyway, reads the version in
 * the database and expires, in its own store, the tags of what came since, whoever published: an action, the worker, the
 * command line (docs/adr/0012, 0022).
 */
import { currentVersion, listenToPublications, publicationsSince } from '#db/queries/publications.ts'
import { journal } from '#lib/journal.ts'
import { expireBalises, expireTout } from './magasin.ts'

const PERIOD_MS = 500
const holder = globalThis as typeof globalThis & { portailPublications?: NodeJS.Timeout }

/**
 * Starts the loop. What was made before the first version was read may be older than it: it is made again.
 * `emptyReponses` forgets what stands in front of the store, once the store has expired its own (docs/adr/0018).
 */
export function followPublications(emptyReponses: () => void): void {
  if (holder.portailPublications) clearTimeout(holder.portailPublications)
  let newest: number | undefined
  let silent = false
  let reading = false
  let woken = false
  const turn = async (): Promise<void> => {
    woken = reading
    if (reading) return
    reading = true
    clearTimeout(holder.portailPublications)
    try {
      if (newest === undefined) {
        newest = await currentVersion()
        expireTout()
        emptyReponses()
      } else {
        const publications = await publicationsSince(newest)
        if (publications.length > 0) {
          expireBalises(publications.flatMap(({ balises }) => balises))
          emptyReponses()
        }
        newest = publications.at(-1)?.version ?? newest
      }
      silent = false
    } catch (error) {
      // One line per outage, not two a second; the versions not seen yet are read again at the next turn.
      if (!silent) journal.warn({ err: error }, 'publications not read')
      silent = true
    } finally {
      reading = false
      // Woken while it read: what came may not be in what it read.
      holder.portailPublications = setTimeout(turn, woken ? 0 : PERIOD_MS)
      holder.portailPublications.unref()
    }
  }
  void turn()
  // Without it (a connection that cannot be had, a base not there yet) the loop sees the same, half a second later at most.
  listenToPublications(() => void turn()).catch((error) => journal.warn({ err: error }, 'publications not listened to'))
}
