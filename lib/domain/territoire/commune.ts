/** A commune of today's official list. Source: code officiel géographique, through @etalab/decoupage-administratif. */
export type Commune = Readonly<{
  codeInsee: string
  nom: string
  slug: string
  departement: string
  region: string
  epci: string | null
  codesPostaux: readonly string[]
  population: number
  position: PositionDeCommune | null
}>

/** `approximative`: the mean of a postcode or an arrondissement, never to be shown as the place itself. */
export type PositionDeCommune = Readonly<{ latitude: number; longitude: number; approximative: boolean }>
