import { expect, it } from 'vitest'
import { Faits } from './faits.tsx'

const UNE = [{ cle: 'situation', libelle: 'Situation de famille', valeur: 'Célibataire' }]

it('dit qu’un groupe n’a rien d’enregistré, au lieu d’un cadre vide', () => {
  expect(JSON.stringify(Faits({ avant: [] }))).toContain('Rien n’est enregistré.')
  expect(JSON.stringify(Faits({ avant: UNE }))).not.toContain('Rien n’est enregistré.')
  expect(JSON.stringify(Faits({ avant: [], apres: UNE }))).toContain('Situation de famille')
})
