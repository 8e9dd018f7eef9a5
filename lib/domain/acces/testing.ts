/** One actor of each role for tests: Ariège and Gers are theirs, Paris never is. */
import type { Acteur, Role } from './acteur.ts'

const compteId = '00000000-0000-4000-8000-000000000001'
export const SON_CENTRE = '00000000-0000-4000-8000-00000000000a'
export const SA_DEMANDE = '00000000-0000-4000-8000-000000000001'
export const AUTRE_CENTRE = '00000000-0000-4000-8000-00000000000b'

export const ACTEURS: { readonly [R in Role]: Extract<Acteur, { role: R }> } = {
  visiteur: { role: 'visiteur' },
  demandeur: { role: 'demandeur', compteId, demandes: [SA_DEMANDE] },
  'agent-de-guichet': { role: 'agent-de-guichet', compteId, centres: [SON_CENTRE] },
  'responsable-de-guichet': { role: 'responsable-de-guichet', compteId, centres: [SON_CENTRE] },
  bailleur: { role: 'bailleur', compteId, siren: '123456782', departements: ['09', '32'] },
  reservataire: { role: 'reservataire', compteId, siren: '123456782', departements: ['09', '32'], enregistreur: true },
  'service-de-l-etat': { role: 'service-de-l-etat', compteId, departements: ['09', '32'] },
  'gestionnaire-territorial': { role: 'gestionnaire-territorial', compteId, departements: ['09', '32'] },
  'coordinateur-regional': { role: 'coordinateur-regional', compteId, departements: ['09', '32'] },
  'administrateur-national': { role: 'administrateur-national', compteId },
  logiciel: { role: 'logiciel', compteId, portees: [] },
}
