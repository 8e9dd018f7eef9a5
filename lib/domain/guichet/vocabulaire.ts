/**
 * The closed lists of the census and of the open data: code first, then the French label that people read and
 * that the workbook's drop-downs hold.
 */
export const CANAUX = { physique: 'Physique', telephone: 'Téléphone', internet: 'Internet' } as const
export const TYPES_DE_POINT = {
  'guichet-enregistreur': 'Guichet enregistreur',
  'lieu-information': 'Lieu d’information',
  siad: 'SIAD',
  siao: 'SIAO',
  adil: 'ADIL',
  'site-local': 'Site local',
} as const
export const SERVICES = {
  creation: 'Création',
  renouvellement: 'Renouvellement',
  modification: 'Modification',
  'depot-pieces': 'Dépôt de pièces',
  information: 'Information',
  entretien: 'Entretien',
  'aide-numerique': 'Aide numérique',
} as const
export const PUBLICS = {
  'tout-public': 'Tout public',
  'salaries-action-logement': 'Salariés (Action Logement)',
  'agents-publics': 'Agents publics',
  'salaries-employeur': 'Salariés de l’employeur',
  locataires: 'Locataires',
  heberges: 'Hébergés',
} as const
export const RENDEZ_VOUS = { sans: 'Sans', obligatoire: 'Obligatoire', possible: 'Possible' } as const
export const ACCESSIBILITES = { oui: 'Oui', partielle: 'Partielle', non: 'Non', inconnue: 'Inconnue' } as const
export const NATURES = {
  commune: 'Commune',
  epci: 'EPCI',
  departement: 'Département',
  etat: 'État',
  bailleur: 'Bailleur',
  'action-logement': 'Action Logement',
  employeur: 'Employeur',
  association: 'Association',
  autre: 'Autre',
} as const
export const TYPES_DE_LOGEMENT = {
  ensemble: 'Ensemble',
  chambre: 'Chambre',
  t1: 'T1',
  t2: 'T2',
  t3: 'T3',
  t4: 'T4',
  t5: 'T5',
  't6-et-plus': 'T6 et plus',
} as const
export const PRECISIONS = {
  adresse: 'Adresse',
  rue: 'Rue',
  commune: 'Commune',
  approximative: 'Approximative',
} as const

/** The closed list of each field of a point that has one. */
export const LISTES_DES_CHAMPS = {
  canal: CANAUX,
  type: TYPES_DE_POINT,
  natureOrganisme: NATURES,
  services: SERVICES,
  rendezVous: RENDEZ_VOUS,
  publicReserve: PUBLICS,
  accessibilitePmr: ACCESSIBILITES,
} as const

export type Canal = keyof typeof CANAUX
export type TypeDePoint = keyof typeof TYPES_DE_POINT
export type Service = keyof typeof SERVICES
export type Public = keyof typeof PUBLICS
export type RendezVous = keyof typeof RENDEZ_VOUS
export type Accessibilite = keyof typeof ACCESSIBILITES
export type Nature = keyof typeof NATURES
export type TypeDeLogement = keyof typeof TYPES_DE_LOGEMENT
export type Precision = keyof typeof PRECISIONS

/** The codes of a list as the non-empty tuple that zod and Postgres enums ask for. */
export const codesOf = <T extends Record<string, string>>(list: T) =>
  Object.keys(list) as [keyof T & string, ...(keyof T & string)[]]
