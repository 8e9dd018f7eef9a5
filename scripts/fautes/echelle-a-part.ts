/**
 * The ladder of the reminders, stated beside what is tried: the legal notice and the four steps after it, each until the
 * next one is near (`docs/regles.md`, R-RAP-01 to R-RAP-06). No rule of the product is asked which step is due, nor by
 * which channel.
 */
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import type { Attendu } from './histoire-de-rappels.ts'
import { joursApres, moisApres } from './jours-a-part.ts'

/** What is known of who is reached by a mail and by a mobile, and asked for nothing. */
export type Suivie = Readonly<{
  numero: string
  /** T. */
  valideDepuis: string
  /** The notice of this validity was handed over already. */
  isAvisRemis: boolean
  /** Radiated because it was not renewed; null: active. */
  radieeLe: string | null
  venuSurLePortail: boolean
}>

const DEUX: readonly CanalDeRappel[] = ['courriel', 'sms']
/** Longer than any ladder. */
const TOUJOURS = '9999-12-31'

/** What a demande is due on a civil day of its territory. */
export function listAttendus(suivie: Suivie, le: string): readonly Attendu[] {
  const { numero, valideDepuis, isAvisRemis, radieeLe, venuSurLePortail } = suivie
  const dus = (
    jalon: Jalon,
    duLe: string,
    { jusquAu, canaux }: Readonly<{ jusquAu: string; canaux: readonly CanalDeRappel[] }>,
  ): readonly Attendu[] =>
    duLe <= le && le <= jusquAu ? canaux.map((canal) => ({ numero, jalon, canal, duLe, jusquAu })) : []
  // Told once it is written, however late it leaves: what was planned in thirty days does not lapse.
  if (radieeLe !== null)
    return dus('radiation', radieeLe, { jusquAu: joursApres(radieeLe, 30), canaux: ['courriel'] }).map((du) => ({
      ...du,
      jusquAu: TOUJOURS,
    }))
  const [onze, douze, dernierJour] = [11, 12, 13].map((mois) => moisApres(valideDepuis, mois))
  if (!onze || !douze || !dernierJour) return []
  const [avis, relance, finProche, dernierMois] = [
    joursApres(onze, -10),
    joursApres(onze, 15),
    joursApres(douze, -3),
    joursApres(douze, 15),
  ]
  return [
    ...(isAvisRemis
      ? []
      : dus('avis', avis, {
          jusquAu: dernierJour,
          canaux: venuSurLePortail ? ['courriel'] : ['courriel', 'courrier'],
        })),
    ...dus('relance', relance, { jusquAu: joursApres(relance, 10), canaux: DEUX }),
    ...dus('fin-proche', finProche, { jusquAu: douze, canaux: ['sms'] }),
    ...dus('dernier-mois', dernierMois, { jusquAu: joursApres(dernierMois, 12), canaux: DEUX }),
  ]
}
