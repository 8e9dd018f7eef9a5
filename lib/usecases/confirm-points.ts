/** A centre says by its yearly link that all its points are still right: their day moves, and nothing else of them. */
import { db } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { loadPointsForUpdate, toContenu, writePoints } from '#db/repositories/points-de-contact.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { empreinteDePoints, loadVerificationForUpdate, markConfirmee } from '#db/repositories/verifications.ts'
import { lockCreation } from '#db/repositories/verrous.ts'
import { decideConfirmation, type RefusDeConfirmation } from '#lib/domain/guichet/verification.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { tenantsDe } from './load-voisins.ts'

/** `vus`: the print of the points that the page showed. A second click finds it done, and changes nothing. */
export const confirmPoints = ({
  verificationId,
  vus,
}: Readonly<{ verificationId: string; vus: string }>): Promise<Resultat<{ confirmes: number }, RefusDeConfirmation>> =>
  db.transaction(async (tx) => {
    const verification = await loadVerificationForUpdate(tx, verificationId)
    if (!verification) return refuse({ code: 'lien-inconnu' })
    // All the points of the centre: after whoever publishes or undoes a file of it, in the one order (docs/adr/0050).
    await lockCreation(tx, tenantsDe({ centreId: verification.centreId }))
    const { le } = await readInstant(tx)
    const actuels = await loadPointsForUpdate(tx, { centreId: verification.centreId })
    const publies = empreinteDePoints(actuels.map(({ point, version }) => ({ id: point.id, version })))
    const decision = decideConfirmation(verification, { vus, publies, le })
    if (!decision.ok) return decision
    if (decision.value === 'deja') return accept({ confirmes: 0 })
    // R-FRA-07 — choix du portail : confirmer date d’aujourd’hui ; un jour à venir, que le centre a écrit, reste
    const aDater = actuels.filter(({ point }) => point.misAJourLe < le)
    const auteur = { compteId: null, verificationId }
    const ecrits = await writePoints(
      tx,
      aDater.map((actuel) => ({ actuel, contenu: { ...toContenu(actuel.point), misAJourLe: le }, auteur })),
    )
    await markConfirmee(tx, verificationId, le)
    await recordPublication(tx, [...new Set(ecrits.flatMap(({ balises }) => balises))])
    return accept({ confirmes: aDater.length })
  })
