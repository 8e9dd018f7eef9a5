import { expect, it } from 'vitest'
import { echecDeLecture, SECONDES_SANS_SIGNE } from './lecture-menee.ts'

it.each([
  [0, null],
  [SECONDES_SANS_SIGNE - 1, null],
  [SECONDES_SANS_SIGNE, 'lecture-interrompue'],
  [SECONDES_SANS_SIGNE + 1, 'lecture-interrompue'],
])('sans signe depuis %s s, une lecture est interrompue ou non : %s (R-REC-115)', (secondes, code) => {
  expect(echecDeLecture({ echec: null, secondes })?.code ?? null).toBe(code)
})

it('ce qui l’a fait manquer reste ce qui est dit, si ancien soit-il (R-REC-115)', () => {
  const echec = { code: 'trop-long' } as const
  for (const secondes of [0, SECONDES_SANS_SIGNE]) expect(echecDeLecture({ echec, secondes })).toEqual(echec)
})
