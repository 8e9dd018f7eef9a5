/**
 * Drafts of renewals that nobody touches any more: told once, then erased fifteen days at least after that left. What was
 * sent is in the outbox under a key of the draft and its last change; run twice, or by two workers, it tells once.
 */
import {
  type CleDeBrouillon,
  eraseBrouillon,
  eraseBrouillonsSansObjet,
  listBrouillonsAnciens,
} from '#db/repositories/brouillons.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { findMessage, queueMessage } from '#db/repositories/messages.ts'
import { eraseSaisiesAnciennes } from '#db/repositories/saisies-gardees.ts'
import { transact } from '#db/repositories/transact.ts'
import { courrielDeBrouillon } from '#lib/documents/courriel-de-brouillon.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { suiteDuBrouillon } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { env } from '#lib/env.ts'

/** Before that many months no draft is told of, whatever the lengths of the months. */
const MOIS_SANS_AVIS = 5

/** Drafts looked at in one transaction: a night that is cut loses that much, and all of them are seen each night. */
const LOT = 1_000

export async function eraseBrouillons(lot = LOT): Promise<Record<string, number>> {
  const counts = await transact(async (tx) => ({
    sansObjet: await eraseBrouillonsSansObjet(tx),
    saisies: await eraseSaisiesAnciennes(tx),
    avertis: 0,
    effaces: 0,
  }))
  let apres: CleDeBrouillon | null = null
  do {
    const { avertis, effaces, dernier } = await eraseLot(apres, lot)
    counts.avertis += avertis
    counts.effaces += effaces
    apres = dernier
  } while (apres !== null)
  return counts
}

const eraseLot = (apres: CleDeBrouillon | null, lot: number) =>
  transact(async (tx) => {
    const counts = { avertis: 0, effaces: 0 }
    const { at } = await readInstant(tx)
    const vus = await listBrouillonsAnciens(tx, { mois: MOIS_SANS_AVIS, apres }, lot)
    for (const brouillon of vus) {
      const fuseau = fuseauDuTerritoire(brouillon.territoire)
      const changeLe = jourLocal(brouillon.enregistreAt, fuseau)
      const cle = `brouillon:${brouillon.cle}:${changeLe}`
      const message = await findMessage(tx, cle)
      // Given up by the server, it told nobody: nothing more is tried, and the days run from when it was written.
      const partiAt = message?.etat === 'echec' ? message.createdAt : message?.envoyeAt
      const avis = message && { partiLe: partiAt ? jourLocal(partiAt, fuseau) : null }
      const isJoignable = brouillon.courriel !== null
      const juge = suiteDuBrouillon({ changeLe, isJoignable, avis }, jourLocal(at, fuseau))
      if (juge.suite === 'effacer') {
        await eraseBrouillon(tx, brouillon)
        counts.effaces += 1
      } else if (juge.suite === 'annoncer' && brouillon.courriel !== null) {
        const courriel = courrielDeBrouillon({ effaceLe: juge.effaceLe, siteUrl: env.siteUrl })
        const isNew = await queueMessage(tx, { canal: 'courriel', destinataire: brouillon.courriel, ...courriel, cle })
        if (isNew) counts.avertis += 1
      }
    }
    const dernier = vus.length < lot ? undefined : vus.at(-1)
    return { ...counts, dernier: dernier ?? null }
  })
