/** How complete what a centre says of its points is: what a person needs to go, call or click, simply weighted. */
import type { ContenuDePoint } from './point-de-contact.ts'

/** What each fact is worth; the names are said on the page. */
export const POIDS = {
  horaires: 3,
  joindre: 2,
  position: 2,
  accessibilite: 1,
  rendezVous: 1,
  organisme: 1,
} as const
export type Fait = keyof typeof POIDS
export const FAITS = Object.keys(POIDS) as readonly Fait[]

/** What the score looks at in a point, and nothing else of it. */
export type ContenuJuge = Pick<
  ContenuDePoint,
  'canal' | 'telephone' | 'courriel' | 'accessibilitePmr' | 'rendezVous' | 'organisme'
> &
  Readonly<{
    horaires: Pick<ContenuDePoint['horaires'], 'osm' | 'aVerifier'>
    position: Pick<NonNullable<ContenuDePoint['position']>, 'precision'> | null
  }>

/** Points that say the same of what is looked at: a whole country is judged by its few hundred kinds of points. */
export type PointsSemblables = Readonly<{ contenu: ContenuJuge; nombre: number }>

const isPhysique = ({ canal }: ContenuJuge): boolean => canal === 'physique'

/** The facts that are asked of this point: a telephone needs no ramp, and neither it nor a site is without its own way. */
const isAsked = (contenu: ContenuJuge, fait: Fait): boolean => {
  if (fait === 'position' || fait === 'accessibilite' || fait === 'joindre') return isPhysique(contenu)
  return fait !== 'horaires' || contenu.canal !== 'internet'
}

function isSaid(contenu: ContenuJuge, fait: Fait): boolean {
  switch (fait) {
    case 'horaires':
      return contenu.horaires.osm !== null && !contenu.horaires.aVerifier
    case 'joindre':
      return contenu.telephone !== null || contenu.courriel !== null
    case 'position':
      return contenu.position !== null && ['adresse', 'rue'].includes(contenu.position.precision)
    case 'accessibilite':
      return contenu.accessibilitePmr !== 'inconnue'
    case 'rendezVous':
      return contenu.rendezVous !== null
    case 'organisme':
      return contenu.organisme !== null
  }
}

export type Completude = Readonly<{
  /** 0 to 100; null: there is no point to judge. */
  pourCent: number | null
  /** How many points lack each fact, the most missed first; those that none lacks are left out. */
  manques: readonly Readonly<{ fait: Fait; points: number }>[]
}>

/** The score of the points of a centre. 100 is said only when nothing is missing. */
export function computeCompletude(points: readonly PointsSemblables[]): Completude {
  let said = 0
  let asked = 0
  const manques = new Map<Fait, number>()
  for (const { contenu, nombre } of points)
    for (const fait of FAITS) {
      if (!isAsked(contenu, fait)) continue
      asked += nombre * POIDS[fait]
      if (isSaid(contenu, fait)) said += nombre * POIDS[fait]
      else manques.set(fait, (manques.get(fait) ?? 0) + nombre)
    }
  return {
    // R-FRA-03 — choix du portail : ce qui sert à venir et à appeler pèse le plus ; 100 ne s’arrondit pas
    pourCent: asked === 0 ? null : Math.floor((100 * said) / asked),
    manques: [...manques]
      .map(([fait, points]) => ({ fait, points }))
      .sort((a, b) => b.points - a.points || FAITS.indexOf(a.fait) - FAITS.indexOf(b.fait)),
  }
}
