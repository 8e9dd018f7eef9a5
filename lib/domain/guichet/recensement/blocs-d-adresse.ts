/** Which postcode, town and complement go with which street, where a header holds several addresses: by their places. */
import { type Cible, PIECES_DE_VOIE } from './pieces.ts'

/** What says where a street is; one of them alone may be that of every street of the row. */
const DU_PLACEMENT: ReadonlySet<Cible> = new Set<Cible>(['codePostal', 'commune', 'codePostalEtCommune', 'codeInsee'])
/** What two blocks of one shape both hold. */
const FORME: readonly Cible[] = ['codePostal', 'commune', 'codePostalEtCommune']

export const isDuPlacement = (cible: Cible): boolean => DU_PLACEMENT.has(cible)

type Cote = 'avant' | 'apres'
/** The parts of addresses by their column, and the columns of the streets among them, in order. */
export type Plan = Readonly<{ parts: ReadonlyMap<number, Cible>; voies: readonly number[] }>

/** The first street on one side of a column, with nothing but parts of addresses between them. */
function voieVers({ parts, voies }: Plan, at: number, pas: 1 | -1): number | undefined {
  for (let next = at + pas; parts.has(next); next += pas) if (voies.includes(next)) return next
  return undefined
}

/** What stands just before or just after a street, up to the next one, as one text. */
function formeDe({ parts, voies }: Plan, voie: number, cote: Cote): string {
  const pas = cote === 'avant' ? -1 : 1
  const trouvees = new Set<Cible>()
  for (let at = voie + pas; !voies.includes(at); at += pas) {
    const cible = parts.get(at)
    if (cible === undefined) break
    trouvees.add(cible)
  }
  return FORME.filter((cible) => trouvees.has(cible)).join('|')
}

/** The side on which every street has its town, each the same way; undefined where it may be both, or neither. */
function coteDe(plan: Plan): Cote | undefined {
  const cotes: readonly Cote[] = ['avant', 'apres']
  const tenus = cotes.filter((cote) => {
    const [premiere = '', ...autres] = plan.voies.map((voie) => formeDe(plan, voie, cote))
    return premiere !== '' && autres.every((forme) => forme === premiere)
  })
  return tenus.length === 1 ? tenus[0] : undefined
}

/** The street that a part goes with: `aucune` touches none of them, `douteuse` touches two and nothing tells. */
export function voieDe(plan: Plan, at: number): number | 'aucune' | 'douteuse' {
  const [gauche, droite] = [voieVers(plan, at, -1), voieVers(plan, at, 1)]
  if (gauche === undefined || droite === undefined) return gauche ?? droite ?? 'aucune'
  const cible = plan.parts.get(at)
  // The number is written before its street, and a complement after what it completes.
  if (PIECES_DE_VOIE.some((piece) => piece === cible)) return droite
  if (cible === undefined || !isDuPlacement(cible)) return gauche
  const cote = coteDe(plan)
  return cote === undefined ? 'douteuse' : cote === 'apres' ? gauche : droite
}
