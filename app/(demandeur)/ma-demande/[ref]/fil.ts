/** What the page of a form gives its script, which keeps what is typed. */
import { listClesDuNavigateur } from '#db/queries/session-eteinte.ts'
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import type { PageSuivie } from '#lib/ui/saisie-gardee/frappes.ts'
import type { DemandeurConnecte } from '#lib/web/demandeur.ts'
import type { FilDeMiseAJourProps } from './fil-de-mise-a-jour.tsx'
import { cheminDeSaisie, cheminDuFormulaire } from './garder.ts'

export const filDe = async (
  { ctx, demandeurId, appareilPartage }: DemandeurConnecte,
  ref: string,
  partie: PartieGardee,
  page: PageSuivie,
  recues: FrappesRecues,
): Promise<FilDeMiseAJourProps> => ({
  adresse: cheminDeSaisie(ref, partie),
  retour: cheminDuFormulaire(ref, partie),
  page,
  cles: appareilPartage ? [] : await listClesDuNavigateur(demandeurId),
  recues,
  partage: appareilPartage,
  // What was kept before is told by its notice, with its day.
  enregistre: null,
  ouverteAt: ctx.maintenant,
})
