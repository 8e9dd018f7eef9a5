/** The yearly question to a centre: are its points still right? When it is asked, how long its link is good, who may say yes. */
import { addMonths, type Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'

/** A month before its points are shown as not confirmed (R-FRA-01): the time to answer. */
export const MOIS_ENTRE_DEUX_QUESTIONS = 12
const MOIS_POUR_REPONDRE = 2

/** The first day of `misAJourLe`, or of the last question, that asks nothing yet. */
export const premierJourSansQuestion = (le: Jour): Jour => addMonths(le, -MOIS_ENTRE_DEUX_QUESTIONS)

/** Whether a centre is asked today. `plusAncien`: the oldest day on which one of its published points was said to be right. */
export function isQuestionDue(
  { plusAncien, derniereLe }: Readonly<{ plusAncien: Jour | null; derniereLe: Jour | null }>,
  le: Jour,
): boolean {
  const depuis = premierJourSansQuestion(le)
  // R-FRA-04 — choix du portail : un an après la dernière confirmation, et une question par an au plus
  return plusAncien !== null && plusAncien < depuis && (derniereLe === null || derniereLe < depuis)
}

/** The last day on which the link of a question is good. */
// R-FRA-05 — choix du portail : deux mois, le temps d’un congé, sans laisser une clé traîner
export const lastDayOfLink = (demandeeLe: Jour): Jour => addMonths(demandeeLe, MOIS_POUR_REPONDRE)

export type Verification = Readonly<{ id: string; centreId: string; expireLe: Jour; confirmeeLe: Jour | null }>

export type RefusDeConfirmation =
  | { code: 'lien-inconnu' }
  | { code: 'lien-expire'; expireLe: Jour }
  | { code: 'points-changes' }

/** `confirmer`: the points are to be written; `deja`: it was done, and nothing is. Prints are of the points, seen and stored. */
export function decideConfirmation(
  verification: Verification,
  { vus, publies, le }: Readonly<{ vus: string; publies: string; le: Jour }>,
): Resultat<'confirmer' | 'deja', RefusDeConfirmation> {
  if (verification.confirmeeLe !== null) return accept('deja')
  if (le > verification.expireLe) return refuse({ code: 'lien-expire', expireLe: verification.expireLe })
  // R-FRA-06 — choix du portail : on ne confirme que ce que l’on a vu
  return vus === publies ? accept('confirmer') : refuse({ code: 'points-changes' })
}
