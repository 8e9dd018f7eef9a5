/** A workbook as its parts, so that one can be replaced and the whole packed again, truthfully or not. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { readDirectory } from '#lib/adapters/xlsx/archive.ts'
import { zipOf } from '#lib/adapters/xlsx/testing.ts'

/** Name of each part, and its bytes once unpacked. */
export type Parties = ReadonlyMap<string, Buffer>

export function unpack(zip: Buffer): Parties {
  const entrees = readDirectory(zip)
  if (!entrees) throw new Error('not an archive')
  return new Map(
    entrees.map(({ nom, methode, debut, taille }) => {
      const packed = zip.subarray(debut, debut + taille)
      return [nom, methode === 8 ? inflateRawSync(packed) : Buffer.from(packed)]
    }),
  )
}

export const pack = (parties: Parties): Buffer => zipOf([...parties].map(([nom, content]) => ({ nom, content })))

/** The same parts, with these in addition or in place. */
export const withParties = (parties: Parties, others: Readonly<Record<string, string | Buffer>>): Parties =>
  new Map([...parties, ...Object.entries(others).map(([nom, content]) => [nom, Buffer.from(content)] as const)])

/** The same parts, one of them rewritten. */
export function rewrite(parties: Parties, nom: string, change: (xml: string) => string): Parties {
  const part = parties.get(nom)
  if (!part) throw new Error(`no part ${nom}`)
  return withParties(parties, { [nom]: change(part.toString('utf8')) })
}

/** The same parts, one of which declares another size or another checksum than its own. */
export function packLying(parties: Parties, liar: string, { size, crc }: { size?: number; crc?: number }): Buffer {
  return zipOf(
    [...parties].map(([nom, content]) =>
      nom === liar
        ? { nom, packed: deflateRawSync(content), size: size ?? content.length, crc: crc ?? crc32(content) }
        : { nom, content },
    ),
  )
}
