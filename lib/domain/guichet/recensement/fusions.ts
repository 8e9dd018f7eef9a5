/** Merged cells: a value that stands over several rows is each row's; over several days, each day's. */
import type { Cellule, Fusion, Ligne } from './classeur.ts'
import { adresseDe } from './classeur.ts'

/** Cells that merged ranges may fill before a workbook is no table any more. */
const COPIES_MAX = 500_000

/** `etirables`: columns over which one merged value may be read for each (the days of the week). */
export function spreadFusions(
  lignes: readonly Ligne[],
  fusions: readonly Fusion[],
  etirables: ReadonlySet<number>,
): readonly Ligne[] {
  if (fusions.length === 0 || lignes.length === 0) return lignes
  const byNumero = new Map(lignes.map((ligne) => [ligne.numero, ligne]))
  const added = new Map<number, Ligne['cellules'][number][]>()
  const numeros = lignes.map(({ numero }) => numero)
  let copies = 0
  for (const { haut, bas, gauche, droite } of fusions) {
    const source = byNumero.get(haut)?.cellules.find(({ colonne }) => colonne === gauche)?.cellule
    if (!source) continue
    const isWeek = droite > gauche && everyColumn(gauche, droite, etirables)
    for (let at = firstFrom(numeros, haut); at < numeros.length && (numeros[at] ?? 0) <= bas; at += 1) {
      const numero = numeros[at] ?? 0
      for (let colonne = gauche; colonne <= (isWeek ? droite : gauche); colonne += 1) {
        if (numero === haut && colonne === gauche) continue
        copies += 1
        if (copies > COPIES_MAX) return merge(lignes, added)
        const list = added.get(numero) ?? []
        list.push({ colonne, cellule: copyOf(source, adresseDe(colonne, numero)) })
        added.set(numero, list)
      }
    }
  }
  return merge(lignes, added)
}

// R-REC-33 — choix du portail : une cellule fusionnée vaut pour chaque ligne qu’elle couvre, et c’est montré
const copyOf = (source: Cellule, adresse: string): Cellule => ({ ...source, adresse, fusion: source.adresse })

const everyColumn = (from: number, to: number, set: ReadonlySet<number>): boolean => {
  for (let at = from; at <= to; at += 1) if (!set.has(at)) return false
  return true
}

/** Index of the first number that is not before `from`, in a sorted list. */
function firstFrom(numeros: readonly number[], from: number): number {
  let [low, high] = [0, numeros.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numeros[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** What stands in a cell wins over what a merged range would put there. */
function merge(lignes: readonly Ligne[], added: ReadonlyMap<number, Ligne['cellules']>): Ligne[] {
  return lignes.map((ligne) => {
    const more = added.get(ligne.numero)
    if (!more) return ligne
    const taken = new Set(ligne.cellules.map(({ colonne }) => colonne))
    const cellules = [...ligne.cellules, ...more.filter(({ colonne }) => !taken.has(colonne))]
    return { ...ligne, cellules: cellules.toSorted((a, b) => a.colonne - b.colonne) }
  })
}
