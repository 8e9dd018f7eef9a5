/** The name of a demande is frozen: one asks for its correction, and a gestionnaire decides, on proof. */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { isImprimable } from '../signes-imprimes.ts'
import { type Acte, conclude, isDit, type RefusDEtat, requireActive } from './acte.ts'
import type { Demande, DemandeActive } from './demande.ts'
import { type Moment, signe } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'
import {
  areSameIdentites,
  type CorrectionDemandee,
  compareIdentites,
  type Difference,
  type Identite,
  identiteDe,
} from './identite.ts'

export type RefusDeCorrection =
  | RefusDEtat
  | { code: 'correction-en-cours'; demandeeLe: Jour }
  | { code: 'correction-absente' }
  | { code: 'sans-changement' }
  | { code: 'raison-manquante' }
  | { code: 'nom-manquant' }
  | { code: 'nom-en-autres-lettres'; noms: readonly string[]; isAssociation: boolean }
  | { code: 'piece-manquante' }

/** Whether a correction may be asked for: one at a time. */
export function checkDemandeDeCorrection(demande: Demande): Resultat<DemandeActive, RefusDeCorrection> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const { correction } = active.value
  return correction ? refuse({ code: 'correction-en-cours', demandeeLe: correction.demandeeLe }) : active
}

/** Whether that correction is asked for already, in the same words. */
export const isCorrectionDite = (
  correction: CorrectionDemandee,
  { nouvelle, motif }: Readonly<{ nouvelle: Identite; motif: string }>,
): boolean => areSameIdentites(correction.nouvelle, nouvelle) && correction.motif === motif.trim()

/** Asks for a correction of the name; nothing changes until it is decided. */
export function recordDemandeDeCorrection(
  demande: Demande,
  { nouvelle, motif }: Readonly<{ nouvelle: Identite; motif: string }>,
  moment: Moment,
): Resultat<Acte, RefusDeCorrection> {
  const active = checkDemandeDeCorrection(demande)
  if (!active.ok) return active
  const avant = identiteDe(active.value.contenu)
  const difference = compareIdentites(avant, nouvelle)
  if (difference === 'identique') return refuse({ code: 'sans-changement' })
  if (!isDit(nouvelle.nom ?? '')) return refuse({ code: 'nom-manquant' })
  // R-ATS-19 — choix du portail : un nom se lit sur l’attestation, en lettres qu’elle imprime, comme sur une pièce d’identité française
  const noms = nomsIllisibles(nouvelle)
  if (noms.length > 0)
    return refuse({
      code: 'nom-en-autres-lettres',
      noms,
      isAssociation: active.value.contenu.demandeur.nature === 'personne-morale',
    })
  if (!isDit(motif)) return refuse({ code: 'raison-manquante' })
  const correction = { nouvelle, avant, difference, motif: motif.trim(), demandeeLe: moment.le }
  return conclude(demande, { ...signe(moment), type: 'correction-demandee', correction })
}

const nomsIllisibles = ({ nom, nomDeNaissance, prenom }: Identite): readonly string[] =>
  [nom, nomDeNaissance, prenom].filter((un): un is string => un !== null && !isImprimable(un))

/** Whether a correction waits for a decision. */
export function checkDecisionDeCorrection(
  demande: Demande,
): Resultat<DemandeActive & Readonly<{ correction: CorrectionDemandee }>, RefusDeCorrection> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const { correction } = active.value
  return correction ? accept({ ...active.value, correction }) : refuse({ code: 'correction-absente' })
}

/** Decides; `piece` says what proof was seen, due for another name. A refused correction leaves the name as it is. */
export function recordDecisionDeCorrection(
  demande: Demande,
  { decision, piece }: Readonly<{ decision: 'acceptee' | 'refusee'; piece: string | null }>,
  moment: Moment,
): Resultat<Acte, RefusDeCorrection> {
  const active = checkDecisionDeCorrection(demande)
  if (!active.ok) return active
  const { contenu, correction } = active.value
  const isAcceptee = decision === 'acceptee'
  const { nouvelle, difference } = readCorrection(contenu, correction)
  // R-IDE-03 — choix du portail : un autre nom se prouve, pour qu’une demande ne change pas de mains
  if (isAcceptee && difference === 'mouvement' && !isDit(piece ?? '')) return refuse({ code: 'piece-manquante' })
  const apres = isAcceptee ? rename(contenu, nouvelle) : contenu
  return conclude(demande, { ...signe(moment), type: 'correction-decidee', decision, contenu: apres, piece })
}

/** What would be written today, and whether it makes another name of the one that stands now. */
export function readCorrection(
  contenu: Contenu,
  { nouvelle, avant, difference }: CorrectionDemandee,
): Readonly<{ nouvelle: Identite; difference: Difference }> {
  if (!avant) return { nouvelle, difference }
  const actuelle = identiteDe(contenu)
  // R-IDE-07 — choix du portail : ce qu’une correction n’a pas demandé de changer reste comme il est
  const dire = (champ: keyof Identite) => (nouvelle[champ] === avant[champ] ? actuelle[champ] : nouvelle[champ])
  const ecrite = { nom: dire('nom'), nomDeNaissance: dire('nomDeNaissance'), prenom: dire('prenom') }
  return { nouvelle: ecrite, difference: compareIdentites(actuelle, ecrite) }
}

function rename(contenu: Contenu, { nom, nomDeNaissance, prenom }: Identite): Contenu {
  const { demandeur } = contenu
  if (demandeur.nature === 'personne-morale') return { ...contenu, demandeur: { ...demandeur, raisonSociale: nom } }
  return { ...contenu, demandeur: { ...demandeur, nom, nomDeNaissance, prenom, unSeulNom: prenom === null } }
}
