/**
 * Names of what a publication touches and of what a stored page was made from: a page is made again only when they
 * meet. A commune page carries the figures of its commune and the points that serve it at each level.
 */
import type { Commune } from '../territoire/commune.ts'

export type NiveauDeDesserte = 'commune' | 'epci' | 'departement'

export const baliseDesChiffres = (codeInsee: string): string => `chiffres:${codeInsee}`
export const baliseDeDesserte = (niveau: NiveauDeDesserte, code: string): string => `desserte:${niveau}:${code}`
export const baliseDuPoint = (id: string): string => `point:${id}`
/** Settings that every public page depends on (masking threshold). */
export const BALISE_DES_REGLAGES = 'reglages'
/** Names and positions of communes, replaced as a whole. */
export const BALISE_DU_TERRITOIRE = 'territoire'

/** All that the page of a point is made from: the point, and the names and the map around it. */
export const balisesDeLaFiche = (id: string): string[] => [BALISE_DU_TERRITOIRE, baliseDuPoint(id)]

/** All that a commune page is made from. */
export const balisesDeLaPage = (commune: Pick<Commune, 'codeInsee' | 'epci' | 'departement'>): string[] => [
  BALISE_DES_REGLAGES,
  BALISE_DU_TERRITOIRE,
  baliseDesChiffres(commune.codeInsee),
  baliseDeDesserte('commune', commune.codeInsee),
  ...(commune.epci ? [baliseDeDesserte('epci', commune.epci)] : []),
  baliseDeDesserte('departement', commune.departement),
]
