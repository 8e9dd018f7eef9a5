/** An applicant wants no more of what they typed and did not record: it goes, and nothing else does. */
import { eraseSaisieGardee } from '#db/repositories/saisies-gardees.ts'
import { transact } from '#db/repositories/transact.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { openDemande, type RefusDOuverture } from './open-demande.ts'
import type { Personne } from './open-renouvellement.ts'

/** Asked twice, or of what is gone already, it answers the same. */
export const discardSaisie = (
  { ref, ctx }: Personne,
  { partie }: Readonly<{ partie: PartieGardee }>,
): Promise<Resultat<true, RefusDOuverture>> =>
  transact(async (tx) => {
    const ouverte = await openDemande(tx, { ref, acte: 'modification' }, { ctx, porte: null })
    if (!ouverte.ok) return ouverte
    const demandeurId = ctx.acteur.role === 'demandeur' ? compteDe(ctx.acteur) : null
    if (demandeurId === null) return refuse({ code: 'acces-refuse' })
    const { numeroUnique } = ouverte.value.demande
    // R-MAJ-06 — choix du portail : ce qui est gardé s’efface dès que sa personne le demande
    await eraseSaisieGardee(tx, { numeroUnique, demandeurId, partie })
    return accept(true)
  })
