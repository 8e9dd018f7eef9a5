import { describe, expect, it } from 'vitest'
import { composeCodeRemis, formatCodeRemis, judgeCodeRemis, parseCodeRemis } from './code-remis.ts'

const EXPIRE = '2026-12-13T10:00:00.000Z'
const unCode = { expireAt: EXPIRE, utilise: false, remplace: false }
const opens = (changes: Partial<typeof unCode>, isSame = true, maintenant = '2026-12-13T09:59:59.999Z') =>
  judgeCodeRemis({ ...unCode, ...changes }, isSame, maintenant).ok

describe('un code remis en main propre', () => {
  it('vaut quinze jours, une fois, et seulement le dernier imprimé (R-RAT-05)', () => {
    expect(opens({})).toBe(true)
    expect(opens({}, true, EXPIRE)).toBe(false)
    expect(opens({ utilise: true })).toBe(false)
    expect(opens({ remplace: true })).toBe(false)
    expect(opens({}, false)).toBe(false)
  })

  it('s’écrit sans signe que l’on confond, et se relit comme on le tape', () => {
    const code = composeCodeRemis(Uint8Array.from({ length: 40 }, (_zero, rang) => 255 - rang))
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
    expect(parseCodeRemis(formatCodeRemis(code))).toBe(code)
    expect(parseCodeRemis(` ${code.toLowerCase().slice(0, 5)} – ${code.toLowerCase().slice(5)} `)).toBe(code)
  })

  it.each(['', 'ABCD3', 'ABCD3-FGHJKM', 'ABCD0-FGHJK', 'ABCDO-FGHJK', '😀😀😀😀😀😀😀😀😀😀'])(
    '« %s » n’en est pas un',
    (typed) => {
      expect(parseCodeRemis(typed)).toBeUndefined()
    },
  )

  it('ne favorise aucun signe', () => {
    expect(() => composeCodeRemis(new Uint8Array(40).fill(255))).toThrow()
  })
})
