import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { isAncien, joursDevenusAnciens } from './fraicheur.ts'

describe('la fraîcheur d’un point', () => {
  it.each([
    ['2026-04-02', false],
    ['2026-04-03', false],
    ['2026-04-04', true],
    ['2030-01-01', true],
  ])('mis à jour le 3 mars 2025, le %s : ancien %s (R-FRA-01)', (le, expected) => {
    expect(isAncien(jour('2025-03-03'), jour(le))).toBe(expected)
  })

  it('une date à venir n’est pas ancienne, et le bout du mois ne recule pas (R-FRA-01)', () => {
    expect(isAncien(jour('2027-01-01'), jour('2026-01-01'))).toBe(false)
    // 31 March less thirteen months is the last day of February.
    expect(isAncien(jour('2025-02-28'), jour('2026-03-31'))).toBe(false)
    expect(isAncien(jour('2025-02-27'), jour('2026-03-31'))).toBe(true)
  })

  it('ne refait que les pages dont un point vient de devenir ancien (R-FRA-02)', () => {
    const le = jour('2026-11-24')
    expect(joursDevenusAnciens(null, le)).toEqual({ du: null, avant: '2025-10-24' })
    expect(joursDevenusAnciens(jour('2026-11-23'), le)).toEqual({ du: '2025-10-23', avant: '2025-10-24' })
    expect(joursDevenusAnciens(jour('2026-11-01'), le)).toEqual({ du: '2025-10-01', avant: '2025-10-24' })
    expect(joursDevenusAnciens(le, le)).toBeNull()
    // The clock of a machine that went back looks at nothing again.
    expect(joursDevenusAnciens(jour('2026-12-01'), le)).toBeNull()
  })
})
