/** What may be done of a demande now, and by whom: screens, routes and tests ask here, and no screen guesses. */
import type { Acteur, Role } from '../acces/acteur.ts'
import type { Jour } from '../calendrier.ts'
import { requireActive } from './acte.ts'
import { checkAvis } from './avis.ts'
import { checkChangementDeTitulaire } from './changement-de-titulaire.ts'
import { checkDecisionDeCorrection, checkDemandeDeCorrection } from './correction-d-identite.ts'
import type { Demande } from './demande.ts'
import { type Bareme, baremeAu } from './echeances.ts'
import type { Fait } from './faits.ts'
import { checkModification } from './modification.ts'
import { checkNonRenouvellement, checkRetablissement } from './radiation.ts'
import { checkReactivation } from './reactivation.ts'
import { checkRenouvellement } from './renouvellement.ts'
import { checkSeparation } from './separation.ts'

type Juge = (demande: Demande, le: Jour, bareme: Bareme) => { ok: boolean }
/** What is judged by the life of the demande, and not by its state alone. */
type JugeDeVie = (demande: Demande, vie: Readonly<{ faits: readonly Fait[] }>) => { ok: boolean }

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
  separation: { auteurs: GUICHETS, jugeDeVie: checkSeparation },
  'changement-de-titulaire': { auteurs: SERVICES, juge: checkChangementDeTitulaire },
  'demande-de-correction': { auteurs: ['demandeur', ...SERVICES], juge: checkDemandeDeCorrection },
  // R-IDE-04 — bulletin de juillet 2014 : le nom se corrige sur demande au gestionnaire
  'decision-de-correction': { auteurs: GESTIONNAIRE, juge: checkDecisionDeCorrection },
  'avis-remis': { auteurs: GESTIONNAIRE, juge: checkAvis },
} as const satisfies Readonly<
  Record<string, Readonly<{ auteurs: readonly Role[] } & ({ juge: Juge } | { jugeDeVie: JugeDeVie })>>
>

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

/**
 * The acts that the actor may do of this demande on that civil day of its territory, in the order of the table. `faits`:
 * its own, all of them.
 */
export function possibleActes(
  { demande, faits }: Readonly<{ demande: Demande; faits: readonly Fait[] }>,
  acteur: Acteur,
  le: Jour,
): readonly ActeDeDemande[] {
  const bareme = baremeAu(le)
  return ACTES_DE_DEMANDE.filter((acte) => {
    if (!isAuteur(acteur, acte)) return false
    const dit: Readonly<{ juge: Juge }> | Readonly<{ jugeDeVie: JugeDeVie }> = ACTES[acte]
    return 'juge' in dit ? dit.juge(demande, le, bareme).ok : dit.jugeDeVie(demande, { faits }).ok
  })
}
