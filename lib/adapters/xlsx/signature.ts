/** What a file is, from its first bytes and not from its name: a name may lie, and the library takes anything. */
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { guessUtf16 } from './encodage.ts'

export type Format = 'zip' | 'ole' | 'texte'

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

const isImage = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
  startsWith(bytes, 0xff, 0xd8, 0xff) ||
  /^GIF8|^BM.{4}\0\0\0\0|^II\*\0|^MM\0\*/.test(ascii(bytes, 0, 12)) ||
  /^RIFF.{4}WEBP/s.test(ascii(bytes, 0, 12)) ||
  /^ftyp(heic|heix|mif1|avif)/.test(ascii(bytes, 4, 12))

/** Decides the format, or refuses what no spreadsheet program wrote. */
export function identifyFormat(bytes: Uint8Array): Resultat<Format, RefusDeLecture> {
  if (bytes.length === 0) return refuse({ code: 'fichier-vide' })
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return accept('zip')
  if (startsWith(bytes, 0x50, 0x4b)) return refuse({ code: 'fichier-abime' })
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    return isEncrypted(bytes) ? refuse({ code: 'fichier-protege' }) : accept('ole')
  }
  if (isImage(bytes)) return refuse({ code: 'format-non-lu', nature: 'image' })
  const head = ascii(bytes, 0, 1024).replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, '')
  if (head.startsWith('%PDF')) return refuse({ code: 'format-non-lu', nature: 'pdf' })
  if (head.startsWith('{\\rtf')) return refuse({ code: 'format-non-lu', nature: 'document' })
  if (head.startsWith('<?xml') && !/<(?:!DOCTYPE )?html/i.test(head))
    return refuse({ code: 'format-non-lu', nature: 'document' })
  if (head.startsWith('<')) return refuse({ code: 'format-non-lu', nature: 'html' })
  if (!isText(bytes)) return refuse({ code: 'format-non-lu', nature: 'inconnu' })
  return accept('texte')
}

/** A workbook behind a password is an OLE file that holds one stream of that name. */
function isEncrypted(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** UTF-16 with or without its mark, or bytes without any control sign but tabs and ends of line. */
function isText(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || guessUtf16(bytes)) return true
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c)
}
