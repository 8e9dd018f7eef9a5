/**
 * Who acts. The whole vocabulary of the field is laid here; the doors open one by one.
 * An actor carries what its rights depend on, and nothing that identifies the person beyond `compteId`.
 */
export type Acteur =
  | Readonly<{ role: 'visiteur' }>
  /** `demandes`: the references of those attached to the account. */
  | Readonly<{ role: 'demandeur'; compteId: string; demandes: readonly string[] }>
  | Readonly<{ role: 'agent-de-guichet'; compteId: string; centres: readonly string[] }>
  | Readonly<{ role: 'responsable-de-guichet'; compteId: string; centres: readonly string[] }>
  | Readonly<{ role: 'bailleur'; compteId: string; siren: string; departements: readonly string[] }>
  | Readonly<{
      role: 'reservataire'
      compteId: string
      siren: string
      departements: readonly string[]
      enregistreur: boolean
    }>
  | Readonly<{ role: 'service-de-l-etat'; compteId: string; departements: readonly string[] }>
  | Readonly<{ role: 'gestionnaire-territorial'; compteId: string; departements: readonly string[] }>
  | Readonly<{ role: 'coordinateur-regional'; compteId: string; departements: readonly string[] }>
  | Readonly<{ role: 'administrateur-national'; compteId: string }>
  | Readonly<{ role: 'logiciel'; compteId: string; portees: readonly string[] }>

export type Role = Acteur['role']

export const ROLES = {
  visiteur: 'Visiteur',
  demandeur: 'Demandeur',
  'agent-de-guichet': 'Agent de guichet',
  'responsable-de-guichet': 'Responsable de guichet',
  bailleur: 'Bailleur',
  reservataire: 'Réservataire',
  'service-de-l-etat': 'Service de l’État',
  'gestionnaire-territorial': 'Gestionnaire territorial',
  'coordinateur-regional': 'Coordinateur régional',
  'administrateur-national': 'Administrateur national',
  logiciel: 'Logiciel',
} as const satisfies Record<Role, string>

export const VISITEUR: Acteur = { role: 'visiteur' }
