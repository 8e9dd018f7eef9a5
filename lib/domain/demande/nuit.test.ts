import { describe, expect, it } from 'vitest'
import { addDays, addMonths, jour } from '../calendrier.ts'
import { baremeAu, isAvisSuffisant } from './echeances.ts'
import { dernierAvisPour, ecartDHorloge, isHorlogeSure, joursDesTerritoires } from './nuit.ts'

describe('l’horloge de la nuit', () => {
  it('deux secondes d’écart passent, une milliseconde de plus arrête la radiation (R-NUI-01)', () => {
    expect([0, 2000, 2001].map(isHorlogeSure)).toEqual([true, true, false])
  })

  it('l’écart est ce que la durée de la question n’explique pas, dans les deux sens', () => {
    expect(ecartDHorloge({ avant: 1000, base: 1040, apres: 1100 })).toBe(0)
    expect(ecartDHorloge({ avant: 1000, base: 8_201_000, apres: 1100 })).toBe(8_199_900)
    expect(ecartDHorloge({ avant: 9000, base: 4000, apres: 9100 })).toBe(5000)
  })
})

describe('les jours que la base compare', () => {
  it('le dernier avis qui permet de radier est celui de la règle, chaque jour de quatre ans (R-ECH-06)', () => {
    const valideDepuis = jour('2000-01-01')
    for (let le = jour('2027-01-01'); le < '2031-01-01'; le = addDays(le, 1)) {
      const bareme = baremeAu(le)
      const avis = dernierAvisPour(le, bareme)
      expect(isAvisSuffisant({ valideDepuis, avisRemisLe: avis, radieeLe: le }, bareme), le).toBe(true)
      expect(isAvisSuffisant({ valideDepuis, avisRemisLe: addDays(avis, 1), radieeLe: le }, bareme), le).toBe(false)
    }
    expect(dernierAvisPour(jour('2027-02-28'), baremeAu(jour('2027-02-28')))).toBe('2027-01-31')
    expect(dernierAvisPour(jour('2027-03-31'), baremeAu(jour('2027-03-31')))).toBe(addMonths(jour('2027-03-31'), -1))
  })

  it('chaque territoire a son jour : à 23 h à Paris, demain a commencé à La Réunion, pas en Martinique (R-NUI-02)', () => {
    const jours = joursDesTerritoires(['111', '09', '974', '972'], '2026-06-30T21:00:00Z')
    expect(jours.map(({ le }) => le)).toEqual(['2026-06-30', '2026-06-30', '2026-07-01', '2026-06-30'])
    const minuit = joursDesTerritoires(['09', '972'], '2026-06-30T22:00:00Z')
    expect(minuit.map(({ le }) => le)).toEqual(['2026-07-01', '2026-06-30'])
  })
})
