/**
 * Statistical secrecy of the small counts (ADR 0010): which cells of one figure are hidden, so that from what is shown,
 * the definitions, the threshold and this very rule no hidden cell has one possible value.
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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const NON_DIFFUSE: Masque = { masque: true }

/** What everyone may work out of a column whose small types are hidden, when its total is known. */
type Reste = Readonly<{
  /** How many types are small, and what they make at most: each is from 1 to the threshold less one. */
  petits: number
  auPlus: number
  /** The total less the types shown: what the small types and the unknown ones make. */
  reste: number
  /** A type that nobody declared may hold any number. */
  inconnu: boolean
}>

/**
 * Whether the total may stand beside the hidden types: not when it would say all of them, or all but one unit of one.
 * That unit is what keeps the rule itself from telling: a total that is not shown has always two causes or more.
 */
function saysTooMuch({ petits, auPlus, reste, inconnu }: Reste, lien: Lien): boolean {
  const tooHigh = !inconnu && reste > auPlus - 2
  return lien === 'somme' ? reste < petits + 2 || tooHigh : tooHigh
}

/** Hides what must be: the small counts, then the total or one type more where a hidden count would be worked out. */
export function maskColonne({ total, types }: Colonne, lien: Lien, seuil: number): ColonnePubliee {
  const mask = (value: number | null): Cellule =>
    // R-CHI-02 — ADR 0010 : de 1 au seuil − 1 « moins de n » ; 0 et l’inconnu restent dits
    isSmall(value, seuil) ? { masque: true, moinsDe: seuil } : value
  const published: ColonnePubliee = { total: mask(total), types: types.map(mask) }
  const petits = types.filter((value) => isSmall(value, seuil)).length
  // Under 3, « moins de 2 » names its only value: nothing can protect it, and nothing else is hidden in vain.
  // An unknown total ties nothing together.
  if (seuil < 3 || petits === 0 || total === null) return published
  const withoutTotal: ColonnePubliee = { ...published, total: NON_DIFFUSE }
  // R-CHI-03 — ADR 0010 : une cellule masquée garde deux valeurs possibles, même pour qui connaît cette règle
  if (isSmall(total, seuil)) {
    // « moins de 3 » over two « moins de 3 » says 2 = 1 + 1: as many small types as a small total can hold.
    return lien === 'somme' && petits >= seuil - 1 ? withoutTotal : published
  }
  const inconnu = types.includes(null)
  const reste = total - sum(published.types.filter((cellule) => typeof cellule === 'number'))
  if (lien === 'somme' && petits === 1 && !inconnu)
    return hideNeighbour({ total, types }, published, seuil) ?? withoutTotal
  return saysTooMuch({ petits, auPlus: petits * (seuil - 1), reste, inconnu }, lien) ? withoutTotal : published
}

/**
 * A lone small type is the total less the others: the next large type is hidden with it. Undefined where the two
 * together would still say it (both at their lowest), and where they could not help: the total goes instead.
 */
function hideNeighbour(
  { total, types }: Colonne,
  published: ColonnePubliee,
  seuil: number,
): ColonnePubliee | undefined {
  const isLarge = (value: number | null): value is number => value !== null && value >= seuil
  const small = types.findIndex((value) => isSmall(value, seuil))
  // Chosen by its place and not by its count, so that the choice says nothing.
  const after = types.findIndex((value, at) => at > small && isLarge(value))
  const at = after === -1 ? types.findLastIndex(isLarge) : after
  const [hidden, beside] = [types[small] ?? 0, types[at] ?? 0]
  if (at === -1 || seuil < 4 || total !== sum(types.map((value) => value ?? 0))) return undefined
  if (hidden <= 2 && beside <= seuil + 1) return undefined
  return { ...published, types: published.types.with(at, NON_DIFFUSE) }
}
