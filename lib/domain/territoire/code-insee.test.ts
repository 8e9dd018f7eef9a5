import { describe, expect, it } from 'vitest'
import {
  communeActuelle,
  departementOf,
  isMemeLieu,
  nomDAvant,
  parseCodeInsee,
  parseSegmentDeCommune,
  villeDe,
} from './code-insee.ts'

const AUCUNE = new Map<string, string>()

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

it('une commune d’avant se nomme avec celle d’aujourd’hui, qui suffit quand son nom s’est perdu (R-TER-15)', () => {
  expect(nomDAvant('Saint-Fictif', 'Val-Inventé')).toBe('Saint-Fictif (Val-Inventé)')
  expect([nomDAvant('', 'Val-Inventé'), nomDAvant('Val-Inventé', 'Val-Inventé')]).toEqual([
    'Val-Inventé',
    'Val-Inventé',
  ])
})

describe('un arrondissement municipal', () => {
  it.each([
    ['75101', '75056'],
    ['75120', '75056'],
    ['69381', '69123'],
    ['69389', '69123'],
    ['13201', '13055'],
    ['13216', '13055'],
    ['13200', '13200'],
    ['13217', '13217'],
    ['69380', '69123'],
    ['09122', '09122'],
  ])('%s est de %s (R-TER-14)', (code, ville) => expect(villeDe(code)).toBe(ville))

  it('sa ville peut être lui, un autre arrondissement non (R-TER-14)', () => {
    expect([
      isMemeLieu('13201', '13055', AUCUNE),
      isMemeLieu('13055', '13201', AUCUNE),
      isMemeLieu('13201', '13201', AUCUNE),
    ]).toEqual([true, true, true])
    expect([isMemeLieu('13201', '13202', AUCUNE), isMemeLieu('13201', '75056', AUCUNE)]).toEqual([false, false])
  })
})

describe('une commune d’avant', () => {
  // Goulier, then Suc-et-Sentenac, in Val-de-Sos.
  const actuelles = new Map([
    ['09135', '09334'],
    ['09302', '09334'],
  ])
  it('compte dans celle d’aujourd’hui (R-TER-17)', () => {
    expect(['09135', '09334', '09122', '13201'].map((code) => communeActuelle(code, actuelles))).toEqual([
      '09334',
      '09334',
      '09122',
      '13055',
    ])
  })
  it('est le même lieu qu’elle, et qu’une autre de la même (R-TER-17)', () => {
    const pairs = [
      ['09135', '09334'],
      ['09334', '09135'],
      ['09135', '09302'],
      ['09135', '09122'],
    ] as const
    expect(pairs.map(([a, b]) => isMemeLieu(a, b, actuelles))).toEqual([true, true, true, false])
    expect(isMemeLieu('09135', '09334', AUCUNE)).toBe(false)
  })
})

describe('le segment d’adresse', () => {
  it('sépare le code et le nom', () =>
    expect(parseSegmentDeCommune('09122-foix')).toEqual({ codeInsee: '09122', slug: 'foix' }))
  it('accepte un code seul', () => expect(parseSegmentDeCommune('2a004')).toEqual({ codeInsee: '2A004', slug: '' }))
  it.each(['foix', '09122foix', '9-foix', '', '-', '09122/foix'])('refuse « %s »', (segment) =>
    expect(parseSegmentDeCommune(segment)).toBeUndefined(),
  )
})
