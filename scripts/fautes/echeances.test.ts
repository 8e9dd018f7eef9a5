import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DERNIER_INSTANT, findDefaut, findDefautDuTemoin, NOMBRE_DE_ZONES, PREMIER_INSTANT } from './echeances.ts'

/** Each quick by itself, on a machine that does much else. */
const MILLIERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

it.each(MILLIERS)(
  `dix mille instants dans ${NOMBRE_DE_ZONES} territoires, millier %i : chaque échéance est celle d’un calcul refait à part (R-ECH-09, R-TER-11)`,
  () => {
    const instant = fc.integer({ min: PREMIER_INSTANT, max: DERNIER_INSTANT })
    const property = fc.property(instant, fc.nat({ max: NOMBRE_DE_ZONES - 1 }), (at, rang) => {
      const defaut = findDefaut(at, rang)
      if (defaut) throw new Error(defaut)
    })
    expect(fc.check(property, { numRuns: 1000 })).toMatchObject({ failed: false, numRuns: 1000 })
  },
)

it.each([
  ['le dernier dimanche de mars', '2027-03-28'],
  ['le dernier dimanche d’octobre', '2027-10-31'],
  ['le deuxième dimanche de mars', '2027-03-14'],
  ['le premier dimanche de novembre', '2027-11-07'],
  ['le 29 février', '2028-02-29'],
  ['le 31 décembre', '2028-12-31'],
  ['le 28 février d’une année de siècle', '2100-02-28'],
])('%s, d’heure en heure, treize mois avant et le jour même (R-ECH-04, R-TER-11)', (_, day) => {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  for (const start of [midnight, midnight - 396 * 86_400_000, midnight - 365 * 86_400_000])
    for (let minutes = -24 * 60; minutes < 48 * 60; minutes += 60)
      expect(findDefaut(start + minutes * 60_000)).toBeNull()
})

it('le calcul à part ne recule jamais, jour après jour jusqu’en 2100, et laisse douze mois et vingt-huit jours', () =>
  expect(findDefautDuTemoin()).toBeNull())
