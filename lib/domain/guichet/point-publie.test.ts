import { describe, expect, it } from 'vitest'
import { computeEnviron } from './point-publie.ts'
import { unPointDeContact } from './testing.ts'

const FOIX = { latitude: 42.9654, longitude: 1.607 }
const depart = (approximative: boolean, codeInsee: string | null = '09329') => ({
  codeInsee,
  position: { latitude: 43.05, longitude: 1.607, approximative },
})
const at = (precision: 'adresse' | 'rue' | 'commune' | 'approximative') =>
  unPointDeContact({ position: { ...FOIX, precision } })

describe('la distance annoncée d’un point', () => {
  it('se compte en kilomètres entiers entre deux positions précises (R-ANN-03)', () => {
    expect(computeEnviron(depart(false), at('adresse'))).toBe(9)
    expect(computeEnviron(depart(false), at('commune'))).toBe(9)
    expect(computeEnviron(depart(false, null), at('rue'))).toBe(9)
    expect(computeEnviron({ codeInsee: null, position: { ...FOIX, approximative: false } }, at('rue'))).toBe(1)
  })

  it('se tait quand une position est approximative ou inconnue, ou dans la commune même (R-ANN-03)', () => {
    expect(computeEnviron(depart(true), at('adresse'))).toBeNull()
    expect(computeEnviron(depart(false), at('approximative'))).toBeNull()
    expect(computeEnviron({ codeInsee: '09329', position: null }, at('adresse'))).toBeNull()
    expect(computeEnviron(depart(false), unPointDeContact({ position: null }))).toBeNull()
    expect(computeEnviron(depart(false, '09122'), at('adresse'))).toBeNull()
  })
})
