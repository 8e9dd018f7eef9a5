import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { checkRenouvellement } from '#lib/domain/demande/renouvellement.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { recuMontrable } from './recu-montrable.ts'

const dernier = { rang: 2, le: jour('2015-06-10'), cle: null, compteId: null, recu: null } as const
const isMontrable = (demande: Demande, le: string): boolean => {
  if (demande.statut === 'effacee') throw new Error('erased')
  const juge = checkRenouvellement(demande, jour(le))
  if (juge.ok) return false
  return recuMontrable({ demande, dernier, ouvert: juge }) !== undefined
}
const renouvelee = uneDemande().deposeeLe('2014-07-29').renouveleeLe('2015-06-10')

it.each([
  ['2015-06-10', true],
  ['2016-04-09', true],
  ['2016-04-10', false],
  ['2016-07-10', false],
  ['2016-07-11', false],
])('le reçu du 10 juin 2015, ouvert le %s : %s (R-REN-11)', (le, montre) => {
  expect(isMontrable(renouvelee.build(), le)).toBe(montre)
})

it('ni de ce qui fut radié depuis, réactivé ou non (R-REN-11)', () => {
  const radiee = renouvelee.avisRemisLe('2016-05-10').radieeLe('2016-08-01')
  expect(isMontrable(radiee.build(), '2016-08-02')).toBe(false)
  expect(isMontrable(radiee.reactiveeLe('2016-08-10').build(), '2016-08-11')).toBe(false)
})
