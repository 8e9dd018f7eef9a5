import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PUBLICS, SERVICES, TYPES_DE_POINT } from '../vocabulaire.ts'
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

  it.each([
    ['Lieu d’info', TYPES_DE_POINT, ['Lieu d’information']],
    ['lieu info', TYPES_DE_POINT, ['Lieu d’information']],
    ['Guichet enr.', TYPES_DE_POINT, ['Guichet enregistreur']],
    ['dép. pièces', SERVICES, ['Dépôt de pièces']],
    ['Aide num.', SERVICES, ['Aide numérique']],
    ['Salariés', PUBLICS, ['Salariés (Action Logement)', 'Salariés de l’employeur']],
    ['Inf', TYPES_DE_POINT, []],
    ['pièces dép.', SERVICES, []],
    ['Lieu d’infx', TYPES_DE_POINT, []],
  ])('« %s », dans une liste fermée, par le début de ses mots (R-REC-40)', (text, liste, expected) => {
    expect(listProches(text, Object.values(liste), true)).toEqual(expected)
  })

  it('le début d’un nom de commune ou d’en-tête n’en propose pas un (R-REC-40)', () => {
    expect(listProches('Saint-Jean', ['Saint-Jeannet-de-Vence'])).toEqual([])
    expect(listProches('Lieu d’info', ['Lieu d’information'])).toEqual([])
  })

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
