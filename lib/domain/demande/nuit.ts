/** What the night needs before it ends or erases demandes: a sure clock, and the days that SQL may compare with. */
import { addDays, addMonths, type Instant, type Jour, jourLocal } from '../calendrier.ts'
import { type Bareme, baremeAu } from './echeances.ts'
import { fuseauDuTerritoire, type Territoire } from './territoire.ts'

/** Beyond that many milliseconds between two clocks, one of them is wrong. */
const ECART_TOLERE_MS = 2000

/** Name of the setting that keeps the last difference that stopped a night, in seconds; 0 when the clocks agree. */
export const REGLAGE_DE_L_ECART = 'ecart-d-horloge'

/** Two readings of our clock, before and after the one of the database: milliseconds since 1970. */
type Lectures = Readonly<{ avant: number; base: number; apres: number }>

/** By how much the two clocks differ at least, in milliseconds; the time that the question took proves nothing. */
export const ecartDHorloge = ({ avant, base, apres }: Lectures): number => Math.max(0, avant - base, base - apres)

/** Whether a night may radiate: who does not know what time it is ends nobody's demande. */
export const isHorlogeSure = (ecartMs: number): boolean =>
  // R-NUI-01 — choix du portail : une horloge fausse ne radie personne, et tout le reste continue
  ecartMs <= ECART_TOLERE_MS

/** Last day on which a notice may have been handed over for a radiation recorded on `radieeLe`. */
export function dernierAvisPour(radieeLe: Jour, { preavisEnMois }: Bareme): Jour {
  let avis = addMonths(radieeLe, -preavisEnMois)
  // The end of a month gathers several days: on 28 February, the month of 28, 29, 30 and 31 January has passed.
  for (let next = addDays(avis, 1); addMonths(next, preavisEnMois) <= radieeLe; next = addDays(next, 1)) avis = next
  return avis
}

/** Of a territory at an instant: its civil day, and the last notice that allows a radiation that day. */
export type JourDeTerritoire = Readonly<{ territoire: Territoire; le: Jour; dernierAvis: Jour }>

export const joursDesTerritoires = (
  territoires: readonly Territoire[],
  maintenant: Instant,
): readonly JourDeTerritoire[] =>
  territoires.map((territoire) => {
    // R-NUI-02 — choix du portail : un délai finit à minuit là où vit la demande, et la nuit passe chaque heure
    const le = jourLocal(maintenant, fuseauDuTerritoire(territoire))
    return { territoire, le, dernierAvis: dernierAvisPour(le, baremeAu(le)) }
  })
