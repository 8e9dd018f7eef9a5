/**
 * Asks each centre whose points were not confirmed for a year whether they are still right. A question and its mail are
 * written together, under the lock of the centre: killed, doubled or run twice, the job asks once.
 */
import { db } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { insertVerification, listCentresAInterroger, loadCentreAInterroger } from '#db/repositories/verifications.ts'
import { courrielDeVerification } from '#lib/documents/courriels.ts'
import { isQuestionDue, lastDayOfLink, premierJourSansQuestion } from '#lib/domain/guichet/verification.ts'
import { env } from '#lib/env.ts'
import { sealVerification } from '#lib/sceau.ts'

export async function askCentres(): Promise<Record<string, number>> {
  const centres = await db.transaction(async (tx) =>
    listCentresAInterroger(tx, premierJourSansQuestion((await readInstant(tx)).le)),
  )
  const counts = { centres: 0, sansAdresse: 0 }
  for (const centreId of centres) {
    const asked = await askCentre(centreId)
    if (asked !== 'rien') counts[asked] += 1
  }
  return counts
}

const askCentre = (centreId: string): Promise<'centres' | 'sansAdresse' | 'rien'> =>
  db.transaction(async (tx) => {
    const { le } = await readInstant(tx)
    const held = await loadCentreAInterroger(tx, centreId)
    if (!held || !isQuestionDue(held, le)) return 'rien'
    // Nobody to ask: its points are listed to the gestionnaire once they are shown as not confirmed.
    if (held.destinataires.length === 0) return 'sansAdresse'
    const expireLe = lastDayOfLink(le)
    const id = await insertVerification(tx, { centreId, demandeeLe: le, expireLe })
    const lien = `${env.siteUrl}/toujours-exact/${sealVerification(id)}`
    const courriel = courrielDeVerification({ centre: held.nom, points: held.points, lien, expireLe })
    for (const [rang, destinataire] of held.destinataires.entries())
      await queueMessage(tx, { canal: 'courriel', destinataire, ...courriel, cle: `verification:${id}:${rang}` })
    return 'centres'
  })
