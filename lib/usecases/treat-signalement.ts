/** A centre or its gestionnaire says what became of an error that the public reported. */
import { db } from '#db/client.ts'
import { loadSignalementForUpdate, saveEtatDeSignalement } from '#db/repositories/signalements.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export type RefusDeSignalement = RefusDAcces | { code: 'introuvable' } | { code: 'signalement-traite-entre-temps' }

/** `vu`: the state that the page showed; the same state again changes nothing. */
export const treatSignalement = (
  { id, etat, vu }: Readonly<{ id: string; etat: EtatDeSignalement; vu: EtatDeSignalement }>,
  ctx: Contexte,
): Promise<Resultat<{ id: string }, RefusDeSignalement>> =>
  db.transaction(async (tx) => {
    const signalement = await loadSignalementForUpdate(tx, id)
    if (!signalement) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'traiter-signalement', signalement)
    if (!acces.ok) return acces
    if (signalement.etat === etat) return accept({ id })
    // R-EDI-01 — ADR 0004 : la seconde personne est prévenue, et rien ne s’écrase sans elle
    if (signalement.etat !== vu) return refuse({ code: 'signalement-traite-entre-temps' })
    await saveEtatDeSignalement(tx, id, etat, compteDe(ctx.acteur))
    return accept({ id })
  })
