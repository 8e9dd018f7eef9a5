/**
 * Bytes as people copy them: the thirty-two signs of Crockford's base 32, upper case, without I, L, O nor U. DataMatrix
 * packs them as tightly as digits. Source: Douglas Crockford, « Base 32 ».
 */
const SIGNES = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Whole bytes; the last sign is padded with zero bits. */
export function encodeBase32(octets: Uint8Array): string {
  let [text, reste, bits] = ['', 0, 0]
  for (const octet of octets) {
    reste = (reste << 8) | octet
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += SIGNES[(reste >> bits) & 31]
    }
    reste &= (1 << bits) - 1
  }
  return bits > 0 ? text + SIGNES[(reste << (5 - bits)) & 31] : text
}

/** The bytes of a text; undefined when a sign is not one of the thirty-two, or when its last bits are not zero. */
export function decodeBase32(text: string): Uint8Array | undefined {
  const octets: number[] = []
  let [reste, bits] = [0, 0]
  for (const signe of text) {
    const valeur = SIGNES.indexOf(signe)
    if (valeur < 0) return undefined
    reste = (reste << 5) | valeur
    bits += 5
    if (bits >= 8) {
      bits -= 8
      octets.push((reste >> bits) & 255)
    }
    reste &= (1 << bits) - 1
  }
  return reste === 0 && bits < 5 ? Uint8Array.from(octets) : undefined
}

/** What people type for it: lower case, spaces, hyphens, an O for 0, an I or an L for 1. */
export const readBase32 = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
