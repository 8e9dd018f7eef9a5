/**
 * What each actor may do, and on what. One table, asked by screens, actions, use cases and routes alike: a button is
 * shown by the same answer that the use case gives.
 */
import { accept, type Resultat, refuse } from '../resultat.ts'
import type { Acteur, Role } from './acteur.ts'

/** Whose thing it is: its départements, and its centre when one answers for it (null: the gestionnaire does). */
export type Portee = Readonly<{ departements: readonly string[]; centreId: string | null }>
/** An account that someone creates, changes or closes; `departements` are those of its centres for an agent. */
export type CompteVise = Readonly<{ role: Role; departements: readonly string[] }>
/** A demande, by its reference. */
export type DemandeVisee = Readonly<{ ref: string }>

/** Each act with what it bears on; `null`: the act opens a list or a page, which its query scopes by the actor. */
export type ObjetDe = {
  'consulter-administration': null
  'consulter-recensements': null
  'consulter-points': null
  'consulter-chiffres': null
  'consulter-journal': null
  'consulter-signalements': null
  'consulter-centres': null
  'consulter-comptes': null
  'consulter-exploitation': null
  regler: null
  'consulter-demandes-a-traiter': null
  'consulter-territoires': null
  'regler-territoires': null
  'deposer-recensement': Portee
  'consulter-import': Portee
  'publier-recensement': Portee
  'consulter-point': Portee
  'modifier-point': Portee
  'modifier-chiffres': Portee
  'traiter-signalement': Portee
  'gerer-centres': Portee
  'gerer-comptes': CompteVise
  'remettre-un-code': null
  'traiter-corrections': null
  'comparer-demandes': null
  'consulter-envois': null
  'regler-envois': null
  'consulter-courriers': null
  'tenir-courriers': Portee
  'consulter-mentions': null
  'modifier-mentions': Portee
  'rattacher-demande': null
  'consulter-ma-demande': DemandeVisee
  'modifier-ma-demande': DemandeVisee
  'renouveler-ma-demande': DemandeVisee
}
export type Acte = keyof ObjetDe

/** How the actor must be tied to the thing. */
type Lien =
  | 'sans-condition'
  /** The thing belongs to one of the actor's centres. */
  | 'son-centre'
  /** Every département of the thing is the actor's. */
  | 'ses-departements'
  /** The account of an agent, all of whose centres stand in the actor's départements. */
  | 'agents-de-ses-departements'
  /** The account of a gestionnaire, a coordinateur or an administrateur. */
  | 'comptes-territoriaux'
  /** The demande is attached to the actor's account. */
  | 'sa-demande'

type Droits = Readonly<Partial<Record<Role, Lien>>>

const CENTRE = { 'agent-de-guichet': 'son-centre', 'responsable-de-guichet': 'son-centre' } as const
const CENTRE_OUVERT = { 'agent-de-guichet': 'sans-condition', 'responsable-de-guichet': 'sans-condition' } as const
const GESTIONNAIRE = { 'gestionnaire-territorial': 'sans-condition' } as const
const ADMINISTRATEUR = { 'administrateur-national': 'sans-condition' } as const
const SA_DEMANDE = { demandeur: 'sa-demande' } as const

