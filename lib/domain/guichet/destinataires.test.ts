import { expect, it } from 'vitest'
import { chooseDestinataires } from './destinataires.ts'

const CENTRE = 'centre@x.invalid'
const [A, B, G, H] = ['a@x.invalid', 'b@x.invalid', 'g@x.invalid', 'h@x.invalid']

it.each([
  ['un centre qui a une adresse et des comptes', CENTRE, [A, B], [G], [CENTRE], 'centre'],
  ['un centre sans adresse : ses comptes', null, [A, B], [G], [A, B], 'centre'],
  ['un centre sans compte : son gestionnaire aussi', CENTRE, [], [G, H], [CENTRE, G, H], 'les-deux'],
  ['un centre sans compte, dont l’adresse est celle du gestionnaire', G, [], [G], [G], 'les-deux'],
  ['un centre sans compte, et pas de gestionnaire', CENTRE, [], [], [CENTRE], 'centre'],
  ['ni adresse ni compte, ou pas de centre', null, [], [G], [G], 'gestionnaires'],
  ['personne', null, [], [], [], 'personne'],
] as const)('%s (R-SIG-04)', (_, courriel, agents, gestionnaires, adresses, envoi) => {
  expect(chooseDestinataires({ courriel, agents, gestionnaires })).toEqual({ adresses, envoi })
})
