import { expect, it } from 'vitest'
import { adresseDesEnvois, readDecision } from './envois.ts'

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

it.each([
  [{ territoire: null, jalon: null, canal: null }, 1, '/admin/envois'],
  [{ territoire: null, jalon: null, canal: null }, 2, '/admin/envois?page=2'],
  [{ territoire: '2A', jalon: null, canal: null }, 1, '/admin/envois?territoire=2A'],
  [
    { territoire: '09', jalon: 'dernier-mois', canal: 'sms' },
    3,
    '/admin/envois?territoire=09&etape=dernier-mois&canal=sms&page=3',
  ],
] as const)(
  'changer de page garde le territoire, l’étape et le canal choisis : %j, page %i',
  (filtre, page, adresse) => {
    expect(adresseDesEnvois(filtre, page)).toBe(adresse)
  },
)