/** A role that is not named has no right: the coordinateur, the bailleur and the others have no door here yet. */
export const DROITS: { readonly [A in Acte]: Droits } = {
  // R-ACC-01 — choix du portail : agents of a centre, gestionnaires and administrateurs enter the administration
  'consulter-administration': { ...CENTRE_OUVERT, ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-recensements': { ...CENTRE_OUVERT, ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-points': { ...CENTRE_OUVERT, ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-chiffres': { ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-journal': { ...CENTRE_OUVERT, ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-signalements': { ...CENTRE_OUVERT, ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-centres': { ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-comptes': { ...GESTIONNAIRE, ...ADMINISTRATEUR },
  // R-ACC-04 — choix du portail : settings and operation belong to the administrateur national
  'consulter-exploitation': ADMINISTRATEUR,
  regler: ADMINISTRATEUR,
  'consulter-demandes-a-traiter': { ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'consulter-territoires': ADMINISTRATEUR,
  'regler-territoires': ADMINISTRATEUR,
  // R-ACC-02 — choix du portail : a centre publishes for itself; a gestionnaire for all of theirs
  'deposer-recensement': { ...CENTRE, 'gestionnaire-territorial': 'ses-departements' },
  'publier-recensement': { ...CENTRE, 'gestionnaire-territorial': 'ses-departements' },
  // R-ACC-06 — choix du portail : un fichier qui déborde d’un territoire se lit par qui en répond en entier
  'consulter-import': { ...CENTRE, 'gestionnaire-territorial': 'ses-departements', ...ADMINISTRATEUR },
  'consulter-point': { ...CENTRE, 'gestionnaire-territorial': 'ses-departements', ...ADMINISTRATEUR },
  'modifier-point': { ...CENTRE, 'gestionnaire-territorial': 'ses-departements' },
  'traiter-signalement': { ...CENTRE, 'gestionnaire-territorial': 'ses-departements' },
  // R-ACC-03 — choix du portail : only a gestionnaire publishes figures
  'modifier-chiffres': { 'gestionnaire-territorial': 'ses-departements' },
  // R-ACC-05 — choix du portail : the gestionnaire sets up the centres and invites their agents
  'gerer-centres': { 'gestionnaire-territorial': 'ses-departements' },
  'gerer-comptes': {
    'gestionnaire-territorial': 'agents-de-ses-departements',
    'administrateur-national': 'comptes-territoriaux',
  },
  // R-RAT-06 — CCH, R441-2-5 : le gestionnaire du territoire de la demande, et lui seul
  'remettre-un-code': GESTIONNAIRE,
  // R-IDE-04 — bulletin de juillet 2014 : le gestionnaire décide, sur les demandes de son territoire
  'traiter-corrections': GESTIONNAIRE,
  // R-PER-06 — CCH, R441-2-5 et R441-2-6 : les demandes d’une même personne se comparent par qui répond de leur territoire
  'comparer-demandes': GESTIONNAIRE,
  'consulter-envois': ADMINISTRATEUR,
  'regler-envois': ADMINISTRATEUR,
  // R-RAP-23 — CCH, R441-2-7 et R441-2-5 : les lettres d’un territoire sont à son gestionnaire, qui en répond en entier
  'consulter-courriers': GESTIONNAIRE,
  'tenir-courriers': { 'gestionnaire-territorial': 'ses-departements' },
  // R-ATS-11 — choix du portail : le gestionnaire répond de ce que la préfecture de ses départements fait imprimer
  'consulter-mentions': { ...GESTIONNAIRE, ...ADMINISTRATEUR },
  'modifier-mentions': { 'gestionnaire-territorial': 'ses-departements' },
  // R-ACC-20 — CCH, R441-2-5 et R441-2-7 : le demandeur consulte, met à jour et renouvelle sa demande, nul autre par cette porte
  'rattacher-demande': { demandeur: 'sans-condition' },
  'consulter-ma-demande': SA_DEMANDE,
  'modifier-ma-demande': SA_DEMANDE,
  'renouveler-ma-demande': SA_DEMANDE,
}

export const ACTES = Object.keys(DROITS) as readonly Acte[]

/**
 * Whether the door is an applicant's. An agent may be an applicant too, in the same browser: the door decides which of
 * the two sessions it asks, and neither ever stands for the other.
 */
export const isActeDeDemandeur = (acte: Acte): boolean =>
  // R-ACC-22 — choix du portail : deux comptes d’une même personne ne se prêtent pas leurs droits
  DROITS[acte].demandeur !== undefined

export const ROLES_DE_CENTRE = ['agent-de-guichet', 'responsable-de-guichet'] as const satisfies readonly Role[]
export const ROLES_TERRITORIAUX = [
  'gestionnaire-territorial',
  'coordinateur-regional',
  'administrateur-national',
] as const satisfies readonly Role[]

/** Whether the role opens the administration: who has none has nothing to sign in for yet. */
export const isRoleOuvert = (role: Role): boolean => DROITS['consulter-administration'][role] !== undefined

export type RefusDAcces = { code: 'connexion-requise' } | { code: 'acces-refuse' }

/** Opens or refuses a door by the role alone; what stands behind it is judged by `checkAcces`. */
export function checkPorte(acteur: Acteur, acte: Acte): Resultat<true, RefusDAcces> {
  if (DROITS[acte][acteur.role]) return accept(true)
  return refuse({ code: acteur.role === 'visiteur' ? 'connexion-requise' : 'acces-refuse' })
}

/** Decides whether the actor may do this act on this very thing. */
export function checkAcces<A extends Acte>(acteur: Acteur, acte: A, objet: ObjetDe[A]): Resultat<true, RefusDAcces> {
  const porte = checkPorte(acteur, acte)
  if (!porte.ok) return porte
  const lien = DROITS[acte][acteur.role]
  return lien && isTied(acteur, lien, objet) ? accept(true) : refuse({ code: 'acces-refuse' })
}

function isTied(acteur: Acteur, lien: Lien, objet: Portee | CompteVise | DemandeVisee | null): boolean {
  if (lien === 'sans-condition') return true
  if (!objet) return false
  if (lien === 'sa-demande') return 'ref' in objet && 'demandes' in acteur && acteur.demandes.includes(objet.ref)
  if (!('departements' in objet)) return false
  const centres = 'centres' in acteur ? acteur.centres : []
  const departements = 'departements' in acteur ? acteur.departements : []
  const includesAll = objet.departements.length > 0 && objet.departements.every((code) => departements.includes(code))
  switch (lien) {
    case 'son-centre':
      return 'centreId' in objet && objet.centreId !== null && centres.includes(objet.centreId)
    case 'ses-departements':
      return includesAll
    case 'agents-de-ses-departements':
      return 'role' in objet && isOneOf(ROLES_DE_CENTRE, objet.role) && includesAll
    case 'comptes-territoriaux':
      return 'role' in objet && isOneOf(ROLES_TERRITORIAUX, objet.role)
  }
}

const isOneOf = (roles: readonly Role[], role: Role): boolean => roles.includes(role)
