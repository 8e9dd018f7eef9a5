/**
 * The letters of a text table. Spreadsheets write UTF-8, UTF-16, Windows-1252, and two older pages that Excel still
 * offers (« CSV (Macintosh) », « CSV (MS-DOS) »): the one that gives French is taken.
 */

/** Upper half of the MS-DOS page 850, which TextDecoder does not know. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'
/** What French text holds beyond ASCII, and what it never holds. */
const FRANCAIS = /[àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ’‘“”«»°€–…\u00a0]/g
const ETRANGER = /[\u0080-\u009f\ufffd\u2500-\u25ff¬¡¢£¤¥¦¨ª¯´µ¸¹¼½¾¿ðþÐÞ‚ƒ„†‡ˆ‰Š‹Ž˜™›ž×÷ı◊√∫Ωπ∞]/g
/** « TÇlÇphone »: a capital in the middle of a word. */
const CASSE = /\p{Ll}[ÀÂÇÈÉÊËÎÏÔÙÛÜŒÆ]/gu

export const decodeCp850 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP850[byte - 0x80])).join('')

/** UTF-16 without its mark: one byte in two of the first ones is zero. */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 400)
  if (head.length < 8) return undefined
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const enough = head.length / 2 - head.length / 10
  if (odd >= enough && even === 0) return 'utf-16le'
  return even >= enough && odd === 0 ? 'utf-16be' : undefined
}

/** UTF-8 and UTF-16 by their mark or their validity, else the page of eight bits that gives the most French. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const utf16 = guessUtf16(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeEightBits(bytes)
  }
}

function decodeEightBits(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 200_000)
  const pages: readonly ((part: Uint8Array) => string)[] = [
    (part) => new TextDecoder('windows-1252').decode(part),
    (part) => new TextDecoder('macintosh').decode(part),
    decodeCp850,
  ]
  const count = (text: string, signs: RegExp) => text.match(signs)?.length ?? 0
  const score = (text: string) => count(text, FRANCAIS) - 2 * (count(text, ETRANGER) + count(text, CASSE))
  const [first, ...others] = pages.map((decode) => ({ decode, score: score(decode(sample)) }))
  const best = others.reduce((kept, page) => (kept && page.score <= kept.score ? kept : page), first)
  return best ? best.decode(bytes) : ''
}
