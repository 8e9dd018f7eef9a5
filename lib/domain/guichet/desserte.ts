/** What a point serves, in codes: a commune finds it through its own code, its EPCI or its département. */
import { baliseDeDesserte, baliseDuPoint, type NiveauDeDesserte } from './balises.ts'
import type { ContenuDePoint } from './point-de-contact.ts'

export type Desserte = Readonly<{ niveau: NiveauDeDesserte; code: string }>

/** The same by name, as a page says it. */
export type TerritoireDesservi = Readonly<{
  communes: readonly Readonly<{ codeInsee: string; nom: string; slug: string }>[]
  epcis: readonly Readonly<{ code: string; nom: string }>[]
  departements: readonly Readonly<{ code: string; nom: string }>[]
}>

/**
 * Decides what follows from the declared territory. `departementsDuRattachement` are those of the centre, or of the
 * gestionnaire when no centre holds the point.
 */
export function computeDesserte(
  contenu: Pick<ContenuDePoint, 'canal' | 'territoire' | 'adresse'>,
  departementsDuRattachement: readonly string[],
): Desserte[] {
  const { communes, epcis, departements } = contenu.territoire
  const declared: Desserte[] = [
    ...communes.map((code) => ({ niveau: 'commune', code }) as const),
    ...epcis.map((code) => ({ niveau: 'epci', code }) as const),
    ...departements.map((code) => ({ niveau: 'departement', code }) as const),
  ]
  if (declared.length > 0) return distinct(declared)
  // R-PDC-03 — choix du portail : vide = la commune de l’adresse, ou le département du centre
  if (contenu.canal === 'physique' && contenu.adresse) return [{ niveau: 'commune', code: contenu.adresse.codeInsee }]
  return distinct(departementsDuRattachement.map((code) => ({ niveau: 'departement', code }) as const))
}

/** The tags of a point and of all it serves, for a publication. */
export const balisesDuPoint = (id: string, desservies: readonly Desserte[]): string[] => [
  baliseDuPoint(id),
  ...desservies.map(({ niveau, code }) => baliseDeDesserte(niveau, code)),
]

const distinct = (list: readonly Desserte[]): Desserte[] => [
  ...new Map(list.map((item) => [`${item.niveau}:${item.code}`, item])).values(),
]
