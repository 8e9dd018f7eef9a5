/** On which demandes an actor may act; what may be done of them now is for `possibleActes` to say. */
import type { RefusDAcces } from '../acces/acces.ts'
import type { Acteur } from '../acces/acteur.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import type { RefusDEnregistrement } from './acte.ts'
import type { DemandeRef } from './demande.ts'
import { type ActeDeDemande, isAuteur, isServiceEnregistreur } from './possible-actes.ts'
import { departementsDuTerritoire, type Territoire } from './territoire.ts'

/**
 * `departements`: those of the body for which the actor acts (a centre's, a gestionnaire's, a bailleur's). `isDetachee`,
 * read under the lock of the demande: it changed hands, and the account has no part in it since.
 */
export type ObjetDActe = Readonly<{
  ref: DemandeRef
  territoire: Territoire
  departements: readonly string[]
  isDetachee?: boolean
}>

/** Decides whether the actor may do such an act on this very demande. */
export function checkDroit(
  acteur: Acteur,
  acte: ActeDeDemande,
  { ref, territoire, departements, isDetachee = false }: ObjetDActe,
): Resultat<true, RefusDAcces> {
  if (acteur.role === 'visiteur') return refuse({ code: 'connexion-requise' })
  const isSienne =
    acteur.role === 'demandeur'
      ? // R-SEP-07 — CCH, R441-2-6 : qui n’est plus à la tête de la demande ne la change plus, même d’une page ouverte avant
        acteur.demandes.includes(ref) && !isDetachee
      : departementsDuTerritoire(territoire).some((departement) => departements.includes(departement))
  // R-DEM-12 — CCH, R441-2-5 : un demandeur agit sur sa demande, un service sur celles de son territoire
  return isSienne && isAuteur(acteur, acte) ? accept(true) : refuse({ code: 'acces-refuse' })
}

/**
 * Who may register a new demande: an applicant for themselves, a registering service in its territory that has a code
 * guichet, which is answered: the number ends with it.
 */
export function checkDroitDeDepot(
  acteur: Acteur,
  territoire: Territoire,
  { departements, codeGuichet }: Readonly<{ departements: readonly string[]; codeGuichet: string | null }>,
): Resultat<string, RefusDAcces | Extract<RefusDEnregistrement, { code: 'guichet-sans-code' }>> {
  if (acteur.role === 'visiteur') return refuse({ code: 'connexion-requise' })
  const isDansLeTerritoire = departementsDuTerritoire(territoire).some((one) => departements.includes(one))
  const isPermis = acteur.role === 'demandeur' || (isServiceEnregistreur(acteur) && isDansLeTerritoire)
  if (!isPermis) return refuse({ code: 'acces-refuse' })
  // R-DEM-18 — arrêté du 7 novembre 2000, article 1er : le numéro finit par le code du guichet qui enregistre
  return codeGuichet === null ? refuse({ code: 'guichet-sans-code' }) : accept(codeGuichet)
}

/** Who may read a demande by its name: the applicant, the registering services and the gestionnaire of its territory. */
export function checkLecture(
  acteur: Acteur,
  { ref, territoire, departements }: ObjetDActe,
): Resultat<true, RefusDAcces> {
  if (acteur.role === 'visiteur') return refuse({ code: 'connexion-requise' })
  if (acteur.role === 'demandeur')
    return acteur.demandes.includes(ref) ? accept(true) : refuse({ code: 'acces-refuse' })
  const isDansLeTerritoire = departementsDuTerritoire(territoire).some((one) => departements.includes(one))
  const isHabilite = isServiceEnregistreur(acteur) || acteur.role === 'gestionnaire-territorial'
  // R-DEM-13 — CCH, R441-2-5 et R441-2-6 : lit qui enregistre ou gère les demandes du territoire, et nul autre
  return isHabilite && isDansLeTerritoire ? accept(true) : refuse({ code: 'acces-refuse' })
}
