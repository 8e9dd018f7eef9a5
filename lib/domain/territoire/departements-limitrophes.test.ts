import { describe, expect, it } from 'vitest'
import { departementsAutour } from './departements-limitrophes.ts'

const METROPOLE = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0')).flatMap((code) =>
  code === '20' ? ['2A', '2B'] : [code],
)

describe('les départements limitrophes', () => {
  it('le sont toujours l’un de l’autre, et jamais de soi-même', () => {
    for (const departement of METROPOLE) {
      const [self, ...others] = departementsAutour(departement)
      expect(self).toBe(departement)
      expect(others.length, departement).toBeGreaterThan(0)
      expect(new Set(others).size, departement).toBe(others.length)
      expect(others).not.toContain(departement)
      for (const other of others) expect(departementsAutour(other), `${departement} et ${other}`).toContain(departement)
    }
  })

  it('manquent outre-mer', () => expect(departementsAutour('974')).toEqual(['974']))
})
