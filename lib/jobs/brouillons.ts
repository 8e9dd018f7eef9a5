/**
 * Drafts of renewals that nobody touches any more: told once, fifteen days before, then erased. What was sent is in the
 * outbox under a key of the draft and its last change; run twice, or by two workers, it tells once.
 */
import { db } from '#db/client.ts'
import { eraseBrouillon, eraseBrouillonsSansObjet, listBrouillonsAnciens } from '#db/repositories/brouillons.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { eraseSaisiesAnciennes } from '#db/repositories/saisies-gardees.ts'
import { courrielDeBrouillon } from '#lib/documents/courriel-de-brouillon.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { computeFinDuBrouillon } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { env } from '#lib/env.ts'

/** Before that many months no draft is told of, whatever the lengths of the months. */
const MOIS_SANS_AVIS = 5

export const eraseBrouillons = (): Promise<Record<string, number>> =>
  db.transaction(async (tx) => {
    const sansObjet = await eraseBrouillonsSansObjet(tx)
    const saisies = await eraseSaisiesAnciennes(tx)
    const counts = { sansObjet, saisies, avertis: 0, effaces: 0 }
    const { at } = await readInstant(tx)
    for (const brouillon of await listBrouillonsAnciens(tx, MOIS_SANS_AVIS)) {
      const fuseau = fuseauDuTerritoire(brouillon.territoire)
      const changeLe = jourLocal(brouillon.enregistreAt, fuseau)
      const { avisLe, effaceLe } = computeFinDuBrouillon(changeLe)
      const le = jourLocal(at, fuseau)
      if (effaceLe <= le) {
        await eraseBrouillon(tx, brouillon)
        counts.effaces += 1
      } else if (avisLe <= le && brouillon.courriel) {
        const courriel = courrielDeBrouillon({ effaceLe, siteUrl: env.siteUrl })
        const cle = `brouillon:${brouillon.cle}:${changeLe}`
        const isNew = await queueMessage(tx, { canal: 'courriel', destinataire: brouillon.courriel, ...courriel, cle })
        if (isNew) counts.avertis += 1
      }
    }
    return counts
  })
