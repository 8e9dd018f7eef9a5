/** Archives made by hand for tests, so that they can lie about their sizes. */
import { crc32, deflateRawSync } from 'node:zlib'

type EntreeDeTest = Readonly<{ nom: string } & ({ content: Buffer } | { packed: Buffer; size: number; crc: number })>

/** A zip of these entries, deflated; an entry given `packed` declares the size and checksum that the test says. */
export function zipOf(entrees: readonly EntreeDeTest[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const entree of entrees) {
    const name = Buffer.from(entree.nom)
    const isRaw = 'packed' in entree
    const packed = isRaw ? entree.packed : deflateRawSync(entree.content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(isRaw ? entree.crc : crc32(entree.content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(isRaw ? entree.size : entree.content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entrees.length, 8)
  end.writeUInt16LE(entrees.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
