/** Keys that sign nothing but tests, and the signature of an attestation by the first of them. */
import type { Attestation } from '#lib/domain/attestation/contenu.ts'
import { readCles, type Signature, signAttestation } from './signature.ts'

/** The seed of a key is any thirty-two bytes: one byte, repeated. RFC 8410 gives what stands before it. */
const cleDe = (octet: number): string =>
  Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, octet)]).toString('base64')

export const CLE_DE_TEST = cleDe(7)
export const AUTRE_CLE = cleDe(8)

export function clesDe(texte: string) {
  const cles = readCles(texte)
  if (!cles) throw new Error('Not keys')
  return cles
}
export const CLES_DE_TEST = clesDe(`2020-01-01=${CLE_DE_TEST}`)

export const signOf = (attestation: Attestation): Signature => signAttestation(attestation, CLES_DE_TEST)
