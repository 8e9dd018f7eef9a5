/** Bytes kept on the disk in a file that has no name: however the process ends, the system takes them back. */
import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** `lire` once; `close` lets the bytes go, those being read once they are, and is done when they are gone. */
export type FichierSansNom = Readonly<{
  taille: number
  lire: () => AsyncGenerator<Buffer>
  close: () => Promise<void>
}>

const MORCEAU = 64 * 1024

async function openSansNom(dossier: string): Promise<FileHandle> {
  const path = join(dossier, `portail-depot-${randomUUID()}`)
  const handle = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Takes all that comes, to its end also when the disk has no room: a sending that is not read blocks its browser. Who
 * reads is then told why. Throws when what comes is cut.
 */
export async function keepSansNom(flux: AsyncIterable<Buffer>, dossier: string): Promise<FichierSansNom> {
  let handle: FileHandle | undefined
  let manque: unknown
  let taille = 0
  const write = async (chunk: Buffer): Promise<void> => {
    handle ??= await openSansNom(dossier)
    await handle.appendFile(chunk)
  }
  try {
    for await (const chunk of flux) {
      taille += chunk.length
      if (manque !== undefined) continue
      await write(chunk).catch((error: unknown) => {
        manque = error ?? new Error('file not kept')
      })
    }
  } catch (error) {
    await handle?.close()
    throw error
  }
  return openLecture(handle, taille, manque)
}

function openLecture(handle: FileHandle | undefined, taille: number, manque: unknown): FichierSansNom {
  let etat: 'garde' | 'lu' | 'rendu' = 'garde'
  const parti = Promise.withResolvers<void>()
  const letGo = async (): Promise<void> => {
    etat = 'rendu'
    try {
      await handle?.close()
    } finally {
      parti.resolve()
    }
  }
  async function* lire(): AsyncGenerator<Buffer> {
    if (etat !== 'garde') throw new Error('a file received is read once, while its request lasts')
    etat = 'lu'
    try {
      if (manque !== undefined) throw manque
      // The same room for every piece: what is read leaves nothing to collect.
      const room = Buffer.allocUnsafeSlow(Math.min(MORCEAU, taille))
      let at = 0
      while (handle && at < taille) {
        const { bytesRead } = await handle.read(room, 0, room.length, at)
        if (bytesRead === 0) throw new Error('a file received was cut')
        at += bytesRead
        yield room.subarray(0, bytesRead)
      }
    } finally {
      await letGo()
    }
  }
  return { taille, lire, close: () => (etat === 'garde' ? letGo() : parti.promise) }
}
