import { describe, expect, it } from 'vitest'
import { readTexte } from './texte-d-adresse.ts'

describe('ce qui fut écrit dans une adresse', () => {
  it.each([
    [undefined, ''],
    ['', ''],
    ['  Foix \t\n 09 ', 'Foix 09'],
    [['Foix', 'Pamiers'], 'Foix'],
    [[], ''],
    ['Fo\u0000ix', 'Fo ix'],
    ['🏠'.repeat(60), '🏠'.repeat(50)],
    [`a${'🏠'.repeat(60)}`, `a${'🏠'.repeat(49)}\uFFFD`],
    ['\ud800', '\uFFFD'],
  ])('%j se lit « %s »', (valeur, attendu) => expect(readTexte(valeur)).toBe(attendu))

  it('se coupe à la longueur dite', () => expect(readTexte('x'.repeat(10_000), 40)).toBe('x'.repeat(40)))
})
