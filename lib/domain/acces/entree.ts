/**
 * Who may come in, and as whom. An account is first known by its invitation (e-mail, and SIRET of its body), then by
 * the `sub` of its OpenID identity. A closed account stays closed; a new invitation opens another to the same person.
 */
import { addDays, type Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'

/** What ProConnect says of a person, once its signature was verified. `siret` is that of their body. */
export type Identite = Readonly<{
  sub: string
  courriel: string
  courrielVerifie: boolean
  nom: string | null
  siret: string | null
}>

/** `sub` null: invited, not come yet. `siret` null: any body will do (administrateurs). */
export type CompteConnu = Readonly<{
  id: string
  sub: string | null
  courriel: string
  siret: string | null
  actif: boolean
}>

/** The naming of the first administrator, from the command line. Days are those of Paris. */
export type Nomination = Readonly<{ id: string; courriel: string; expireLe: Jour; utilisee: boolean }>

export type RefusDEntree =
  | { code: 'identite-inconnue' }
  | { code: 'courriel-non-verifie' }
  | { code: 'siret-different' }
  | { code: 'compte-desactive' }
  | { code: 'nomination-perimee'; expireLe: Jour }

export type Entree =
  | Readonly<{ nature: 'connu'; compteId: string }>
  | Readonly<{ nature: 'premiere-connexion'; compteId: string }>
  | Readonly<{ nature: 'premier-administrateur'; nominationId: string }>

export const DUREE_DE_NOMINATION_EN_JOURS = 7

/** Last day on which a naming of that day may be used. R-ACC-13 — choix du portail : seven days. */
export const expirationDeNomination = (nommeeLe: Jour): Jour => addDays(nommeeLe, DUREE_DE_NOMINATION_EN_JOURS)

/** Two addresses are one whatever their case. */
export const foldCourriel = (courriel: string): string => courriel.trim().toLowerCase()

type Connus = Readonly<{
  /** The open account of that `sub`, else the last one that was closed. */
  parSub: CompteConnu | undefined
  /** The active account invited under that e-mail. */
  parCourriel: CompteConnu | undefined
  /** The last naming made for that e-mail. */
  nomination: Nomination | undefined
  administrateurExiste: boolean
}>

/** Decides as whom an identity comes in on a civil day, or why it does not. */
export function decideEntree(identite: Identite, connus: Connus, le: Jour): Resultat<Entree, RefusDEntree> {
  const { parSub, parCourriel, nomination } = connus
  // R-ACC-10 — OpenID Connect Core 1.0, § 5.7 : an identity is its `sub`; its e-mail may change
  if (parSub?.actif) return accept({ nature: 'connu', compteId: parSub.id })
  const isNamed = nomination !== undefined && !connus.administrateurExiste && !nomination.utilisee
  // An account taken by another `sub` is never handed over: its holder's e-mail may have been given to someone else.
  const isInvited = parCourriel?.actif === true && parCourriel.sub === null
  // R-ACC-16 — choix du portail : une fermeture ne se défait que par qui gère le compte, en rouvrant ou en invitant
  if (!isInvited && !isNamed) return refuse({ code: parSub ? 'compte-desactive' : 'identite-inconnue' })
  // R-ACC-11 — choix du portail : first sign-in by the verified e-mail of the invitation, and its SIRET
  if (!identite.courrielVerifie) return refuse({ code: 'courriel-non-verifie' })
  if (isInvited && parCourriel) {
    if (parCourriel.siret !== null && parCourriel.siret !== identite.siret) return refuse({ code: 'siret-different' })
    return accept({ nature: 'premiere-connexion', compteId: parCourriel.id })
  }
  if (!nomination) return refuse({ code: 'identite-inconnue' })
  // R-ACC-13 — choix du portail : the naming dies after seven days or on first use
  if (nomination.expireLe < le) return refuse({ code: 'nomination-perimee', expireLe: nomination.expireLe })
  return accept({ nature: 'premier-administrateur', nominationId: nomination.id })
}

export type RefusDeNomination = { code: 'administrateur-existant' } | { code: 'courriel-illisible' }

/** Decides whether a first administrator may be named: never once one exists. */
export function checkNomination(
  courriel: string,
  administrateurExiste: boolean,
): Resultat<{ courriel: string }, RefusDeNomination> {
  // R-ACC-12 — choix du portail : never once an administrator exists
  if (administrateurExiste) return refuse({ code: 'administrateur-existant' })
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(courriel.trim())) return refuse({ code: 'courriel-illisible' })
  return accept({ courriel: foldCourriel(courriel) })
}
