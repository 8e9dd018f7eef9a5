/** A tolerance of the guichet, never a right of the applicant: a demande radiated not long ago starts again. */
import type { Jour } from '../calendrier.ts'
import { type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, isDit, type RefusDEtat, requireRadiee } from './acte.ts'
import type { Demande, DemandeRadiee } from './demande.ts'
import { computeEcheances } from './echeances.ts'
import { type Moment, signe } from './faits.ts'
import type { CodeDeRadiation } from './motifs-de-radiation.ts'

export type RefusDeReactivation =
  | RefusDEtat
  | { code: 'motif-sans-reactivation'; motif: CodeDeRadiation }
  | { code: 'reactivation-passee'; jusquAu: Jour }
  | { code: 'raison-manquante' }

/** Decides whether a guichet may reactivate the demande on that day. */
export function checkReactivation(demande: Demande, le: Jour): Resultat<DemandeRadiee, RefusDeReactivation> {
  const radiee = requireRadiee(demande)
  if (!radiee.ok) return radiee
  const { motif, reactivableJusquAu } = radiee.value
  // R-REA-02 — choix du portail : seules une absence de réponse et un non-renouvellement se rattrapent
  if (reactivableJusquAu === null) return refuse({ code: 'motif-sans-reactivation', motif: motif.code })
  // R-REA-01 — bulletin de juillet 2014, « Bonnes pratiques » : cinq mois après la date de radiation, ce jour compris
  return reactivableJusquAu < le ? refuse({ code: 'reactivation-passee', jusquAu: reactivableJusquAu }) : radiee
}

/** Starts the demande again: T is its day; number and ancienneté are kept, the reason is kept too. */
export function recordReactivation(
  demande: Demande,
  { raison }: Readonly<{ raison: string }>,
  moment: Moment,
): Resultat<Acte, RefusDeReactivation> {
  const radiee = checkReactivation(demande, moment.le)
  if (!radiee.ok) return radiee
  // R-REA-03 — bulletin de juillet 2014, « Bonnes pratiques » : une tolérance à l’appréciation du guichet, qui dit pourquoi
  if (!isDit(raison)) return refuse({ code: 'raison-manquante' })
  const { le } = moment
  const demarrage = { valideDepuis: le, echeances: computeEcheances(le) }
  return conclude(demande, { ...signe(moment), type: 'reactivation', raison: raison.trim(), ...demarrage })
}
