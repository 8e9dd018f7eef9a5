/** What a commune page says in words and to search engines. Data in, text out. */

import { formatNombre } from './chiffres.ts'
import { lieuA } from './lieux.ts'

type Ancienne = Readonly<{ nom: string | null; nature: string }>

const MAX_NOMS = 8

/** Names that people still use for parts of the commune, itself left out; the first ones, then how many more. */
export function nomsAnciens({ nom, anciennes }: { nom: string; anciennes: readonly Ancienne[] }): string[] {
  const noms = [
    ...new Set(
      anciennes.flatMap((ancienne) =>
        ancienne.nom && ancienne.nom !== nom && ancienne.nature !== 'arrondissement' ? [ancienne.nom] : [],
      ),
    ),
  ]
  const more = noms.length - MAX_NOMS
  return more > 0 ? [...noms.slice(0, MAX_NOMS), `${more} ${more === 1 ? 'autre' : 'autres'}`] : noms
}

/** « 1 habitant », « 9 430 habitants »; nothing for 0, which also stands for a number that the INSEE does not give. */
export const formatHabitants = (population: number): string | null =>
  population === 0 ? null : `${formatNombre(population)} ${population > 1 ? 'habitants' : 'habitant'}`

type Place = Readonly<{
  nom: string
  nomDepartement: string
  position: Readonly<{ latitude: number; longitude: number; approximative: boolean }> | null
}>

/** schema.org: the place; an approximate position is not said to machines either. */
export function jsonLdDeLaCommune(commune: Place, adresse: string): Record<string, unknown> {
  const { position } = commune
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    url: adresse,
    name: `Le logement social ${lieuA(commune.nom)}`,
    inLanguage: 'fr',
    about: {
      '@type': 'AdministrativeArea',
      name: commune.nom,
      containedInPlace: { '@type': 'AdministrativeArea', name: commune.nomDepartement },
      geo:
        position && !position.approximative
          ? { '@type': 'GeoCoordinates', latitude: position.latitude, longitude: position.longitude }
          : undefined,
    },
  }
}
