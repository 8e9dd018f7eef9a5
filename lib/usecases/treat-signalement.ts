/** A centre or its gestionnaire says what became of an error that the public reported. */
import { db } from '#db/client.ts'
import { loadSignalementForUpdate, saveEtatDeSignalement } from '#db/repositories/signalements.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export const treatSignalement = (
  id: string,
  etat: EtatDeSignalement,
  ctx: Contexte,
): Promise<Resultat<{ id: string }, RefusDAcces | { code: 'introuvable' }>> =>
  db.transaction(async (tx) => {
    const signalement = await loadSignalementForUpdate(tx, id)
    if (!signalement) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'traiter-signalement', signalement)
    if (!acces.ok) return acces
    if (signalement.etat !== etat) await saveEtatDeSignalement(tx, id, etat, compteDe(ctx.acteur))
    return accept({ id })
  })
