import { expect, it } from 'vitest'
import { resumeDesTotaux } from './textes.ts'

it('écrit les milliers d’un recensement comme partout ailleurs', () => {
  const totaux = { nouveau: 1200, modifie: 0, inchange: 34, refuse: 1, ignore: 0, absents: 0 }
  expect(resumeDesTotaux(totaux)).toBe(
    '1\u202f235 lignes\u00a0: 1 à corriger, 1\u202f200 nouvelles, 34 sans changement',
  )
})
