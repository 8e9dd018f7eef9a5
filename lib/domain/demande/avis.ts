/** The legal notice that the validity ends: handed over, or come back. */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, type RefusDEtat, requireActive } from './acte.ts'
import type { Demande, DemandeActive } from './demande.ts'
import { type Fait, isAvisDeCeCycle, type Moment, signe } from './faits.ts'

export type RefusDAvis =
  | RefusDEtat
  | { code: 'validite-inconnue' }
  | { code: 'avis-non-remis' }
  | { code: 'avis-a-venir' }
  | { code: 'avis-d-avant'; valideDepuis: Jour }
  | { code: 'avis-apres-le-dernier-jour'; dernierJour: Jour }

/** Whether the notice may be handed over on a civil day of the territory: after the last day, people decide. */
export const isAvisEncorePossible = ({ dernierJour }: Readonly<{ dernierJour: Jour }>, le: Jour): boolean =>
  // R-RAP-31 — CCH, R441-2-7 et R441-2-8, e : passé le dernier jour, l’avis promettrait un jour passé ; la demande attend d’être traitée
  le <= dernierJour

/** Whether the notice of this validity may be said handed over: T is known. */
export function checkAvis(demande: Demande): Resultat<DemandeActive, RefusDAvis> {
  const active = requireActive(demande)
  if (!active.ok) return active
  return active.value.valideDepuis === null ? refuse({ code: 'validite-inconnue' }) : active
}

/** Says that the notice was handed over (post taken by a gestionnaire, or e-mail accepted) on a day. */
export function recordAvisRemis(
  demande: Demande,
  { avisRemisLe }: Readonly<{ avisRemisLe: Jour }>,
  moment: Moment,
): Resultat<Acte, RefusDAvis> {
  const active = checkAvis(demande)
  if (!active.ok) return active
  if (moment.le < avisRemisLe) return refuse({ code: 'avis-a-venir' })
  const { valideDepuis, echeances } = active.value
  if (valideDepuis !== null && !isAvisDeCeCycle(valideDepuis, avisRemisLe))
    return refuse({ code: 'avis-d-avant', valideDepuis })
  if (echeances !== null && !isAvisEncorePossible(echeances, avisRemisLe))
    return refuse({ code: 'avis-apres-le-dernier-jour', dernierJour: echeances.dernierJour })
  return conclude(demande, { ...signe(moment), type: 'avis-remis', avisRemisLe })
}

/** Whether there is a notice that may come back. */
export function checkAvisRevenu(demande: Demande): Resultat<DemandeActive, RefusDAvis> {
  const active = requireActive(demande)
  if (!active.ok) return active
  return active.value.avisRemisLe === null ? refuse({ code: 'avis-non-remis' }) : accept(active.value)
}

/** Says that the notice came back: it goes by post, and its month starts again. */
export function recordAvisRevenu(demande: Demande, moment: Moment): Resultat<Acte, RefusDAvis> {
  const active = checkAvisRevenu(demande)
  if (!active.ok) return active
  // R-RAD-06 — CCH, R441-2-7 : un avis revenu n’a averti personne, son mois recommence à l’envoi suivant
  return conclude(demande, { ...signe(moment), type: 'avis-revenu' })
}

/**
 * Whether the notice that stands is the one that the night’s mail handed over: what the post brought since, or a file told,
 * is not undone by a mail that comes back.
 */
export const isAvisDuCourriel = (faits: readonly Fait[]): boolean =>
  // R-RAP-33 — CCH, R441-2-7 : un courriel revenu ne défait que l’avis qu’il a remis, non celui de la poste
  faits.findLast(({ type }) => type === 'avis-remis')?.origine.canal === null
