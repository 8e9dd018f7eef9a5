/** What may be done of a demande now, and by whom: screens, routes and tests ask here, and no screen guesses. */
import type { Acteur, Role } from '../acces/acteur.ts'
import type { Jour } from '../calendrier.ts'
import { requireActive } from './acte.ts'
import { checkAvis } from './avis.ts'
import { checkChangementDeTitulaire } from './changement-de-titulaire.ts'
import { checkDecisionDeCorrection, checkDemandeDeCorrection } from './correction-d-identite.ts'
import type { Demande } from './demande.ts'
import { type Bareme, baremeAu } from './echeances.ts'
import { checkModification } from './modification.ts'
import { checkNonRenouvellement, checkRetablissement } from './radiation.ts'
import { checkReactivation } from './reactivation.ts'
import { checkRenouvellement } from './renouvellement.ts'
import { checkSeparation } from './separation.ts'

type Juge = (demande: Demande, le: Jour, bareme: Bareme) => { ok: boolean }

/**
 * Registering services. Source: CCH, R441-2-1. A réservataire is one when it registers. Of those that are not guichets,
 * the acts bear their SIREN; a new number is given by the agents of their centre, which has a code guichet.
 */
const SERVICES = ['agent-de-guichet', 'responsable-de-guichet', 'bailleur', 'reservataire'] as const
const GUICHETS = ['agent-de-guichet', 'responsable-de-guichet'] as const
const GESTIONNAIRE = ['gestionnaire-territorial'] as const

/** Each act: who may do it, and what the demande must be. What it brings (a content, a proof) is judged as it comes. */
const ACTES = {
  modification: { auteurs: ['demandeur', ...SERVICES], juge: checkModification },
  renouvellement: { auteurs: ['demandeur', ...SERVICES], juge: checkRenouvellement },
  // R-RAD-09 — CCH, R441-2-8 : chaque motif a son auteur
  'radiation-attribution': { auteurs: ['bailleur'], juge: requireActive },
  'radiation-abandon': { auteurs: ['demandeur', ...SERVICES], juge: requireActive },
  'radiation-irrecevabilite': { auteurs: ['bailleur'], juge: requireActive },
  'radiation-sans-reponse': { auteurs: SERVICES, juge: requireActive },
  'radiation-non-renouvellement': { auteurs: GESTIONNAIRE, juge: checkNonRenouvellement },
  retablissement: { auteurs: ['bailleur'], juge: checkRetablissement },
  // R-REA-04 — bulletin de juillet 2014, « Bonnes pratiques » : laissée au guichet, jamais offerte au demandeur
  reactivation: { auteurs: GUICHETS, juge: checkReactivation },
  // R-DEM-18 — arrêté du 7 novembre 2000, article 1er : une demande de plus a un numéro, qui finit par le code d’un guichet
  separation: { auteurs: GUICHETS, juge: checkSeparation },
  'changement-de-titulaire': { auteurs: SERVICES, juge: checkChangementDeTitulaire },
  'demande-de-correction': { auteurs: ['demandeur', ...SERVICES], juge: checkDemandeDeCorrection },
  // R-IDE-04 — bulletin de juillet 2014 : le nom se corrige sur demande au gestionnaire
  'decision-de-correction': { auteurs: GESTIONNAIRE, juge: checkDecisionDeCorrection },
  'avis-remis': { auteurs: GESTIONNAIRE, juge: checkAvis },
} as const satisfies Readonly<Record<string, Readonly<{ auteurs: readonly Role[]; juge: Juge }>>>

export type ActeDeDemande = keyof typeof ACTES
export const ACTES_DE_DEMANDE = Object.keys(ACTES) as readonly ActeDeDemande[]

/** Whether an actor is one who may do the act; on which demandes is for the rights to say. */
export function isAuteur(acteur: Acteur, acte: ActeDeDemande): boolean {
  const auteurs: readonly Role[] = ACTES[acte].auteurs
  return auteurs.includes(acteur.role) && (acteur.role !== 'reservataire' || acteur.enregistreur)
}

/** Whether an actor registers demandes. */
export function isServiceEnregistreur(acteur: Acteur): boolean {
  const services: readonly Role[] = SERVICES
  return services.includes(acteur.role) && (acteur.role !== 'reservataire' || acteur.enregistreur)
}

/** The acts that the actor may do of this demande on that civil day of its territory, in the order of the table. */
export const possibleActes = (demande: Demande, acteur: Acteur, le: Jour): readonly ActeDeDemande[] => {
  const bareme = baremeAu(le)
  return ACTES_DE_DEMANDE.filter((acte) => {
    const juge: Juge = ACTES[acte].juge
    return isAuteur(acteur, acte) && juge(demande, le, bareme).ok
  })
}
