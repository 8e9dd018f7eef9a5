/** Somebody who tries the demonstration takes the place of an invented applicant, without a code nor an identity. */
import { db } from '#db/client.ts'
import { findDemandeDHistoire, renewSessionDeDemandeur } from '#db/repositories/demandeurs.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

/**
 * Opens a session for the account of a story, on a demande that says that it is invented, and never on another; the one
 * that the browser had (`precedente`) ends.
 */
export const enterHistoire = (
  courriel: string,
  precedente: string | null = null,
): Promise<Resultat<Readonly<{ sid: string; ref: DemandeRef }>, { code: 'introuvable' }>> =>
  db.transaction(async (tx) => {
    const found = await findDemandeDHistoire(tx, courriel)
    if (!found) return refuse({ code: 'introuvable' })
    const { demandeurId, ref } = found
    const sid = await renewSessionDeDemandeur(tx, { demandeurId, appareilPartage: false, identite: null, precedente })
    return accept({ sid, ref })
  })
