import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cellule,
  type Colonne,
  type ColonnePubliee,
  isMasque,
  type Lien,
  maskColonne,
  readSeuil,
} from './secret.ts'

test.each([
  [0, 5],
  [1, 1],
  [5, 5],
  [11, 11],
  [12, 5],
  [4.5, 5],
  ['7', 5],
  [null, 5],
])('le seuil %j est lu %i : de 1 à 11, 5 à défaut (R-CHI-01)', (reglage, seuil) => {
  expect(readSeuil(reglage)).toBe(seuil)
})

const maskOne = (value: number | null, seuil = 5): Cellule | undefined =>
  maskColonne({ total: null, types: [value] }, 'somme', seuil).types[0]

test.each([
  [0, 5, 0],
  [null, 5, null],
  [1, 5, { masque: true, moinsDe: 5 }],
  [4, 5, { masque: true, moinsDe: 5 }],
  [5, 5, 5],
  [1, 1, 1],
  [10, 11, { masque: true, moinsDe: 11 }],
  [11, 11, 11],
])('%j au seuil %i se montre %j (R-CHI-02)', (value, seuil, shown) => {
  expect(maskOne(value, seuil)).toEqual(shown)
})

test('une cellule masquée seule ne se déduit pas du total : une autre n’est pas diffusée (R-CHI-03)', () => {
  expect(maskColonne({ total: 23, types: [3, 8, 12] }, 'somme', 5)).toEqual({
    total: 23,
    types: [{ masque: true, moinsDe: 5 }, { masque: true }, 12],
  })
})

test('deux petits nombres se protègent l’un l’autre quand plusieurs partages restent possibles (R-CHI-03)', () => {
  expect(maskColonne({ total: 15, types: [2, 3, 10] }, 'somme', 5).types[2]).toBe(10)
})

test('deux petits nombres au plus haut se trahissent : le total n’est pas diffusé (R-CHI-03)', () => {
  expect(maskColonne({ total: 8, types: [4, 4, 0] }, 'somme', 5)).toEqual({
    total: { masque: true },
    types: [{ masque: true, moinsDe: 5 }, { masque: true, moinsDe: 5 }, 0],
  })
})

test('le total des demandes borne aussi chaque type (R-CHI-03)', () => {
  expect(maskColonne({ total: 10, types: [4, 6, 0] }, 'bornes', 5)).toEqual({
    total: { masque: true },
    types: [{ masque: true, moinsDe: 5 }, 6, 0],
  })
  // 9 leaves 3 or 4 possible, and would tell 10 from 9 when it is not shown.
  expect(maskColonne({ total: 9, types: [4, 6, 0] }, 'bornes', 5).total).toEqual({ masque: true })
  expect(maskColonne({ total: 8, types: [4, 6, 0] }, 'bornes', 5).total).toBe(8)
})

test('un type inconnu protège ce qui est masqué : rien d’autre n’est caché (R-CHI-03)', () => {
  expect(maskColonne({ total: 23, types: [3, null, 12] }, 'somme', 5)).toMatchObject({
    total: 23,
    types: [{}, null, 12],
  })
})

test.each([
  [3, { total: 2, types: [1, 1, 0] }],
  [5, { total: 4, types: [1, 1, 1, 1] }],
])('un petit total qui dirait ses petits types n’est pas diffusé, seuil %i (R-CHI-03)', (seuil, colonne) => {
  expect(maskColonne(colonne, 'somme', seuil).total).toEqual({ masque: true })
})

test.each([
  // Two small types: what the total leaves them runs from 2 (1 + 1) to 8 (4 + 4).
  [[1, 2, 10], false],
  [[2, 2, 10], true],
  [[2, 4, 10], true],
  [[3, 4, 10], false],
])('deux petits types de %j laissent ou non voir leur total : à un près du dit, non (R-CHI-03)', (types, isShown) => {
  const { total, types: shown } = maskColonne({ total: types.reduce((a, b) => a + b, 0), types }, 'somme', 5)
  expect(typeof total === 'number').toBe(isShown)
  expect(shown[2]).toBe(10)
})

test.each([
  [[2, 6, 12], 'total'],
  [[3, 6, 12], 'voisin'],
  [[2, 7, 12], 'voisin'],
  [[1, 40, 12], 'voisin'],
])('un seul petit type de %j se cache derrière le %s (R-CHI-03)', (types, hidden) => {
  const total = types.reduce((a, b) => a + b, 0)
  expect(maskColonne({ total, types }, 'somme', 5)).toEqual({
    total: hidden === 'total' ? { masque: true } : total,
    types: [{ masque: true, moinsDe: 5 }, hidden === 'voisin' ? { masque: true } : types[1], 12],
  })
})

