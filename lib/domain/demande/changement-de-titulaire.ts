/** A co-titulaire takes the head of the demande, with proof; number and T are kept, and it is journaled. */
import { type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, isDit, type RefusDEtat, requireActive } from './acte.ts'
import { listConjoints } from './conjoints.ts'
import type { Demande, DemandeActive } from './demande.ts'
import { type Fait, type Moment, signe } from './faits.ts'
import { ancienneteDe, findNommeeDepuis } from './nommee.ts'
import { promoteCotitulaire } from './personnes.ts'

export const MOTIFS_DE_CHANGEMENT = {
  deces: 'Décès du demandeur',
  depart: 'Départ du demandeur, qui y consent',
  separation: 'Séparation d’un couple marié ou pacsé',
} as const
export type MotifDeChangement = keyof typeof MOTIFS_DE_CHANGEMENT

export type Changement = Readonly<{ rang: number; motif: MotifDeChangement; preuve: string; faits: readonly Fait[] }>
export type RefusDeChangement =
  | RefusDEtat
  | { code: 'cotitulaire-inconnu' }
  | { code: 'couple-non-couvert' }
  | { code: 'preuve-manquante' }

/** Whether somebody may take the head of the demande. */
export function checkChangementDeTitulaire(demande: Demande): Resultat<DemandeActive, RefusDeChangement> {
  const active = requireActive(demande)
  if (!active.ok) return active
  // R-DEM-11 — choix du portail : la tête d’une demande ne passe qu’à qui en était déjà cotitulaire, preuve à l’appui
  return active.value.contenu.cotitulaires.length === 0 ? refuse({ code: 'cotitulaire-inconnu' }) : active
}

/** `rang`: of the co-titulaire, from 0; `preuve`: what was shown (act of death, consent, judgment); `faits`: the demande's. */
export function recordChangementDeTitulaire(
  demande: Demande,
  { rang, motif, preuve, faits }: Changement,
  moment: Moment,
): Resultat<Acte, RefusDeChangement> {
  const active = checkChangementDeTitulaire(demande)
  if (!active.ok) return active
  const { contenu, ancienneteDepuis: avant } = active.value
  const cotitulaire = contenu.cotitulaires[rang]
  if (!cotitulaire) return refuse({ code: 'cotitulaire-inconnu' })
  if (motif === 'separation' && !listConjoints(contenu, faits)[rang]?.isCouvert)
    return refuse({ code: 'couple-non-couvert' })
  if (!isDit(preuve)) return refuse({ code: 'preuve-manquante' })
  const nouveau = promoteCotitulaire(contenu, rang, cotitulaire)
  // R-SEP-05 — CCH, L441-1 : l’ancienneté est conservée, toute, au conjoint séparé « lorsqu’il se substitue au demandeur initial »
  // R-DEM-17 — choix du portail : un départ auquel on consent ne donne pas l’ancienneté à qui vient d’entrer ; un décès ne s’arrange pas
  const ancienneteDepuis = motif === 'depart' ? ancienneteDe(avant, findNommeeDepuis(faits, cotitulaire)) : avant
  const fait = { type: 'changement-de-titulaire', contenu: nouveau, motif, preuve: preuve.trim() } as const
  return conclude(demande, { ...signe(moment), ...fait, ancienneteDepuis })
}
