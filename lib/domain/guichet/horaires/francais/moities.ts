/** The halves of a day, and the plages that lie in one of them. */
import type { Plage } from '../semaine.ts'

export type Moitie = 'matin' | 'apres-midi' | 'soir'

const MIDI = 12 * 60
const FIN_DU_MATIN = 14 * 60
const DEBUT_DU_SOIR = 16 * 60

/** Whether a plage lies in a half of the day. */
export function isInMoitie({ de, a }: Plage, moitie: Moitie): boolean {
  if (moitie === 'matin') return de < MIDI && a <= FIN_DU_MATIN
  return moitie === 'apres-midi' ? de >= MIDI : de >= DEBUT_DU_SOIR
}

/** Whether a plage is wholly before or wholly after noon. */
export const isClear = (plage: Plage): boolean => isInMoitie(plage, 'matin') !== isInMoitie(plage, 'apres-midi')
