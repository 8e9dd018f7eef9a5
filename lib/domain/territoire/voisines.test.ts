import { describe, expect, it } from 'vitest'
import { computeDistanceEntreCommunes } from './voisines.ts'

const foix = { latitude: 42.9639, longitude: 1.6054, approximative: false }
const pamiers = { latitude: 43.1164, longitude: 1.6109, approximative: false }

describe('la distance entre deux communes', () => {
  it('se dit en kilomètres entiers, au moins un, entre deux positions précises (R-TER-05)', () => {
    expect(computeDistanceEntreCommunes(foix, pamiers)).toBe(17)
    expect(computeDistanceEntreCommunes(foix, foix)).toBe(1)
  })

  it('ne se dit pas quand une des deux positions est approximative ou inconnue (R-TER-05)', () => {
    expect(computeDistanceEntreCommunes({ ...foix, approximative: true }, pamiers)).toBeNull()
    expect(computeDistanceEntreCommunes(foix, { ...pamiers, approximative: true })).toBeNull()
    expect(computeDistanceEntreCommunes(null, pamiers)).toBeNull()
    expect(computeDistanceEntreCommunes(foix, null)).toBeNull()
  })
})
