import { describe, expect, it } from 'vitest'
import {
  composeNumeroUnique,
  formatNumeroUnique,
  numeroUnique,
  parseNumeroUnique,
  readNumeroUnique,
} from './numero-unique.ts'

describe('le numéro unique', () => {
  it.each([
    '1110318016982G1104',
    '0690714000001G0123',
    '02A1214000042GDPUB',
    '02B0100999999ABCDE',
    '9760199000000G0001',
  ])('lit %s tel quel (R-NUM-01)', (text) => expect(parseNumeroUnique(text)).toBe(text))

  it.each([
    ['le mois 13', '1111318016982G1104'],
    ['le mois 00', '1110018016982G1104'],
    ['dix-sept caractères', '1110318016982G110'],
    ['dix-neuf caractères', '1110318016982G11044'],
    ['une lettre dans la suite', '11103180I6982G1104'],
    ['une lettre accentuée', '1110318016982É1104'],
    ['rien', ''],
    ['un texte', 'je ne sais pas encore'],
  ])('refuse %s (R-NUM-01)', (_, text) => expect(parseNumeroUnique(text)).toBeUndefined())

  it.each([
    '0201214000042GDPUB',
    '0001214000042G0001',
    '0960714000001G0123',
    '9770714000001G0123',
    '1120714000001G0123',
  ])('refuse %s, d’un territoire qui n’existe pas (R-NUM-03)', (text) =>
    expect(parseNumeroUnique(text)).toBeUndefined(),
  )

  it.each([
    ['111 0318 016982 G1104', '1110318016982G1104'],
    [' 111\u00a00318\u202f016982\tG1104\n', '1110318016982G1104'],
    ['111-0318-016982-g1104', '1110318016982G1104'],
    ['02a1214000042gdpub', '02A1214000042GDPUB'],
    ['111O318O16982G11O4', '1110318016982G1104'],
    ['o69o714ooooo1go123', '0690714000001G0123'],
    ['O2A1214OOOO42GDPUB', '02A1214000042GDPUB'],
    ['\u200b1110318016982G1104\ufeff', '1110318016982G1104'],
    ['111–0318—016982‑G1104', '1110318016982G1104'],
    ['１１１0318０16982Ｇ1104', '1110318016982G1104'],
  ])('lit « %s » comme on l’a recopié (R-NUM-02)', (text, numero) => expect(parseNumeroUnique(text)).toBe(numero))

  it.each(['1110318016982GOOOO', '1110318016982DOPUB', '1110318016982O1234'])(
    'garde la lettre O de %s, où il ne faut pas de chiffre (R-NUM-02)',
    (text) => expect(parseNumeroUnique(text)).toBe(text),
  )

  it('se montre en quatre groupes, qui se relisent', () => {
    const numero = numeroUnique('1110318016982G1104')
    expect(formatNumeroUnique(numero)).toBe('111 0318 016982 G1104')
    expect(parseNumeroUnique(formatNumeroUnique(numero))).toBe(numero)
  })

  it.each([
    ['1110318016982G1104', { territoire: '111', mois: 3, annee: 18, sequence: 16982, codeGuichet: 'G1104' }],
    ['02A1200000042GDPUB', { territoire: '2A', mois: 12, annee: 0, sequence: 42, codeGuichet: 'GDPUB' }],
    ['9740199999999G0001', { territoire: '974', mois: 1, annee: 99, sequence: 999_999, codeGuichet: 'G0001' }],
    ['0090714000001G0123', { territoire: '09', mois: 7, annee: 14, sequence: 1, codeGuichet: 'G0123' }],
  ] as const)('%s se lit partie par partie, et se recompose', (text, parties) => {
    expect(readNumeroUnique(numeroUnique(text))).toEqual(parties)
    expect(composeNumeroUnique(parties)).toBe(text)
  })

  it.each([
    { mois: 0 },
    { mois: 13 },
    { annee: 100 },
    { annee: 2014 },
    { sequence: 1_000_000 },
    { codeGuichet: 'g0123' },
  ])('ne se compose pas avec %o', (fausse) => {
    const juste = { territoire: '09', mois: 7, annee: 14, sequence: 1, codeGuichet: 'G0123' } as const
    expect(() => composeNumeroUnique({ ...juste, ...fausse })).toThrow()
  })

  it('ne s’invente pas dans un test', () => expect(() => numeroUnique('0201214000042GDPUB')).toThrow())
})
