/** The keys of this installation, read once for each value of the setting. */
import { type CleDAttestation, readCles } from '#lib/documents/attestation/signature.ts'
import { env } from '#lib/env.ts'

let lues: Readonly<{ texte: string; cles: readonly CleDAttestation[] }> | undefined

export function clesDAttestation(): readonly CleDAttestation[] {
  const texte = env.clesDAttestation
  if (lues?.texte === texte) return lues.cles
  const cles = readCles(texte)
  if (!cles) throw new Error('ATTESTATION_CLES does not hold keys that sign')
  lues = { texte, cles }
  return cles
}
