import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, pathOfCommune, slugOf } from './slug.ts'

describe('le nom plié', () => {
  it.each([
    ["L'Haÿ-les-Roses", 'l hay les roses'],
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ['Œuilly', 'oeuilly'],
    ['SAINT-JEANNET', 'saint jeannet'],
    ['  Foix  ', 'foix'],
    ['<b>🏠</b>', 'b b'],
    ['', ''],
  ])('plie « %s » en « %s »', (text, folded) => expect(foldText(text)).toBe(folded))

  it('ne change plus quand on le plie encore, quel que soit le texte', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)))
  })
})

describe('l’adresse d’une commune', () => {
  it('ne contient que des minuscules, des chiffres et des tirets, quel que soit le nom', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (nom) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slugOf(nom))))
  })
  it('joint le code et le nom', () =>
    expect(pathOfCommune({ codeInsee: '09122', slug: slugOf('Foix') })).toBe('/communes/09122-foix'))
})
