/** What the history of a demande shows, and to whom: each of two who parted keeps their own life to themselves. */
import type { Acteur } from '../acces/acteur.ts'
import type { Fait } from './faits.ts'

/**
 * A fait as its reader may see it. To an applicant, a séparation or a change of head says its day and nothing of the
 * other: neither the proof (a protection order, say), nor where they filed, nor their demande.
 */
export function showFait(fait: Fait, { role }: Acteur): Fait {
  if (role !== 'demandeur') return fait
  const origine = { ...fait.origine, organisme: '' }
  // R-SEP-06 — CCH, R441-2-6 : les données d’une demande vont à son demandeur ; celles de l’autre ne sont plus les siennes
  if (fait.type === 'separation') return { ...fait, origine, preuve: null, vers: null }
  if (fait.type === 'changement-de-titulaire') return { ...fait, origine, preuve: null }
  return fait.type === 'depot' ? { ...fait, separationDe: null } : fait
}
