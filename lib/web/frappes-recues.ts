/** How far the server has what was typed on the pages before the one that it gives. */
import { listFrappesRecues } from '#db/queries/frappes-recues.ts'
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { DemandeurConnecte } from './demandeur.ts'

/**
 * Asked before what the page shows is read: said received, a text is in what is read after. The other way round, one that
 * arrived between the two would be on the server, not on the page, and given back by nobody.
 */
export const recuesDe = async ({ demandeurId, appareilPartage }: DemandeurConnecte): Promise<FrappesRecues> =>
  appareilPartage ? {} : listFrappesRecues(demandeurId)
