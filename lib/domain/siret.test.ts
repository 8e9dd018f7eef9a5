import { describe, expect, it } from 'vitest'
import { defautDeNumero, direDefaut, parseSiren, parseSiret } from './siret.ts'

describe('SIREN et SIRET', () => {
  it('lit un SIREN avec ses espaces et refuse une mauvaise clé', () => {
    expect(parseSiren('732 829 320')).toBe('732829320')
    expect(parseSiren('732829321')).toBeUndefined()
    expect(parseSiren('73282932')).toBeUndefined()
  })
  it('lit un SIRET avec ses espaces et refuse une mauvaise clé', () => {
    expect(parseSiret('732 829 320 00074')).toBe('73282932000074')
    expect(parseSiret('73282932000075')).toBeUndefined()
    expect(parseSiret('73282932100074')).toBeUndefined()
  })
  it('dit ce qui ne va pas, et quoi faire', () => {
    const dit = (text: string) => direDefaut('SIREN', defautDeNumero('SIREN', text))
    expect(dit('73282932')).toBe('Un SIREN a 9 chiffres, sans lettre. Recopiez-le en entier.')
    expect(dit('73282932O')).toBe('Un SIREN a 9 chiffres, sans lettre. Recopiez-le en entier.')
    expect(dit('732 829 321')).toBe('Un chiffre au moins de ce SIREN n’est pas le bon. Relisez les 9 chiffres.')
  })
  it('admet la clé propre à La Poste', () => {
    expect(parseSiret('35600000049837')).toBe('35600000049837')
    expect(parseSiret('35600000049838')).toBeUndefined()
  })
})
