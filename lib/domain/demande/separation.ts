/**
 * A married or PACS couple that parts: the spouse whom the demande names or named files a demande of their own, which keeps the
 * ancienneté of the couple's, and leaves the couple's. Taking the first applicant's place instead is a
 * `changement-de-titulaire`. Source: bulletin de juillet 2014 (SNE 3.3); CCH, L441-1.
 */
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, type RefusDEtat, requireActive } from './acte.ts'
import { type Conjoint, listConjoints } from './conjoints.ts'
import type { Demande, DemandeActive } from './demande.ts'
import { checkDepot, type Depot, type RefusDeDepot, toFait } from './depot.ts'
import { type Fait, type Moment, signe } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { identiteDe } from './identite.ts'
import { mayBeSame } from './nommee.ts'
import { removeCotitulaire, removePersonneACharge } from './personnes.ts'

/** What guichets accept as proof of a separation. */
export const PREUVES_DE_SEPARATION = {
  'jugement-de-divorce': 'Jugement de divorce',
  'saisine-du-juge': 'Saisine du juge en vue du divorce',
  'attestation-d-avocat': 'Attestation d’avocat d’une procédure par consentement mutuel',
  'rupture-de-pacs': 'Déclaration de rupture du PACS',
  'mesures-d-urgence': 'Mesures d’urgence du juge',
  'ordonnance-de-protection': 'Ordonnance de protection',
} as const
export type PreuveDeSeparation = keyof typeof PREUVES_DE_SEPARATION

export type RefusDeSeparation =
  | RefusDEtat
  | RefusDeDepot
  | { code: 'cotitulaire-inconnu' }
  | { code: 'couple-non-couvert' }
  | { code: 'autre-personne' }
  | { code: 'autre-territoire' }

/** Whether someone of the demande may part from it; `faits`: its own. */
export function checkSeparation(
  demande: Demande,
  { faits }: Readonly<{ faits: readonly Fait[] }>,
): Resultat<DemandeActive, RefusDeSeparation> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const conjoints = listConjoints(active.value.contenu, faits)
  if (conjoints.length === 0) return refuse({ code: 'cotitulaire-inconnu' })
  return conjoints.some(({ isCouvert }) => isCouvert) ? active : refuse({ code: 'couple-non-couvert' })
}

/** `rang`: of the spouse in `listConjoints`, from 0; `depot`: the form that they fill in; `faits`: the couple's. */
export type Separation = Readonly<{ rang: number; preuve: PreuveDeSeparation; depot: Depot; faits: readonly Fait[] }>

/** The couple's demande without the spouse, and the spouse's own, with the couple's ancienneté and a number of its own. */
export function recordSeparation(
  demande: Demande,
  { rang, preuve, depot, faits }: Separation,
  moment: Moment,
): Resultat<Readonly<{ couple: Acte; nouvelle: Acte }>, RefusDeSeparation> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const { contenu, ref, territoire } = active.value
  const conjoint = listConjoints(contenu, faits)[rang]
  if (!conjoint) return refuse({ code: 'cotitulaire-inconnu' })
  if (!conjoint.isCouvert) return refuse({ code: 'couple-non-couvert' })
  const { demandeur } = depot.contenu
  const naissance = demandeur.nature === 'personne-physique' ? demandeur.naissance : null
  // R-SEP-02 — bulletin de juillet 2014 (SNE 3.3) : « au bénéfice du membre du couple séparé », et de lui seul
  if (!mayBeSame(conjoint.personne, { ...identiteDe(depot.contenu), naissance }))
    return refuse({ code: 'autre-personne' })
  const possible = checkDepot(depot, moment.le)
  if (!possible.ok) return possible
  const { ancienneteDepuis: duCouple } = active.value
  // R-SEP-05 — CCH, L441-1 : « l’ancienneté de cette demande », toute, dès lors qu’elle mentionnait l’autre avant la séparation
  const isPlusAncien = depot.deposeeLe < duCouple
  const ancienneteDepuis = isPlusAncien ? depot.deposeeLe : duCouple
  // R-SEP-03 — bulletin de juillet 2014 (SNE 3.3) : l’ancienneté de la demande du couple est conservée
  const nouvelle = conclude(undefined, toFait({ ...depot, ancienneteDepuis, separationDe: ref }, moment))
  // R-SEP-04 — CCH, R441-2-4 : l’ancienneté ne passe pas d’un territoire à un autre
  if (nouvelle.value.demande.territoire !== territoire) return refuse({ code: 'autre-territoire' })
  const reste = withoutConjoint(contenu, conjoint)
  const { nom, nomDeNaissance, prenom, naissance: neLe } = conjoint.personne
  const parti = { nom, nomDeNaissance, prenom, naissance: neLe }
  const fait = { ...signe(moment), type: 'separation', contenu: reste, preuve, vers: depot.ref, parti } as const
  return accept({ couple: conclude(demande, fait).value, nouvelle: nouvelle.value })
}

function withoutConjoint(contenu: Contenu, { place }: Conjoint): Contenu {
  if (place === null) return contenu
  return place.liste === 'cotitulaires'
    ? removeCotitulaire(contenu, place.rang)
    : removePersonneACharge(contenu, place.rang)
}