const UNKNOWN_UP_TO = 24
const valuesOf = (cellule: Cellule, seuil: number, leastHidden = seuil): number[] => {
  if (typeof cellule === 'number') return [cellule]
  const [from, to] =
    cellule === null
      ? [0, UNKNOWN_UP_TO]
      : cellule.moinsDe === undefined
        ? [leastHidden, UNKNOWN_UP_TO]
        : [1, seuil - 1]
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** Every column that a reader cannot tell from the real one, by trying them all. */
function* columnsThatFit({ total, types }: ColonnePubliee, lien: Lien, seuil: number): Generator<number[]> {
  const [a = [], b = [], c = []] = types.map((cellule) => valuesOf(cellule, seuil))
  const totals = new Set(valuesOf(total, seuil, 1))
  for (const x of a)
    for (const y of b)
      for (const z of c) {
        const [sum, largest] = [x + y + z, Math.max(x, y, z)]
        if (lien === 'somme') {
          if (totals.has(sum)) yield [sum, x, y, z]
        } else for (const whole of totals) if (whole >= largest && whole <= sum) yield [whole, x, y, z]
      }
}

const count = fc.integer({ min: 0, max: 8 })
const columns: fc.Arbitrary<Readonly<{ lien: Lien; colonne: Colonne }>> = fc
  .tuple(count, count, count)
  .chain((types) => {
    const [sum, largest] = [types.reduce((a, b) => a + b, 0), Math.max(...types)]
    return fc.oneof(
      fc.constant({ lien: 'somme' as const, colonne: { total: sum, types } }),
      fc.integer({ min: largest, max: sum }).map((total) => ({ lien: 'bornes' as const, colonne: { total, types } })),
    )
  })

test('de ce qui est montré, aucune valeur masquée ne se déduit (R-CHI-03)', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 3, max: 6 }), ({ lien, colonne }, seuil) => {
      const published = maskColonne(colonne, lien, seuil)
      const possible = [new Set<number>(), new Set<number>(), new Set<number>(), new Set<number>()]
      for (const column of columnsThatFit(published, lien, seuil)) column.map((value, at) => possible[at]?.add(value))
      const cells = [published.total, ...published.types]
      const truth = [colonne.total, ...colonne.types]
      cells.forEach((cellule, at) => {
        if (isMasque(cellule)) expect(possible[at]?.size).toBeGreaterThan(1)
        else expect(cellule).toBe(truth[at])
        expect(possible[at]).toContain(truth[at])
      })
    }),
    { numRuns: 600 },
  )
})

test('un petit nombre n’est jamais montré, un grand l’est sauf pour en protéger un (R-CHI-02, R-CHI-03)', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 1, max: 11 }), ({ lien, colonne }, seuil) => {
      const { total, types } = maskColonne(colonne, lien, seuil)
      const cells = [total, ...types]
      for (const cellule of cells) if (typeof cellule === 'number') expect(cellule === 0 || cellule >= seuil).toBe(true)
      const hidden = cells.filter(isMasque)
      if (!hidden.some(({ moinsDe }) => moinsDe)) expect(hidden).toEqual([])
    }),
  )
})

/** What an unknown type may add to a total, in these trials. */
const INCONNU_AU_PLUS = 6

/** Every column of so many types, each unknown or from 0 to `most`, with every total that its definition allows. */
function* everyColumn(lien: Lien, size: number, most: number): Generator<Colonne & { total: number }> {
  const values = [null, ...Array.from({ length: most + 1 }, (_, value) => value)]
  for (let rank = 0; rank < values.length ** size; rank++) {
    const types = Array.from(
      { length: size },
      (_, at) => values[Math.floor(rank / values.length ** at) % values.length] ?? null,
    )
    const sum = types.reduce<number>((all, value) => all + (value ?? 0), 0)
    const [least, largest] = [lien === 'somme' ? sum : Math.max(...types.map((value) => value ?? 0)), sum]
    const last = types.includes(null) ? largest + INCONNU_AU_PLUS : largest
    for (let total = least; total <= last; total++) yield { total, types }
  }
}

/** The same published column, from whatever true ones: the values that each cell has in them. */
type Classe = { possible: Set<number | null>[]; inner: boolean; published: ColonnePubliee }

test.each([
  ['somme', 2, 3],
  ['somme', 2, 5],
  ['somme', 2, 11],
  ['somme', 3, 3],
  ['somme', 3, 4],
  ['somme', 3, 5],
  ['somme', 3, 6],
  ['somme', 4, 3],
  ['somme', 4, 4],
  ['bornes', 2, 3],
  ['bornes', 2, 11],
  ['bornes', 3, 3],
  ['bornes', 3, 4],
  ['bornes', 3, 5],
  ['bornes', 4, 3],
] as const)(
  'qui connaît aussi la règle ne retrouve aucune valeur masquée : %s, %i types, seuil %i (R-CHI-03)',
  (lien, size, seuil) => {
    const most = seuil + 4
    const classes = new Map<string, Classe>()
    for (const { total, types } of everyColumn(lien, size, most)) {
      const published = maskColonne({ total, types }, lien, seuil)
      const key = JSON.stringify(published)
      const classe = classes.get(key) ?? {
        possible: Array.from({ length: size + 1 }, () => new Set<number | null>()),
        inner: false,
        published,
      }
      for (const [at, value] of [total, ...types].entries()) classe.possible[at]?.add(value)
      // Near the edge of the trial, the other columns of a class may lie beyond it.
      const inconnu = total - types.reduce<number>((all, value) => all + (value ?? 0), 0)
      classe.inner ||= inconnu <= INCONNU_AU_PLUS - 3 && types.every((value) => (value ?? 0) <= most - 3)
      classes.set(key, classe)
    }
    const recovered = [...classes.values()].filter(
      ({ possible, inner, published }) =>
        inner &&
        [published.total, ...published.types].some((cellule, at) => isMasque(cellule) && (possible[at]?.size ?? 0) < 2),
    )
    expect(classes.size).toBeGreaterThan(20)
    expect(recovered.map(({ published }) => published)).toEqual([])
  },
)
