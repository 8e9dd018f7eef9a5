/** Shows a nominative record to somebody who may read it, and writes that they did, in one transaction. */
import { db } from '#db/client.ts'
import { type FaitEnregistre, listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { showFait } from '#lib/domain/demande/histoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/** The state and its history, oldest first; no history is left of an erased demande. */
export type DemandeLue = Readonly<{ demande: Demande; faits: readonly FaitEnregistre[] }>

/** `objet`: the page or the route that shows it, in the journal. A reading that is refused is not one: none is written. */
export const readDemande = (
  { ref, ctx, porte = null }: Demarche,
  objet: string,
): Promise<Resultat<DemandeLue, RefusDOuverture>> =>
  db.transaction(async (tx) => {
    const demande = await loadDemande(tx, ref)
    if (!demande) return refuse({ code: 'introuvable' })
    const { numeroUnique, territoire } = demande
    const organisme = await findOrganisme(tx, ctx.acteur, porte)
    const droit = checkLecture(ctx.acteur, { ref, territoire, departements: organisme?.departements ?? [] })
    if (!droit.ok) return droit
    // R-DEM-13 — CCH, R441-2-5 et R441-2-6 : les données sont à qui est habilité, et l’on sait qui les a lues
    await recordLecture(tx, { numeroUnique, compteId: compteDe(ctx.acteur), role: ctx.acteur.role, objet })
    const faits = await listFaits(tx, numeroUnique)
    return accept({ demande, faits: faits.map((un) => ({ ...un, fait: showFait(un.fait, ctx.acteur) })) })
  })
