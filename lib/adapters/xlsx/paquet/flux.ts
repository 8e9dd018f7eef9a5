/** The text of one part of an archive, inflated piece by piece: nobody holds it whole. */
import { createInflateRaw } from 'node:zlib'
import type { Entree } from '../archive.ts'

const MORCEAU = 256 * 1024

/** A workbook that is not written as programs write them: the library reads it instead. */
export class HorsDuCommun extends Error {}

/** What the declaration of a part says; without one it is UTF-8. */
export function isUtf8(head: string): boolean {
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
  return declared === undefined || /^(?:utf-?8|us-ascii)$/i.test(declared)
}

/** Pieces of a part in UTF-8, its mark left out; stops inflating when nobody asks for more. */
export async function* streamText(
  archive: Buffer,
  { debut, taille, methode }: Pick<Entree, 'debut' | 'taille' | 'methode'>,
): AsyncGenerator<string> {
  const packed = archive.subarray(debut, debut + taille)
  const decoder = new TextDecoder('utf-8')
  if (methode === 0) {
    for (let at = 0; at < packed.length; at += MORCEAU)
      yield decoder.decode(packed.subarray(at, at + MORCEAU), { stream: true })
  } else {
    const inflate = createInflateRaw({ chunkSize: MORCEAU })
    inflate.end(packed)
    for await (const chunk of inflate) yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}
