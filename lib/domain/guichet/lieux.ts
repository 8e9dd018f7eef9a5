/** Positions as browsers receive them: rows without names, since tens of thousands may travel at once. */
import type { Fermeture } from './point-de-contact.ts'

/** A pin of the map; the number is the rank of the point in the whole list. */
export type PositionNumerotee = readonly [id: string, nom: string, latitude: number, longitude: number, numero: number]

/** With what a browser tells whether a place is open, at the hour of its département. */
export type HorairesDeLieu = readonly [osm: string, departement: string, fermetures: readonly Fermeture[]]

/** A place of « autour de moi »; its hours travel only when what is open now is asked for, and are known. */
export type Lieu = readonly [
  id: string,
  nom: string,
  commune: string,
  latitude: number,
  longitude: number,
  horaires?: HorairesDeLieu,
]
