/**
 * The days of a demande: when its renewal opens, when its notice is due, until when it is valid, the last day to renew,
 * and what follows a radiation. Each is a civil day of the demande's territory, one step of whole months from the day
 * it depends on, clamped to the end of the month; none is ever added to another.
 */
import { addDays, addMonths, type Jour, jour } from '../calendrier.ts'

/** The delays in force from a day on, in whole months. */
export type Bareme = Readonly<{
  /** Kept in the fait of an act that was judged by it. */
  id: string
  depuis: Jour
  /** From T, the day of the deposit, of the last renewal or of the réactivation. */
  ouvertureEnMois: number
  avisEnMois: number
  validiteEnMois: number
  dernierJourEnMois: number
  /** Between the notice handed over and the radiation, at least. */
  preavisEnMois: number
  /** Between the traceable letter and the radiation that it warned of, at least. */
  avertissementEnMois: number
  /** From the day of a radiation. */
  reactivationEnMois: number
  effacementEnMois: number
  source: string
}>

/** By date of effect, oldest first. */
const BAREMES: readonly [Bareme, ...Bareme[]] = [
  {
    id: '2000-11',
    depuis: jour('2000-11-07'),
    ouvertureEnMois: 10,
    avisEnMois: 11,
    validiteEnMois: 12,
    dernierJourEnMois: 13,
    preavisEnMois: 1,
    avertissementEnMois: 1,
    reactivationEnMois: 5,
    effacementEnMois: 12,
    source:
      'CCH, R441-2-7 et R441-2-8 (c et d pour l’avertissement, e pour l’avis) ; décret n° 2017-917, article 4 ; bulletin de juillet 2014, « Bonnes pratiques »',
  },
]

/**
 * The barème of an act of that day; an act older than all of them falls under the oldest. The days that follow from T are
 * those of the barème of T (`computeEcheances`), what follows from a radiation those of the day of the radiation.
 */
export const baremeAu = (le: Jour): Bareme =>
  // R-ECH-10 — choix du portail : un délai nouveau ne change pas ce qui a été fait avant lui
  BAREMES.findLast(({ depuis }) => depuis <= le) ?? BAREMES[0]

/** All four are civil days of the demande's territory. */
export type Echeances = Readonly<{
  /** First day on which it may be renewed. */
  ouvreLe: Jour
  /** Last day to hand over the legal notice. */
  avisAuPlusTardLe: Jour
  /** End of validity. */
  expireLe: Jour
  /** Last day on which it may be renewed, included. */
  dernierJour: Jour
}>

/** The days of a demande whose validity runs from `valideDepuis` (T), by the delays of T: the day it is told changes nothing. */
export const computeEcheances = (valideDepuis: Jour, bareme: Bareme = baremeAu(valideDepuis)): Echeances => ({
  // R-ECH-09 — choix du portail : chacune en un seul pas depuis T ; de pas en pas, le 31 dériverait vers le 28
  // R-ECH-01 — choix du portail : l’usage national est d’ouvrir entre le dixième et le douzième mois ; le dixième laisse le plus de temps
  ouvreLe: addMonths(valideDepuis, bareme.ouvertureEnMois),
  // R-ECH-02 — CCH, R441-2-7 : le préavis, un mois au moins avant la fin de la validité
  avisAuPlusTardLe: addMonths(valideDepuis, bareme.avisEnMois),
  // R-ECH-03 — CCH, R441-2-7 : une demande est valable un an
  expireLe: addMonths(valideDepuis, bareme.validiteEnMois),
  // R-ECH-04 — bulletin de juillet 2014, « Bonnes pratiques » : un an et un mois, ce jour compris
  dernierJour: addMonths(valideDepuis, bareme.dernierJourEnMois),
})

/** Whether the validity has ended: its last day is included. */
export const isValiditeFinie = (le: Jour, { expireLe }: Pick<Echeances, 'expireLe'>): boolean =>
  // R-ECH-12 — CCH, R441-2-7 : une demande est valable un an, ce jour compris ; le dernier mois commence le lendemain
  expireLe < le

/** Whether a day is after the end of validity, and until the last day to renew. */
export const isDernierMois = (le: Jour, jours: Pick<Echeances, 'expireLe' | 'dernierJour'>): boolean =>
  isValiditeFinie(le, jours) && le <= jours.dernierJour

/** Where a day falls among them; `dernier-mois` begins after the end of validity. */
export function situationAu(le: Jour, { ouvreLe, ...jours }: Echeances): SituationDeRenouvellement {
  if (le < ouvreLe) return 'trop-tot'
  if (!isValiditeFinie(le, jours)) return 'ouverte'
  return isDernierMois(le, jours) ? 'dernier-mois' : 'echeance-passee'
}
export type SituationDeRenouvellement = 'trop-tot' | 'ouverte' | 'dernier-mois' | 'echeance-passee'

/** Whether the notice was handed over soon enough for a radiation recorded on `radieeLe`. */
export const isAvisSuffisant = (
  { valideDepuis, avisRemisLe, radieeLe }: Readonly<{ valideDepuis: Jour; avisRemisLe: Jour; radieeLe: Jour }>,
  bareme: Bareme,
): boolean =>
  // R-ECH-06 — CCH, R441-2-7 et R441-2-8 : l’avis de cette validité, un mois au moins avant ; un plus ancien disait d’autres jours
  valideDepuis < avisRemisLe && addMonths(avisRemisLe, bareme.preavisEnMois) <= radieeLe

/** First day on which a radiation for non-renewal may be recorded; null while no notice of this validity is handed over. */
export function computeRadiationAuPlusTotLe(
  { valideDepuis, avisRemisLe }: Readonly<{ valideDepuis: Jour; avisRemisLe: Jour | null }>,
  bareme: Bareme,
): Jour | null {
  if (avisRemisLe === null || avisRemisLe <= valideDepuis) return null
  // R-ECH-05 — CCH, R441-2-8, e : à partir du lendemain du dernier jour
  const lendemain = addDays(computeEcheances(valideDepuis).dernierJour, 1)
  const onTime = isAvisSuffisant({ valideDepuis, avisRemisLe, radieeLe: lendemain }, bareme)
  return onTime ? lendemain : addMonths(avisRemisLe, bareme.preavisEnMois)
}

/** Last day, included, on which a guichet may undo a radiation. */
export const computeReactivationJusquAu = (radieeLe: Jour, bareme: Bareme): Jour =>
  // R-ECH-07 — bulletin de juillet 2014, « Bonnes pratiques » : cinq mois à compter de la radiation
  addMonths(radieeLe, bareme.reactivationEnMois)

/** Day on which what names people is erased. */
export const computeEffacementLe = (radieeLe: Jour, bareme: Bareme): Jour =>
  // R-ECH-08 — décret n° 2017-917 du 9 mai 2017, article 4 : un an après la radiation
  addMonths(radieeLe, bareme.effacementEnMois)
