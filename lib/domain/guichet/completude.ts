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

const isPhysique = ({ canal }: ContenuDePoint): boolean => canal === 'physique'

/** The facts that are asked of this point: a telephone needs no ramp, and neither it nor a site is without its own way. */
const isAsked = (contenu: ContenuDePoint, fait: Fait): boolean => {
  if (fait === 'position' || fait === 'accessibilite' || fait === 'joindre') return isPhysique(contenu)
  return fait !== 'horaires' || contenu.canal !== 'internet'
}

function isSaid(contenu: ContenuDePoint, fait: Fait): boolean {
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
export function computeCompletude(contenus: readonly ContenuDePoint[]): Completude {
  let said = 0
  let asked = 0
  const manques = new Map<Fait, number>()
  for (const contenu of contenus)
    for (const fait of FAITS) {
      if (!isAsked(contenu, fait)) continue
      asked += POIDS[fait]
      if (isSaid(contenu, fait)) said += POIDS[fait]
      else manques.set(fait, (manques.get(fait) ?? 0) + 1)
    }
  return {
    // R-FRA-03 — choix du portail : ce qui sert à venir et à appeler pèse le plus ; 100 ne s’arrondit pas
    pourCent: asked === 0 ? null : Math.floor((100 * said) / asked),
    manques: [...manques].map(([fait, points]) => ({ fait, points })).sort((a, b) => b.points - a.points),
  }
}
