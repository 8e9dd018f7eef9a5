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
  const published = maskColonne({ total: 10, types: [4, 6, 0] }, 'bornes', 5)
  expect(published.types).toEqual([{ masque: true, moinsDe: 5 }, { masque: true }, 0])
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
