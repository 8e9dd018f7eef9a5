import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase32, encodeBase32 } from './base32.ts'

describe('la base 32', () => {
  it('rend les octets qu’elle a pris, et refuse les autres signes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
        expect(decodeBase32(encodeBase32(octets))).toEqual(octets)
      }),
    )
    expect(encodeBase32(new Uint8Array(64))).toHaveLength(103)
    expect(encodeBase32(new Uint8Array(10))).toHaveLength(16)
    expect(decodeBase32('U0')).toBeUndefined()
    // The last bits of a byte that is not whole.
    expect(decodeBase32('01')).toBeUndefined()
  })
})
