/** « Autour de moi »: which places are the nearest to a person. Runs in the browser, which alone knows where they are. */
import { type Coordonnees, computeDistance } from '../territoire/distance.ts'
import type { FiltresDePoints } from './filtres.ts'
import { momentLocal } from './horaires/moment.ts'
import { isOuvert, type Moment } from './horaires/ouverture.ts'
import type { Lieu } from './lieux.ts'

export type Proche = Readonly<{ id: string; nom: string; commune: string; km: number }>

/** What the browser judges by itself; the other filters have chosen the places that it received. */
export type FiltresDuNavigateur = Pick<FiltresDePoints, 'ouvert' | 'rayon'>

/** More than that is a list to read, not a place to go to. */
const NOMBRE = 8

/** The nearest of these places, nearest first. `at`: the instant at which they are open, in milliseconds since 1970. */
export function listProches(
  lieux: readonly Lieu[],
  depuis: Coordonnees,
  { ouvert, rayon = Number.POSITIVE_INFINITY, at }: FiltresDuNavigateur & Readonly<{ at: number }>,
): readonly Proche[] {
  const moments = new Map<string, Moment>()
  const isOuvertAlors = ([, , , , , horaires]: Lieu): boolean => {
    if (!horaires) return false
    const [osm, departement, fermetures] = horaires
    const moment = moments.get(departement) ?? momentLocal(at, departement)
    moments.set(departement, moment)
    return isOuvert({ osm, departement, fermetures }, moment)
  }
  const proches: Proche[] = []
  const situes = lieux
    .map((lieu) => ({ lieu, km: computeDistance(depuis, { latitude: lieu[3], longitude: lieu[4] }) }))
    .sort((one, other) => one.km - other.km)
  // R-ANN-04 — choix du portail : ce qui est demandé à la liste l’est aussi aux lieux les plus proches
  for (const { lieu, km } of situes) {
    if (km > rayon || proches.length === NOMBRE) break
    const [id, nom, commune] = lieu
    // Nearest first: hours are read until enough places are open, not of the whole country.
    if (!ouvert || isOuvertAlors(lieu)) proches.push({ id, nom, commune, km })
  }
  return proches
}
