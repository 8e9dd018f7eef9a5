import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SERVICES, TYPES_DE_POINT } from '../vocabulaire.ts'
import { computeEcart, listProches } from './proche.ts'

describe('les valeurs proches de ce qui est écrit', () => {
  it.each([
    ['Télephonne', ['Téléphone', 'Physique'], ['Téléphone']],
    ['Phisyque', ['Téléphone', 'Physique'], ['Physique']],
    ['Pigeon', ['Téléphone', 'Physique'], []],
    ['Guichet', Object.values(TYPES_DE_POINT), ['Guichet enregistreur']],
    ['Renouvelement', Object.values(SERVICES), ['Renouvellement']],
    ['Dépôt', Object.values(SERVICES), ['Dépôt de pièces']],
    ['AD', ['ADIL', 'SIAD'], []],
    ['', ['ADIL'], []],
    ['x'.repeat(61), ['x'.repeat(61)], []],
  ])('« %s »', (text, values, expected) => expect(listProches(text, values)).toEqual(expected))

  it('compte une lettre ôtée, ajoutée, changée, échangée', () => {
    expect(['foi', 'foixx', 'foux', 'fiox', 'foix'].map((text) => computeEcart(text, 'foix'))).toEqual([1, 1, 1, 1, 0])
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(computeEcart(a, b)).toBe(computeEcart(b, a))
        expect(computeEcart(a, b) === 0).toBe(a === b)
      }),
    )
  })
})
