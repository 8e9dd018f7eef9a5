/**
 * The files that a form carries. Those of a deposit stand on the disk for as long as their request (./reception.ts): Next
 * holds in the place of each a file without a byte, whose type is a key, and this gives the true one back.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** `taille` in bytes; `lire` gives them once, in pieces, none of which is to be kept once the next is asked for. */
export type FichierRecu = Readonly<{ nom: string; taille: number; lire: () => AsyncIterable<Buffer> }>
/** By the key of each; of one request alone. */
export type FichiersRecus = ReadonlyMap<string, FichierRecu>

export const isFichierRecu = (value: unknown): value is FichierRecu =>
  typeof value === 'object' && value !== null && 'lire' in value && 'taille' in value

// Actions and what stands before Next are in bundles of their own: what is received is the process's.
const holder = globalThis as typeof globalThis & { portailFichiers?: AsyncLocalStorage<FichiersRecus> }

function demandes(): AsyncLocalStorage<FichiersRecus> {
  holder.portailFichiers ??= new AsyncLocalStorage()
  return holder.portailFichiers
}

/** Runs what answers a request, to which these files belong: no other request finds them, whatever it sends. */
export const withFichiers = (fichiers: FichiersRecus, answer: () => void): void => demandes().run(fichiers, answer)

const MORCEAU = 64 * 1024

async function* readInMemory(file: File): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.size; at += MORCEAU) yield Buffer.from(await file.slice(at, at + MORCEAU).arrayBuffer())
}

/** The file that a form of this request holds: received beside it, or in the form itself. */
export const findFichier = (file: File): FichierRecu =>
  demandes().getStore()?.get(file.type) ?? { nom: file.name, taille: file.size, lire: () => readInMemory(file) }
