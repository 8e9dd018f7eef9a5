/** Keeps the form of an applicant whose session went out before they sent it; it records nothing of the demande. */
import { db } from '#db/client.ts'
import { saveSaisieGardee } from '#db/repositories/saisies-gardees.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { RefusDEtat } from '#lib/domain/demande/acte.ts'
import { type PartieGardee, saisieAGarder } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { checkModification } from '#lib/domain/demande/modification.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { openDemande, type RefusDOuverture } from './open-demande.ts'
import type { Personne } from './open-renouvellement.ts'

/** `valeurs`: every field of the form as it was typed, right or wrong. The same person finds them after signing in. */
export const keepSaisie = (
  { ref, ctx }: Personne,
  {
    partie,
    valeurs,
  }: Readonly<{ partie: PartieGardee; valeurs: Readonly<Record<string, string | readonly string[]>> }>,
): Promise<Resultat<true, RefusDOuverture | RefusDEtat>> =>
  db.transaction(async (tx) => {
    const ouverte = await openDemande(tx, { ref, acte: 'modification' }, { ctx, porte: null })
    if (!ouverte.ok) return ouverte
    const active = checkModification(ouverte.value.demande)
    if (!active.ok) return active
    const demandeurId = ctx.acteur.role === 'demandeur' ? compteDe(ctx.acteur) : null
    if (demandeurId === null) return refuse({ code: 'acces-refuse' })
    const { numeroUnique } = active.value
    // R-MAJ-06 — choix du portail : rien de ce qui est écrit ne se perd, et rien n’est enregistré sans session
    await saveSaisieGardee(tx, { numeroUnique, demandeurId, partie }, saisieAGarder(valeurs))
    return accept(true)
  })
