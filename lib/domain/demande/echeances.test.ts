import { describe, expect, it } from 'vitest'
import { addDays, addMonths, jour } from '../calendrier.ts'
import {
  baremeAu,
  computeEcheances,
  computeEffacementLe,
  computeRadiationAuPlusTotLe,
  computeReactivationJusquAu,
  isAvisSuffisant,
  situationAu,
} from './echeances.ts'

const BAREME = baremeAu(jour('2026-01-01'))
const echeancesDe = (depuis: string) => computeEcheances(jour(depuis), BAREME)

describe('les échéances d’une demande', () => {
  it.each([
    // T, opens, notice at the latest, valid until, last day, radiation, réactivation until
    ['2014-07-29', '2015-05-29', '2015-06-29', '2015-07-29', '2015-08-29', '2015-08-30', '2016-01-30'],
    ['2014-08-31', '2015-06-30', '2015-07-31', '2015-08-31', '2015-09-30', '2015-10-01', '2016-03-01'],
    ['2014-01-31', '2014-11-30', '2014-12-31', '2015-01-31', '2015-02-28', '2015-03-01', '2015-08-01'],
    ['2024-02-29', '2024-12-29', '2025-01-29', '2025-02-28', '2025-03-29', '2025-03-30', '2025-08-30'],
    ['2024-01-31', '2024-11-30', '2024-12-31', '2025-01-31', '2025-02-28', '2025-03-01', '2025-08-01'],
    ['2027-01-30', '2027-11-30', '2027-12-30', '2028-01-30', '2028-02-29', '2028-03-01', '2028-08-01'],
    ['2099-01-31', '2099-11-30', '2099-12-31', '2100-01-31', '2100-02-28', '2100-03-01', '2100-08-01'],
    ['2099-12-31', '2100-10-31', '2100-11-30', '2100-12-31', '2101-01-31', '2101-02-01', '2101-07-01'],
  ])('de %s : %s, %s, %s, %s (R-ECH-01, R-ECH-02, R-ECH-03, R-ECH-04, R-ECH-09)', (depuis, ...expected) => {
    const { ouvreLe, avisAuPlusTardLe, expireLe, dernierJour } = echeancesDe(depuis)
    const radieeLe = computeRadiationAuPlusTotLe({ valideDepuis: jour(depuis), avisRemisLe: avisAuPlusTardLe }, BAREME)
    expect(radieeLe).not.toBeNull()
    const reactivation = computeReactivationJusquAu(radieeLe ?? dernierJour, BAREME)
    expect([ouvreLe, avisAuPlusTardLe, expireLe, dernierJour, radieeLe, reactivation]).toEqual(expected)
  })

  it('ne dérivent pas de renouvellement en calcul : le 31 reste le 31 quand le mois l’a (R-ECH-09)', () => {
    // Chained, the month after 30 November would be 30 December, then 30 January and 28 February.
    expect(echeancesDe('2014-01-31').expireLe).toBe('2015-01-31')
    expect(addMonths(echeancesDe('2014-08-31').ouvreLe, 2)).not.toBe(echeancesDe('2014-08-31').expireLe)
  })

  it.each([
    ['la veille de l’ouverture', 'ouvreLe', -1, 'trop-tot'],
    ['le jour de l’ouverture', 'ouvreLe', 0, 'ouverte'],
    ['le lendemain de l’ouverture', 'ouvreLe', 1, 'ouverte'],
    ['la veille de la fin de validité', 'expireLe', -1, 'ouverte'],
    ['le jour de la fin de validité', 'expireLe', 0, 'ouverte'],
    ['le lendemain de la fin de validité', 'expireLe', 1, 'dernier-mois'],
    ['la veille du dernier jour', 'dernierJour', -1, 'dernier-mois'],
    ['le dernier jour', 'dernierJour', 0, 'dernier-mois'],
    ['le lendemain du dernier jour', 'dernierJour', 1, 'echeance-passee'],
  ] as const)('%s (R-ECH-03, R-ECH-04, R-ECH-12)', (_, echeance, ecart, situation) => {
    for (const depuis of ['2014-07-29', '2014-08-31', '2024-02-29', '2014-01-31']) {
      const echeances = echeancesDe(depuis)
      expect(situationAu(addDays(echeances[echeance], ecart), echeances), depuis).toBe(situation)
    }
  })

  it('le barème en vigueur ce jour-là juge l’acte ; avant le plus ancien, celui-là (R-ECH-10)', () => {
    const premier = baremeAu(jour('2000-11-07'))
    expect(baremeAu(jour('2000-11-06'))).toBe(premier)
    expect(baremeAu(jour('2000-11-08'))).toBe(premier)
    expect(premier.depuis).toBe('2000-11-07')
    expect(BAREME.depuis <= '2026-01-01').toBe(true)
  })
})

describe('la radiation et ce qui la suit', () => {
  const T = { valideDepuis: jour('2014-07-29') }

  it.each([
    ['2015-06-29', '2015-08-30'],
    ['2015-07-29', '2015-08-30'],
    ['2015-07-30', '2015-08-30'],
    ['2015-07-31', '2015-08-31'],
    ['2015-08-31', '2015-09-30'],
    ['2016-01-31', '2016-02-29'],
  ])('l’avis remis le %s, pas avant le %s (R-ECH-05, R-ECH-06)', (avis, radieeLe) => {
    const remis = { ...T, avisRemisLe: jour(avis) }
    expect(computeRadiationAuPlusTotLe(remis, BAREME)).toBe(radieeLe)
    expect(isAvisSuffisant({ ...remis, radieeLe: jour(radieeLe) }, BAREME)).toBe(true)
  })

  it.each([
    ['2015-07-30', '2015-08-29', false],
    ['2015-07-30', '2015-08-30', true],
    ['2015-07-30', '2015-08-31', true],
    ['2015-01-31', '2015-02-27', false],
    ['2015-01-31', '2015-02-28', true],
  ])('un mois en un pas : remis le %s, radiée le %s : %s (R-ECH-06)', (avis, radieeLe, expected) =>
    expect(isAvisSuffisant({ ...T, avisRemisLe: jour(avis), radieeLe: jour(radieeLe) }, BAREME)).toBe(expected),
  )

  it('sans avis, ou avec celui d’une validité finie, pas de radiation (R-ECH-06)', () => {
    const passe = { ...T, avisRemisLe: jour('2014-06-30') }
    expect(computeRadiationAuPlusTotLe({ ...T, avisRemisLe: null }, BAREME)).toBeNull()
    expect(computeRadiationAuPlusTotLe(passe, BAREME)).toBeNull()
    expect(computeRadiationAuPlusTotLe({ ...T, avisRemisLe: T.valideDepuis }, BAREME)).toBeNull()
    expect(isAvisSuffisant({ ...passe, radieeLe: jour('2015-08-30') }, BAREME)).toBe(false)
  })

  it.each([
    ['2015-08-30', '2016-01-30'],
    ['2015-09-30', '2016-02-29'],
    ['2014-09-30', '2015-02-28'],
  ])('radiée le %s, réactivable jusqu’au %s (R-ECH-07)', (radieeLe, jusquAu) =>
    expect(computeReactivationJusquAu(jour(radieeLe), BAREME)).toBe(jusquAu),
  )

  it.each([
    ['2015-08-30', '2016-08-30'],
    ['2024-02-29', '2025-02-28'],
  ])('radiée le %s, effacée le %s (R-ECH-08)', (radieeLe, le) =>
    expect(computeEffacementLe(jour(radieeLe), BAREME)).toBe(le),
  )
})
