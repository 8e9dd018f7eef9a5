/** The end of a demande, for one of the five motives that the law knows, and the undoing of an attribution by mistake. */
import { addMonths, type Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, isDit, type RefusDEtat, requireActive, requireRadiee } from './acte.ts'
import { type Attribution, checkAttribution, type RefusDAttribution } from './attribution.ts'
import { isAvisEncorePossible } from './avis.ts'
import type { Demande, DemandeActive, DemandeRadiee } from './demande.ts'
import {
  type Bareme,
  computeEcheances,
  computeEffacementLe,
  computeReactivationJusquAu,
  isAvisSuffisant,
} from './echeances.ts'
import { type Moment, signe } from './faits.ts'
import type { CodeDeRadiation, MotifDeRadiation } from './motifs-de-radiation.ts'
import { checkHorsFichierPartage, type RefusDeFichierPartage } from './territoire.ts'

export type RefusDeRadiation =
  | RefusDEtat
  | RefusDeFichierPartage
  | RefusDAttribution
  | { code: 'validite-inconnue' }
  | { code: 'encore-renouvelable'; dernierJour: Jour }
  | { code: 'avis-non-remis' }
  | { code: 'avis-trop-recent'; avisRemisLe: Jour; possibleLe: Jour }
  | { code: 'avertissement-trop-recent'; possibleLe: Jour }
  /** The letter, or the renunciation, is older than what it would end: `depuis` that day. */
  | { code: 'lettre-d-avant'; depuis: Jour }
  | { code: 'preuve-manquante' }
  | { code: 'renonciation-a-venir' }

/** The act; for RADATT `sirenEmetteur` is the SIREN with which the exchange is made. */
export type Radiation = Readonly<{ motif: MotifDeRadiation; sirenEmetteur?: string }>

/** Radiates a demande on the day it is recorded, in its territory. Who may do so is for `possibleActes` to say. */
export function recordRadiation(
  demande: Demande,
  radiation: Radiation,
  moment: Moment,
): Resultat<Acte, RefusDeRadiation> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const juge = checkMotif(active.value, radiation, moment)
  if (!juge.ok) return juge
  const motif = juge.value
  return conclude(demande, {
    ...signe(moment),
    type: 'radiation',
    motif,
    reactivableJusquAu: isReactivable(motif.code) ? computeReactivationJusquAu(moment.le, moment.bareme) : null,
    effacementLe: computeEffacementLe(moment.le, moment.bareme),
  })
}

/** R-REA-02: of the five, only what the applicant may not have known. */
const isReactivable = (code: CodeDeRadiation): boolean => code === 'RADREN' || code === 'RADCON'

function checkMotif(
  demande: DemandeActive,
  { motif, sirenEmetteur = '' }: Radiation,
  { le, bareme }: Moment,
): Resultat<MotifDeRadiation, RefusDeRadiation> {
  // Irrecevabilité is pronounced on the household, not on its silence: a renewal does not answer its letter.
  const vivante = motif.code === 'RADIRR' ? demande.deposeeLe : (demande.valideDepuis ?? demande.deposeeLe)
  switch (motif.code) {
    case 'RADATT': {
      const { territoire } = demande
      const juge = checkAttribution(motif.attribution, { territoire, sirenEmetteur, le })
      return juge.ok ? accept({ code: 'RADATT', attribution: juge.value }) : juge
    }
    case 'RADABA':
      // R-RAD-01 — CCH, R441-2-8, b : la renonciation est écrite, et reçue
      if (le < motif.recuLe) return refuse({ code: 'renonciation-a-venir' })
      // R-RAD-10 — choix du portail : une lettre d’avant la demande, ou d’avant le renouvellement qui y répond, ne la finit pas
      return motif.recuLe < vivante ? refuse({ code: 'lettre-d-avant', depuis: vivante }) : accept(motif)
    case 'RADCON':
    case 'RADIRR': {
      const { envoyeLe, preuve } = motif.avertissement
      // R-RAD-03 — CCH, R441-2-8, c et d : l’avertissement se prouve
      if (!isDit(preuve)) return refuse({ code: 'preuve-manquante' })
      // R-RAD-10 — choix du portail : une lettre d’avant la demande, ou d’avant le renouvellement qui y répond, ne la finit pas
      if (envoyeLe < vivante) return refuse({ code: 'lettre-d-avant', depuis: vivante })
      const possibleLe = addMonths(envoyeLe, bareme.avertissementEnMois)
      // R-RAD-02 — CCH, R441-2-8, c et d : un mois au moins entre l’avertissement et la radiation
      return le < possibleLe ? refuse({ code: 'avertissement-trop-recent', possibleLe }) : accept(motif)
    }
    case 'RADREN': {
      const possible = checkNonRenouvellement(demande, le, bareme)
      return possible.ok ? accept(motif) : possible
    }
  }
}

