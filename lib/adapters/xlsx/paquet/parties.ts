/**
 * A workbook as its parts. What is not written again is copied as it was packed, byte for byte: nothing of theirs is
 * lost because nothing of theirs is rebuilt. Parts are handled as one-byte strings, so that their text is kept exactly.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import { readDirectory } from '../archive.ts'

export type Paquet = Readonly<{
  has: (nom: string) => boolean
  noms: () => readonly string[]
  /** The text of a part, one character a byte; undefined when it is not there. */
  read: (nom: string) => string | undefined
  write: (nom: string, contenu: string) => void
  /** A name that no part bears yet: `prefix1suffix`, `prefix2suffix`… */
  freeName: (prefix: string, suffix: string) => string
  toBytes: () => Buffer
}>

/** Text of ours as bytes of UTF-8 in a one-byte string, as parts are handled. */
export const inBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
export const fromBytes = (part: string): string => Buffer.from(part, 'latin1').toString('utf8')

/** A part in UTF-8 without any declaration of entities; undefined for any other. */
export function readPart(paquet: Paquet, part: string): string | undefined {
  const xml = paquet.read(part)
  if (xml === undefined || xml.startsWith('\xff\xfe') || xml.startsWith('\xfe\xff')) return undefined
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(xml)?.[1]
  const isReadable = declared === undefined || /^(?:utf-?8|us-ascii)$/i.test(declared)
  return isReadable && !/<!DOCTYPE|<!ENTITY/i.test(xml) ? xml : undefined
}

type Emballe = Readonly<{ methode: number; packed: Buffer; crc: number; taille: number }>

export function openPaquet(source: Uint8Array): Paquet | undefined {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const entrees = readDirectory(bytes)
  if (!entrees) return undefined
  const origine = new Map(entrees.map((entree) => [entree.nom, entree]))
  const ecrits = new Map<string, string>()
  const has = (nom: string) => ecrits.has(nom) || origine.has(nom)
  return {
    has,
    noms: () => [...new Set([...origine.keys(), ...ecrits.keys()])],
    read: (nom) => {
      const written = ecrits.get(nom)
      if (written !== undefined) return written
      const entree = origine.get(nom)
      if (!entree) return undefined
      const packed = bytes.subarray(entree.debut, entree.debut + entree.taille)
      const inflated =
        entree.methode === 0 ? packed : inflateRawSync(packed, { maxOutputLength: LIMITES.octetsDecompresses })
      return inflated.toString('latin1')
    },
    write: (nom, contenu) => void ecrits.set(nom, contenu),
    freeName: (prefix, suffix) => {
      let index = 1
      while (has(`${prefix}${index}${suffix}`)) index += 1
      return `${prefix}${index}${suffix}`
    },
    toBytes: () => {
      const parts = new Map<string, Emballe>()
      for (const { nom, methode, debut, taille, crc, reelle } of entrees)
        if (!ecrits.has(nom))
          parts.set(nom, { methode, packed: bytes.subarray(debut, debut + taille), crc, taille: reelle })
      const order = [...new Set([...origine.keys(), ...ecrits.keys()])]
      for (const [nom, contenu] of ecrits) parts.set(nom, pack(contenu))
      return zip(order.flatMap((nom) => [parts.get(nom)].flatMap((part) => (part ? [{ nom, ...part }] : []))))
    },
  }
}

function pack(contenu: string): Emballe {
  const content = Buffer.from(contenu, 'latin1')
  return { methode: 8, packed: deflateRawSync(content, { level: 6 }), crc: crc32(content), taille: content.length }
}

function zip(parts: readonly (Emballe & Readonly<{ nom: string }>)[]): Buffer {
  const pieces: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { nom, methode, packed, crc, taille } of parts) {
    const name = Buffer.from(nom, 'latin1')
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    // Names are written as they came: bit 11 says that they are UTF-8, which ASCII names are too.
    fields.writeUInt16LE(/^[\x20-\x7e]*$/.test(nom) ? 0 : 0x800, 2)
    fields.writeUInt16LE(methode, 4)
    fields.writeUInt16LE(0x21, 8)
    fields.writeUInt32LE(crc, 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(taille, 18)
    fields.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]))
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name])
    pieces.push(header, packed)
    offset += header.length + packed.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, directory, end])
}
