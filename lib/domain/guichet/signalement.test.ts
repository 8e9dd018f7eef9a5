import { describe, expect, it } from 'vitest'
import { MESSAGE_MAX } from './etats-de-signalement.ts'
import { signalementSchema } from './signalement.ts'

const read = (changes: Record<string, unknown>) =>
  signalementSchema.safeParse({
    pointId: 'AbCdEf123456',
    nature: 'horaires',
    cle: '7f2c1a52-8c39-4a59-9a4c-0d7b6a1f2e33',
    ...changes,
  })
const phrases = (changes: Record<string, unknown>) => read(changes).error?.issues.map(({ message }) => message)

describe('le signalement d’une erreur', () => {
  it('n’a besoin que d’une nature', () => expect(read({}).data).toMatchObject({ nature: 'horaires', message: '' }))

  it('demande quelques mots pour « autre chose » (R-SIG-01)', () => {
    expect(phrases({ nature: 'autre' })).toEqual(['Dites en quelques mots ce qui ne va pas.'])
    expect(phrases({ nature: 'autre', message: '  ' })).toEqual(['Dites en quelques mots ce qui ne va pas.'])
    expect(read({ nature: 'autre', message: 'Le nom a changé' }).success).toBe(true)
  })

  it('refuse un numéro unique, pas un téléphone (R-SIG-03)', () => {
    expect(phrases({ message: 'Ma demande 111 0318 016982 G1104' })).toHaveLength(1)
    expect(phrases({ message: '1110318016982G1104' })).toHaveLength(1)
    expect(phrases({ message: '02A0318016982GDPUB' })).toHaveLength(1)
    expect(phrases({ message: '111\u00a00318\u202f016982 - G1104' })).toHaveLength(1)
    expect(read({ message: 'Le bon numéro est le 05 36 49 00 01, de 9h à 12h' }).success).toBe(true)
    expect(read({ message: '0536490001 / 0536490002 au lieu de 05 36 49 00 03' }).success).toBe(true)
  })

  it('refuse un numéro de sécurité sociale (R-NIR-01)', () => {
    expect(phrases({ message: 'Je suis le 2 80 13 99 999 999 85' })).toEqual([
      'Retirez votre numéro de sécurité sociale : il ne sert pas ici.',
    ])
    expect(read({ message: 'Dossier 2 80 13 99 999 999 86' }).success).toBe(true)
  })

  it(`accepte ${MESSAGE_MAX} caractères et pas un de plus`, () => {
    expect(read({ message: 'x'.repeat(MESSAGE_MAX) }).success).toBe(true)
    expect(phrases({ message: 'x'.repeat(MESSAGE_MAX + 1) })).toHaveLength(1)
  })

  it('demande une clé et une nature connues', () => {
    expect(phrases({ cle: 'x' })).toHaveLength(1)
    expect(phrases({ nature: 'rien' })).toEqual(['Dites ce qui ne va pas.'])
  })
})
