/** One year after its radiation, nothing of a demande names anybody any more. */
import type { Jour } from '../calendrier.ts'
import { type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, type RefusDEtat, requireRadiee } from './acte.ts'
import type { Demande, DemandeRadiee } from './demande.ts'
import { type Moment, signe } from './faits.ts'

export type RefusDEffacement = RefusDEtat | { code: 'effacement-a-venir'; effacementLe: Jour }

/** Decides whether the data of a demande are to be erased on that day. */
export function checkEffacement(demande: Demande, le: Jour): Resultat<DemandeRadiee, RefusDEffacement> {
  const radiee = requireRadiee(demande)
  if (!radiee.ok) return radiee
  const { effacementLe } = radiee.value
  // R-EFF-01 — décret n° 2017-917 du 9 mai 2017, article 4 : les données se gardent un an après la radiation
  return le < effacementLe ? refuse({ code: 'effacement-a-venir', effacementLe }) : radiee
}

/** Erases: what is left is the number, the days and the motive. */
export function recordEffacement(demande: Demande, moment: Moment): Resultat<Acte, RefusDEffacement> {
  const radiee = checkEffacement(demande, moment.le)
  return radiee.ok ? conclude(demande, { ...signe(moment), type: 'effacement' }) : radiee
}