/** Decides whether a demande may be radiated for non-renewal on that day: asked again under the lock of its row. */
export function checkNonRenouvellement(
  demande: Demande,
  le: Jour,
  bareme: Bareme,
): Resultat<DemandeActive, RefusDeRadiation> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const { territoire, valideDepuis, echeances, avisRemisLe } = active.value
  // It may be renewed there, where this register does not see it.
  const ici = checkHorsFichierPartage(territoire, le)
  if (!ici.ok) return ici
  // R-DEM-02 — choix du portail : sans T, aucun délai ne se compte ; on demande à des gens plutôt que de radier
  if (valideDepuis === null) return refuse({ code: 'validite-inconnue' })
  // R-RAD-04 — CCH, R441-2-8, e ; bulletin de juillet 2014 : à partir du lendemain du dernier jour
  if (le <= echeances.dernierJour) return refuse({ code: 'encore-renouvelable', dernierJour: echeances.dernierJour })
  // R-RAP-31 — CCH, R441-2-7 et R441-2-8, e : passé le dernier jour, l’avis promettrait un jour passé ; la demande attend d’être traitée
  if (avisRemisLe === null || !isAvisEncorePossible(echeances, avisRemisLe)) return refuse({ code: 'avis-non-remis' })
  // R-RAD-05 — CCH, R441-2-7 et R441-2-8 : l’avis est remis un mois au moins avant la radiation
  if (!isAvisSuffisant({ valideDepuis, avisRemisLe, radieeLe: le }, bareme))
    return refuse({ code: 'avis-trop-recent', avisRemisLe, possibleLe: addMonths(avisRemisLe, bareme.preavisEnMois) })
  return active
}

/**
 * Whether a radiation stands on a notice of after the last day: recorded before such a notice was refused, it warned
 * nobody, and a guichet may still undo it.
 */
export const isRadieeSurAvisTardif = (demande: Demande): boolean =>
  // R-RAP-31: what the register took of before the rule is shown, never undone by itself.
  demande.statut === 'radiee' &&
  demande.motif.code === 'RADREN' &&
  demande.echeances !== null &&
  demande.avisRemisLe !== null &&
  !isAvisEncorePossible(demande.echeances, demande.avisRemisLe)

export type RefusDeRetablissement =
  | RefusDEtat
  | { code: 'motif-sans-retablissement'; motif: CodeDeRadiation }
  | { code: 'siren-different' }
  | { code: 'raison-manquante' }

/** Whether a radiation is one that its bailleur may undo. */
export function checkRetablissement(
  demande: Demande,
): Resultat<DemandeRadiee & Readonly<{ motif: Readonly<{ attribution: Attribution }> }>, RefusDeRetablissement> {
  const radiee = requireRadiee(demande)
  if (!radiee.ok) return radiee
  const { motif } = radiee.value
  // R-RAD-07 — choix du portail : une attribution enregistrée par erreur se défait par le bailleur qui l’a enregistrée
  if (motif.code !== 'RADATT') return refuse({ code: 'motif-sans-retablissement', motif: motif.code })
  return accept({ ...radiee.value, motif })
}

/** Undoes a radiation for attribution: the demande is again as it was, and loses no day by another's mistake. */
export function recordRetablissement(
  demande: Demande,
  { raison, sirenEmetteur }: Readonly<{ raison: string; sirenEmetteur: string }>,
  moment: Moment,
): Resultat<Acte, RefusDeRetablissement> {
  const radiee = checkRetablissement(demande)
  if (!radiee.ok) return radiee
  const { motif, echeances } = radiee.value
  if (motif.attribution.siren !== sirenEmetteur) return refuse({ code: 'siren-different' })
  if (!isDit(raison)) return refuse({ code: 'raison-manquante' })
  // R-RAD-08 — choix du portail : si son dernier jour est passé pendant l’erreur, la validité repart du jour
  const isPassee = echeances !== null && echeances.dernierJour < moment.le
  const { le } = moment
  const redemarrage = isPassee ? { valideDepuis: le, echeances: computeEcheances(le) } : null
  return conclude(demande, { ...signe(moment), type: 'retablissement', raison: raison.trim(), redemarrage })
}
