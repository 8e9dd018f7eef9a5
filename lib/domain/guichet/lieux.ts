/** Positions as browsers receive them: rows without names, since tens of thousands may travel at once. */

/** A pin of the map; the number is the rank of the point in the whole list. */
export type PositionNumerotee = readonly [id: string, nom: string, latitude: number, longitude: number, numero: number]

/** A place of « autour de moi ». */
export type Lieu = readonly [id: string, nom: string, commune: string, latitude: number, longitude: number]
