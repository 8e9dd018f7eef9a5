/**
 * Statistical secrecy of the small counts (ADR 0010): which cells of one figure are hidden, so that from what is shown,
 * the definitions and the threshold no hidden cell has one possible value.
 */

/** Shown number, unknown (null), « moins de n », or hidden only to protect another (`moinsDe` absent). */
export type Cellule = number | null | Masque
export type Masque = Readonly<{ masque: true; moinsDe?: number }>

/** Name of the setting that an administrator changes. */
export const REGLAGE_DU_SEUIL = 'seuil-de-masquage'
export const SEUIL_PAR_DEFAUT = 5
export const SEUIL_MINIMAL = 1
export const SEUIL_MAXIMAL = 11

/** The threshold in force: the setting when it is a whole number from 1 to 11, else the default. */
export const readSeuil = (reglage: unknown): number =>
  // R-CHI-01 — ADR 0010 : seuil de 1 (rien n’est masqué) à 11, 5 par défaut
  typeof reglage === 'number' && Number.isInteger(reglage) && reglage >= SEUIL_MINIMAL && reglage <= SEUIL_MAXIMAL
    ? reglage
    : SEUIL_PAR_DEFAUT

/** How the total of a figure follows from its types, as its definition tells everyone. */
export type Lien =
  /** Attributions: a dwelling has one type, the total is the sum. */
  | 'somme'
  /** Demandes: one counts in each type that it accepts; the total lies between the largest type and the sum. */
  | 'bornes'

export type Colonne = Readonly<{ total: number | null; types: readonly (number | null)[] }>
export type ColonnePubliee = Readonly<{ total: Cellule; types: readonly Cellule[] }>

export const isMasque = (cellule: Cellule): cellule is Masque => typeof cellule === 'object' && cellule !== null

const isSmall = (value: number | null, seuil: number): boolean => value !== null && value > 0 && value < seuil

type Intervalle = readonly [least: number, most: number]

/** What a reader knows of a cell before comparing it with the others; a hidden type is large, a hidden total may not be. */
function readCellule(cellule: Cellule, seuil: number, leastHidden = seuil): Intervalle {
  if (cellule === null) return [0, Number.POSITIVE_INFINITY]
  if (typeof cellule === 'number') return [cellule, cellule]
  return cellule.moinsDe === undefined ? [leastHidden, Number.POSITIVE_INFINITY] : [1, seuil - 1]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The values that remain possible for each cell, total first, once compared with the others. */
function deduce({ total, types }: ColonnePubliee, lien: Lien, seuil: number): Intervalle[] {
  const whole = readCellule(total, seuil, 1)
  const parts = types.map((cellule) => {
    const [least, most] = readCellule(cellule, seuil)
    return [least, Math.min(most, whole[1])] as const
  })
  const [leastSum, mostSum] = [sum(parts.map(([least]) => least)), sum(parts.map(([, most]) => most))]
  const largest = Math.max(0, ...parts.map(([least]) => least))
  return [
    [Math.max(whole[0], lien === 'somme' ? leastSum : largest), Math.min(whole[1], mostSum)],
    ...parts.map(([least, most], at): Intervalle => {
      const others = parts.filter((_, other) => other !== at)
      const mostOthers = sum(others.map(([, itsMost]) => itsMost))
      const atLeast = mostOthers === Number.POSITIVE_INFINITY ? 0 : whole[0] - mostOthers
      const atMost = lien === 'somme' ? whole[1] - (leastSum - least) : whole[1]
      return [Math.max(least, atLeast), Math.min(most, atMost)]
    }),
  ]
}

/** Whether every hidden cell keeps two possible values or more. An unknown total ties nothing together. */
function isSafe(published: ColonnePubliee, lien: Lien, seuil: number): boolean {
  if (published.total === null) return true
  const possible = deduce(published, lien, seuil)
  return [published.total, ...published.types].every((cellule, at) => {
    const [least, most] = possible[at] ?? [0, 0]
    return !isMasque(cellule) || most > least
  })
}

/** Hides what must be: the small counts, then as few others as protect them, a type rather than the total. */
export function maskColonne(colonne: Colonne, lien: Lien, seuil: number): ColonnePubliee {
  const mask = (value: number | null): Cellule =>
    // R-CHI-02 — ADR 0010 : de 1 au seuil − 1 « moins de n » ; 0 et l’inconnu restent dits
    isSmall(value, seuil) ? { masque: true, moinsDe: seuil } : value
  let published: ColonnePubliee = { total: mask(colonne.total), types: colonne.types.map(mask) }
  // Under 3, « moins de 2 » names its only value: nothing can protect it, and nothing else is hidden in vain.
  if (seuil < 3) return published
  // R-CHI-03 — ADR 0010 : une cellule de plus est « non diffusée » tant qu’une cellule masquée se déduirait
  while (!isSafe(published, lien, seuil)) {
    const next = hideOneMore(published, lien, seuil)
    if (!next) break
    published = next
  }
  return published
}

const NON_DIFFUSE: Masque = { masque: true }

/** The cheapest cell whose hiding suffices; failing one, the total; failing it, the smallest type still shown. */
function hideOneMore(published: ColonnePubliee, lien: Lien, seuil: number): ColonnePubliee | undefined {
  const shown = published.types
    .flatMap((cellule, at) => (typeof cellule === 'number' && cellule >= seuil ? [{ at, value: cellule }] : []))
    .sort((a, b) => a.value - b.value)
  const hidings = shown.map(({ at }) => ({ ...published, types: published.types.with(at, NON_DIFFUSE) }))
  const enough = hidings.find((candidate) => isSafe(candidate, lien, seuil))
  if (enough) return enough
  if (typeof published.total === 'number' && published.total >= seuil) return { ...published, total: NON_DIFFUSE }
  // « moins de 3 » over two « moins de 3 » says 2 = 1 + 1: where no type is left to hide, a small total says nothing.
  if (hidings.length === 0 && isMasque(published.total) && published.total.moinsDe !== undefined)
    return { ...published, total: NON_DIFFUSE }
  return hidings[0]
}
