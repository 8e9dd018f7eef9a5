import { expect, it } from 'vitest'
import { formatRapportDePositions } from './positions.ts'

const rapport = (changes: Partial<Parameters<typeof formatRapportDePositions>[0]> = {}) =>
  formatRapportDePositions({
    remplacees: 1,
    inchangees: 0,
    inconnues: [],
    refusees: [],
    completes: [],
    ...changes,
  }).replaceAll('\u00a0', ' ')

it('dit les codes complétés, ceux qui n’existent pas et ceux qui ne se lisent pas', () => {
  expect(rapport()).toBe('1 position remplacée, 0 inchangée.')
  expect(rapport({ completes: [{ rang: 2, code: '9225', codeInsee: '09225' }] })).toContain(
    '1 code complété du zéro perdu : 9225 lu 09225',
  )
  const refus = rapport({
    refusees: [
      { rang: 2, code: '99999', motif: 'code-inconnu' },
      { rang: 3, code: 'foix', motif: 'code-malforme' },
    ],
  })
  expect(refus).toContain('2 (99999) : aucune commune ne peut porter ce code INSEE.')
  expect(refus).toContain('3 (foix) : le code INSEE n’est pas lisible.')
})
