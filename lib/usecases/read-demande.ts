/** Shows a nominative record to somebody who may read it, and writes that they did, in one transaction. */
import { db } from '#db/client.ts'
import { type FaitEnregistre, listFaits, loadDemandeAt } from '#db/repositories/demandes.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { loadReglagesDeTerritoire } from '#db/repositories/reglages-de-territoire.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { showFait } from '#lib/domain/demande/histoire.ts'
import { type ActeDeDemande, possibleActes } from '#lib/domain/demande/possible-actes.ts'
import { checkRenouvellementEnLigne } from '#lib/domain/demande/reglages-de-territoire.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/**
 * The state and its history, oldest first; no history is left of an erased demande. `le`: the civil day where it lives,
 * by the database's instant. `actes`: what its reader may do of it, that day.
 */
export type DemandeLue = Readonly<{
  demande: Demande
  faits: readonly FaitEnregistre[]
  le: Jour
  actes: readonly ActeDeDemande[]
}>

/** `objet`: the page or the route that shows it, in the journal. A reading that is refused is not one: none is written. */
export const readDemande = (
  { ref, ctx, porte = null }: Demarche,
  objet: string,
): Promise<Resultat<DemandeLue, RefusDOuverture>> =>
  db.transaction(async (tx) => {
    const found = await loadDemandeAt(tx, ref)
    if (!found) return refuse({ code: 'introuvable' })
    const { demande, maintenant } = found
    const { numeroUnique, territoire } = demande
    const organisme = await findOrganisme(tx, ctx.acteur, porte)
    const droit = checkLecture(ctx.acteur, { ref, territoire, departements: organisme?.departements ?? [] })
    if (!droit.ok) return droit
    // R-DEM-13 — CCH, R441-2-5 et R441-2-6 : les données sont à qui est habilité, et l’on sait qui les a lues
    await recordLecture(tx, { numeroUnique, compteId: compteDe(ctx.acteur), role: ctx.acteur.role, objet })
    const faits = await listFaits(tx, numeroUnique)
    const le = jourLocal(maintenant, fuseauDuTerritoire(territoire))
    const reglages = await loadReglagesDeTerritoire(tx, territoire)
    const enLigne = checkRenouvellementEnLigne(reglages, organisme?.origine.canal ?? null)
    const actes = possibleActes({ demande, faits: faits.map(({ fait }) => fait) }, ctx.acteur, le)
    return accept({
      demande,
      faits: faits.map((un) => ({ ...un, fait: showFait(un.fait, ctx.acteur) })),
      le,
      actes: enLigne.ok ? actes : actes.filter((acte) => acte !== 'renouvellement'),
    })
  })
