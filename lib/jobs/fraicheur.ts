/** Each night, the pages of the points that became too old are made again, so that they say it. Twice changes nothing. */
import { listBalisesDesAnciens, loadFraicheurVueLe, saveFraicheurVueLe } from '#db/repositories/fraicheur.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { transact } from '#db/repositories/transact.ts'
import { joursDevenusAnciens } from '#lib/domain/guichet/fraicheur.ts'

export const publishAnciens = (): Promise<Record<string, number>> =>
  transact(async (tx) => {
    const { le } = await readInstant(tx)
    const jours = joursDevenusAnciens(await loadFraicheurVueLe(tx), le)
    if (!jours) return { pages: 0 }
    const balises = await listBalisesDesAnciens(tx, jours)
    await recordPublication(tx, balises)
    await saveFraicheurVueLe(tx, le)
    return { pages: balises.length }
  })
