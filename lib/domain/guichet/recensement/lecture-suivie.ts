/**
 * The rows of a workbook read while it is still being opened: what most of them say is known when the last one comes.
 * What was read too early is never believed: a row is taken as it was read only if, in the end, it is the very same row
 * under the same headers and the same facts (docs/adr/0030).
 */
import type { Feuille, Ligne } from './classeur.ts'
import type { Colonne } from './colonnes.ts'
import { recognizeFeuille } from './feuilles.ts'
import { partitionLignes } from './partage.ts'
import { type FaitsDeLecture, type RangDePoint, readPoint } from './points.ts'
import { prepareTable } from './table.ts'
import { textOf } from './texte-de-faits.ts'

/** Who follows a reading: each sheet, then its rows, as the workbook will hold them. */
export type Suivi = Readonly<{ feuille: (feuille: Omit<Feuille, 'lignes'>) => void; ligne: (ligne: Ligne) => void }>

type Colonnes = ReadonlyMap<Colonne, number>
/** What was read already of a row; undefined: it is to be read. */
export type DejaLu = (lue: Readonly<{ feuille: string; ligne: Ligne; colonnes: Colonnes }>) => RangDePoint | undefined

/** Rows of a sheet after which what its headers mean is known: those of its head, and those that tell the columns. */
const TETE = 700

/** `lire`: undefined until its headers are known; null when its rows are not to be read in advance. */
type Courante = Omit<Feuille, 'lignes'> & { tete: Ligne[]; lire?: ((ligne: Ligne) => void) | null }

/**
 * Reads the rows that it is given to follow. `dejaLuSous` gives what was read, if these are still the facts. `plusTard`:
 * the rows of a head become known together, and whoever follows reads each of them in its turn.
 */
export function readInAdvance(
  faits: FaitsDeLecture,
  plusTard: (lire: () => void) => void = (lire) => lire(),
): Suivi & Readonly<{ dejaLuSous: (faits: FaitsDeLecture) => DejaLu | undefined }> {
  const rangs = new WeakMap<Ligne, Readonly<{ rang: RangDePoint; colonnes: Colonnes }>>()
  let courante: Courante | undefined
  const open = ({ tete, ...feuille }: Courante): ((ligne: Ligne) => void) | null => {
    const reconnue = recognizeFeuille(tete, feuille.fusions, faits.colonnes)
    if (reconnue?.nature !== 'points') return null
    const { donnees } = partitionLignes({ ...feuille, lignes: tete }, reconnue)
    const { colonnes, reunies } = prepareTable(reconnue.entetes, donnees)
    // A row that is put together from pieces is not the row that came.
    if (reunies.length > 0) return null
    return (ligne) => {
      if (ligne.numero > reconnue.entetes.ligne)
        rangs.set(ligne, { rang: readPoint({ feuille: feuille.nom, ligne, colonnes }, faits), colonnes })
    }
  }
  return {
    feuille: (feuille) => {
      courante = { ...feuille, tete: [] }
    },
    ligne: (ligne) => {
      if (!courante || courante.lire === null) return
      if (courante.lire) return courante.lire(ligne)
      courante.tete.push(ligne)
      if (courante.tete.length < TETE) return
      const lire = open(courante)
      courante.lire = lire
      if (lire) for (const one of courante.tete) plusTard(() => lire(one))
    },
    dejaLuSous: (maintenant) =>
      areSameFaits(faits, maintenant)
        ? ({ feuille, ligne, colonnes }) => {
            const found = rangs.get(ligne)
            return found?.rang.feuille === feuille && areSameColonnes(found.colonnes, colonnes) ? found.rang : undefined
          }
        : undefined,
  }
}

const areSameColonnes = (a: Colonnes, b: Colonnes): boolean =>
  a === b || (a.size === b.size && [...a].every(([colonne, at]) => b.get(colonne) === at))

/** Corrections need not be the same: a corrected row is another row. */
const areSameFaits = (a: FaitsDeLecture, b: FaitsDeLecture): boolean =>
  a.referentiel === b.referentiel && texteDe(a) === texteDe(b)

/** All the other facts. */
const texteDe = ({ referentiel: _, corrections: __, ...faits }: FaitsDeLecture): string => textOf(faits)
