import { describe, expect, it } from 'vitest'
import { codeOf } from '../demande/testing.ts'
import { type CodeEnvoye, ESSAIS_DU_CODE, judgeCode, parseCode } from './code.ts'

const EXPIRE = '2026-11-28T10:10:00.000Z'
const A_TEMPS = '2026-11-28T10:09:59.999Z'
const unCode = (changes: Partial<CodeEnvoye> = {}): CodeEnvoye => ({
  expireAt: EXPIRE,
  essais: 0,
  utilise: false,
  ...changes,
})

describe('un code envoyé', () => {
  it('vaut jusqu’à son terme, et plus à son terme (R-COD-01)', () => {
    expect(codeOf(judgeCode(unCode(), true, A_TEMPS))).toBe('ok')
    expect(codeOf(judgeCode(unCode(), true, EXPIRE))).toBe('code-perime')
    expect(codeOf(judgeCode(unCode(), false, EXPIRE))).toBe('code-perime')
  })

  it('ne sert qu’une fois (R-COD-01)', () => {
    expect(codeOf(judgeCode(unCode({ utilise: true }), true, A_TEMPS))).toBe('code-perime')
  })

  it('s’essaie cinq fois : le sixième essai est refusé, même s’il est bon (R-COD-02)', () => {
    expect(judgeCode(unCode({ essais: ESSAIS_DU_CODE - 2 }), false, A_TEMPS)).toEqual({
      ok: false,
      refus: { code: 'code-faux', restants: 1 },
    })
    expect(judgeCode(unCode({ essais: ESSAIS_DU_CODE - 1 }), false, A_TEMPS)).toEqual({
      ok: false,
      refus: { code: 'code-faux', restants: 0 },
    })
    expect(codeOf(judgeCode(unCode({ essais: ESSAIS_DU_CODE - 1 }), true, A_TEMPS))).toBe('ok')
    expect(codeOf(judgeCode(unCode({ essais: ESSAIS_DU_CODE }), true, A_TEMPS))).toBe('code-perime')
  })

  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['123\u00a0456', '123456'],
    ['１２３４５６', '123456'],
    ['12345', undefined],
    ['1234567', undefined],
    ['12345O', undefined],
    ['', undefined],
    ['😀', undefined],
  ])('lit « %s » comme on le colle', (typed, read) => {
    expect(parseCode(typed)).toBe(read)
  })
})
