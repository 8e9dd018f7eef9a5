/** What a person may mend of a row in its preview: each trouble, with the cells that settle it together. */
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS, type Colonne } from './colonnes.ts'
import type { Candidat, Constat, Remarque } from './remarques.ts'

/** Remarks on the same cells, mended together. */
export type GroupeACorriger = Readonly<{ colonnes: readonly Colonne[]; remarques: readonly Remarque[] }>

/** Cells of one thing: a trouble of one is often settled by another. */
const ENSEMBLES: readonly (readonly Colonne[])[] = [
  ['codePostal', 'commune', 'codeInsee'],
  ['latitude', 'longitude'],
]
/** Troubles that another cell than their own may settle. */
const DE_PLUSIEURS: Readonly<Partial<Record<Constat['code'], readonly Colonne[]>>> = {
  'centre-ambigu': ['siren', 'codeGuichet'],
  'adresse-a-separer': ['voie', 'codePostal', 'commune'],
  'plus-d-attributions-que-de-logements': ['logements', 'attributionsN1'],
}
/** What no cell of the row settles: another row, another holder, a question of its own. */
const SANS_CELLULE: ReadonlySet<Constat['code']> = new Set([
  'doublon',
  'rapprochement-ambigu',
  'deja-publie-par-un-autre',
  'confirme-a-cote-d-un-autre',
])
type Rang = Readonly<{ remarques: readonly Remarque[] }>

const isToMend = ({ gravite, code }: Remarque): boolean => gravite !== 'corrige' && !SANS_CELLULE.has(code)

/** The groups of a row in the order of its remarks; `chiffres` tells a row of figures. */
export function listACorriger(rang: Rang & Readonly<{ chiffres?: unknown }>): GroupeACorriger[] {
  const known: Readonly<Partial<Record<Colonne, string>>> =
    'chiffres' in rang ? COLONNES_DES_COMMUNES : COLONNES_DES_POINTS
  const groups: { colonnes: readonly Colonne[]; remarques: Remarque[] }[] = []
  for (const remarque of rang.remarques) {
    if (!isToMend(remarque)) continue
    const { colonne, code } = remarque
    const cells = DE_PLUSIEURS[code] ?? ENSEMBLES.find((one) => one.includes(colonne)) ?? [colonne]
    const colonnes = cells.filter((one) => one in known)
    // A cell stands in one group only: its other troubles are said there.
    const group = groups.find((one) => one.colonnes.some((own) => colonnes.includes(own)))
    if (!group) groups.push({ colonnes, remarques: [remarque] })
    else {
      group.colonnes = [...new Set([...group.colonnes, ...colonnes])]
      group.remarques.push(remarque)
    }
  }
  return groups
}

/** The published points that the row may be, when that is asked. */
export function candidatsDe({ remarques }: Rang): readonly Candidat[] {
  for (const remarque of remarques) if (remarque.code === 'rapprochement-ambigu') return remarque.candidats
  return []
}
