import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { listFermeturesDepuis } from './fermetures.ts'

const NOEL = { du: jour('2026-12-24'), au: jour('2027-01-03') }
const AOUT = { du: jour('2026-08-01'), au: jour('2026-08-15') }

describe('les fermetures exceptionnelles à dire', () => {
  it.each([
    ['2026-07-31', [AOUT, NOEL]],
    ['2026-08-15', [AOUT, NOEL]],
    ['2026-08-16', [NOEL]],
    ['2027-01-03', [NOEL]],
    ['2027-01-04', []],
  ] as const)('le %s, sont celles qui ne sont pas finies, dans l’ordre (R-PDC-04)', (le, expected) => {
    expect(listFermeturesDepuis([NOEL, AOUT], jour(le))).toEqual(expected)
  })
})
