import { expect, it } from 'vitest'
import { mannWhitney } from './mann-whitney.ts'

const suite = (debut: number, nombre: number) => Array.from({ length: nombre }, (_, rang) => debut + rang)

it('dit la probabilité connue de deux échantillons séparés, dans les deux sens', () => {
  // As R (`wilcox.test`, exact = FALSE) and SciPy (`mannwhitneyu`, asymptotic) say it.
  expect(mannWhitney(suite(1, 5), suite(6, 5))).toBeCloseTo(0.012186, 5)
  expect(mannWhitney(suite(6, 5), suite(1, 5))).toBeCloseTo(0.012186, 5)
})

it('ne distingue pas deux échantillons égaux, mêlés ou tous à égalité', () => {
  expect(mannWhitney(suite(1, 50), suite(1, 50))).toBeCloseTo(1, 5)
  expect(mannWhitney([7, 7, 7], [7, 7])).toBe(1)
})

it('distingue un décalage que les médianes ne montrent qu’à peine', () => {
  const lents = suite(1, 1000).map((un) => un + 60)
  expect(mannWhitney(suite(1, 1000), lents)).toBeLessThan(0.001)
})
