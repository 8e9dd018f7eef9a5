import { expect, it } from 'vitest'
import { readDecision } from './envois.ts'

it.each([
  ['1', '0', 'Votre décision est enregistrée.'],
  ['12', '0', 'Votre décision est enregistrée pour 12 envois.'],
  ['2', '1', 'Votre décision est enregistrée pour 2 envois. Un envoi était déjà réglé'],
  ['0', '3', 'Aucun envoi n’a changé. 3 envois étaient déjà réglés'],
])(
  'une décision prise de plusieurs envois dit combien : %s, et %s déjà réglés (R-RAP-35)',
  (decides, regles, phrase) => {
    const lue = readDecision(decides, regles)
    expect(lue?.phrase.startsWith(phrase)).toBe(true)
    expect(lue?.isEcrite).toBe(decides !== '0')
  },
)

it.each([
  [undefined, undefined],
  ['1', undefined],
  ['0', '0'],
  ['1e3', '0'],
  ['-1', '0'],
  [['1'], '0'],
  ['1000', '0'],
])('une adresse qui ne dit rien d’une décision ne dit rien : %s, %s', (decides, regles) => {
  expect(readDecision(decides, regles)).toBeUndefined()
})
