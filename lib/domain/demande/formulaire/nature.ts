/** What a demande may say, by the nature of its applicant. */
import type { Contenu } from './contenu.ts'

/** A dwelling of which nothing is said. */
export const SANS_LOGEMENT: Contenu['logementActuel'] = {
  modele: null,
  loyerMensuel: null,
  occupants: null,
  categorie: null,
  type: null,
  surface: null,
  proprietaireDUnLogement: null,
  sirenDuBailleur: null,
  entreLe: null,
  hebergeant: null,
}

/**
 * The content without the headings that its applicant does not have: a file once gave some to associations, which have
 * no field to empty them.
 */
export const contenuDeSaNature = (contenu: Contenu): Contenu =>
  // R-DEM-20 — CCH, R441-2-2 ; choix du portail : ce qu’une association n’a pas à remplir ne l’empêche pas de renouveler
  contenu.demandeur.nature === 'personne-morale'
    ? {
        ...contenu,
        cotitulaires: [],
        foyer: { personnesACharge: [], enfantsANaitre: null, enfantsEnGarde: [], ressourcesDesPersonnesACharge: null },
        logementActuel: SANS_LOGEMENT,
        motifs: [],
        handicaps: [],
      }
    : contenu
