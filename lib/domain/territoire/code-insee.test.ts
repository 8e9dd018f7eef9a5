import { describe, expect, it } from 'vitest'
import { departementOf, parseCodeInsee, parseSegmentDeCommune } from './code-insee.ts'

describe('le code INSEE', () => {
  it.each([
    ['09122', '09122'],
    ['1001', '01001'],
    [' 2a004 ', '2A004'],
    ['2B033', '2B033'],
    ['97411', '97411'],
    ['98818', '98818'],
  ])('lit « %s » comme %s (R-TER-06)', (text, code) => expect(parseCodeInsee(text)).toBe(code))

  it.each(['', '00001', '20004', '2C004', '96001', '99100', '0912', '091222', 'A2004', '09-122'])(
    'refuse « %s » (R-TER-06)',
    (text) => expect(parseCodeInsee(text)).toBeUndefined(),
  )

  it.each([
    ['09122', '09'],
    ['2A004', '2A'],
    ['97411', '974'],
    ['98818', '988'],
  ])('%s est dans le département %s', (code, departement) => expect(departementOf(code)).toBe(departement))
})

describe('le segment d’adresse', () => {
  it('sépare le code et le nom', () =>
    expect(parseSegmentDeCommune('09122-foix')).toEqual({ codeInsee: '09122', slug: 'foix' }))
  it('accepte un code seul', () => expect(parseSegmentDeCommune('2a004')).toEqual({ codeInsee: '2A004', slug: '' }))
  it.each(['foix', '09122foix', '9-foix', '', '-', '09122/foix'])('refuse « %s »', (segment) =>
    expect(parseSegmentDeCommune(segment)).toBeUndefined(),
  )
})
