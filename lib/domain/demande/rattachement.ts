/**
 * What proves that a demande is somebody's, so that their account may open it. Its number and a birth date prove
 * nothing: both are printed on its attestation.
 */
import type { IdentitePivot } from '../acces/demandeur.ts'
import { type Contacts, mobileOf } from './formulaire/contacts.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { normalizeNom } from './identite.ts'

/** Source: R-RAT-04. */
export const HEURES_D_UN_CONTACT_NEUF = 72

/** Whether the identity that FranceConnect vouches for is that of the first applicant. */
export function isMemePersonne(pivot: IdentitePivot, { demandeur }: Pick<Contenu, 'demandeur'>): boolean {
  if (demandeur.nature === 'personne-morale') return false
  const nom = normalizeNom(demandeur.nomDeNaissance ?? demandeur.nom ?? '')
  const pivotDeNaissance = normalizeNom(pivot.nomDeNaissance)
  // R-IDE-12 — choix du portail : nom de naissance et nom d’usage écrits l’un pour l’autre, quand les deux sont ceux de FranceConnect
  const isInverse =
    nom !== '' &&
    normalizeNom(demandeur.nom ?? '') === pivotDeNaissance &&
    pivotDeNaissance !== '' &&
    nom === normalizeNom(pivot.nomDUsage ?? '')
  const prenom = normalizeNom(demandeur.prenom ?? '')
  // A form names one first name, or several in one field: the first of the civil status, then the two first…
  const prenoms = pivot.prenoms.map((_un, rang) => normalizeNom(pivot.prenoms.slice(0, rang + 1).join('')))
  const isPrenom = prenom === '' ? pivot.prenoms.length === 0 : prenoms.includes(prenom)
  // R-RAT-02 — FranceConnect, identité pivot : nom de naissance, prénoms et date de naissance, tous les trois
  const isNom = nom !== '' && nom === pivotDeNaissance
  return (isNom || isInverse) && isPrenom && demandeur.naissance === pivot.naissance
}

export type Contact = Readonly<{ canal: 'courriel' | 'sms'; destinataire: string }>

/**
 * Where a code may be sent, of the first applicant: by the canal `par`, else by the other. `contenus`: the content as it
 * stood 72 hours ago, then each one since; what is not in all of them is too new.
 */
export function contactEprouve(contenus: readonly Contenu[], par: Contact['canal'] = 'courriel'): Contact | undefined {
  const last = contenus.at(-1)?.demandeur
  if (!last) return undefined
  // R-RAT-04 — choix du portail : qui vient de changer un contact n’ouvre rien par lui avant que l’ancien soit prévenu
  const stands = (champ: 'courriel' | 'telephonePortable') =>
    contenus.every(({ demandeur }) => demandeur[champ] === last[champ])
  const mobile = mobileOf(last.telephonePortable)
  const eprouves: readonly Contact[] = [
    ...(last.courriel && stands('courriel') ? [{ canal: 'courriel', destinataire: last.courriel } as const] : []),
    ...(mobile !== null && stands('telephonePortable') ? [{ canal: 'sms', destinataire: mobile } as const] : []),
  ]
  // R-RAT-09 — choix du portail : qui a perdu sa boîte et garde son portable ouvre sa demande sans se déplacer
  return eprouves.find(({ canal }) => canal === par) ?? eprouves[0]
}

/** The mail and the mobile that other contacts leave, in their order: each is told that it is no longer on file. */
export function contactsQuittes(
  avant: Pick<Contacts, 'courriel' | 'telephonePortable'>,
  apres: Pick<Contacts, 'courriel' | 'telephonePortable'>,
): readonly Contact[] {
  const [courriel, mobile] = [avant.courriel, mobileOf(avant.telephonePortable)]
  // R-RAT-07 — choix du portail : qui prend la main sur un compte ne change pas les contacts sans que l’ancien le sache
  const isCourrielQuitte = courriel !== null && courriel !== apres.courriel
  // The same number written otherwise is no other mobile.
  const isMobileQuitte = mobile !== null && mobile !== mobileOf(apres.telephonePortable)
  return [
    ...(isCourrielQuitte ? [{ canal: 'courriel', destinataire: courriel } as const] : []),
    ...(isMobileQuitte ? [{ canal: 'sms', destinataire: mobile } as const] : []),
  ]
}
