/**
 * The signature of an attestation (Ed25519, RFC 8032): the same message under the same key gives the same bytes. Keys come
 * in; where they are kept is not known here.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { decodeBase32, encodeBase32 } from '#lib/domain/attestation/base32.ts'
import type { Attestation } from '#lib/domain/attestation/contenu.ts'
import { canonicalNom, composeMessage, type Message, parseMessageSigne } from '#lib/domain/attestation/message.ts'
import { type Jour, parseJour } from '#lib/domain/calendrier.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'

/** `id`: its first day, `261128`. `privee` null: a former key, that verifies and signs no more. */
export type CleDAttestation = Readonly<{ id: string; depuis: Jour; publique: KeyObject; privee: KeyObject | null }>

/**
 * Reads `2026-11-28=BASE64`, several parted by spaces: a private key (PKCS#8) or a public one (SPKI), in DER. Undefined
 * when one is not such a key, when a day is written twice, or when none signs; oldest first.
 */
export function readCles(texte: string): readonly CleDAttestation[] | undefined {
  const cles = texte
    .split(/[\s,]+/)
    .filter((une) => une !== '')
    .map(readCle)
  const lues = cles.flatMap((une) => une ?? [])
  const isGood = lues.length === cles.length && lues.some(({ privee }) => privee) && areDistinct(lues)
  return isGood ? lues.sort((a, b) => (a.depuis < b.depuis ? -1 : 1)) : undefined
}

const areDistinct = (cles: readonly CleDAttestation[]) => new Set(cles.map(({ id }) => id)).size === cles.length

function readCle(texte: string): CleDAttestation | undefined {
  const depuis = parseJour(texte.slice(0, 10))
  const der = Buffer.from(texte.slice(11), 'base64')
  if (!depuis || texte[10] !== '=') return undefined
  const id = depuis.slice(2).replaceAll('-', '')
  const privee = attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  const publique = attempt(() =>
    privee ? createPublicKey(privee) : createPublicKey({ key: der, format: 'der', type: 'spki' }),
  )
  return publique?.asymmetricKeyType === 'ed25519' ? { id, depuis, publique, privee: privee ?? null } : undefined
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** The key that signs what was done on a day: the last that was in force, else the first that signs. */
export function chooseCle(cles: readonly CleDAttestation[], le: Jour): CleDAttestation & { privee: KeyObject } {
  const signantes = cles.flatMap((cle) => (cle.privee ? [{ ...cle, privee: cle.privee }] : []))
  const cle = signantes.findLast(({ depuis }) => depuis <= le) ?? signantes[0]
  if (!cle) throw new Error('No key signs attestations')
  return cle
}

/** Of the name as it is printed, bound to its number: another name, or the same on another paper, gives another. */
export const empreinteDuNom = (numeroUnique: NumeroUnique, nom: string): string =>
  encodeBase32(
    createHash('sha256')
      .update(`${numeroUnique} ${canonicalNom(nom)}`)
      .digest()
      .subarray(0, 8),
  )

/** `contenu` stands in the DataMatrix; `code` is what a person types. */
export type Signature = Readonly<{ contenu: string; code: string }>

/** Signs by the key in force on the day of the act. */
export function signAttestation(attestation: Attestation, cles: readonly CleDAttestation[]): Signature {
  const { nature, numeroUnique, deposeeLe, isDepotCompte, le, validite, demandeur } = attestation
  const cle = chooseCle(cles, le)
  const empreinte = empreinteDuNom(numeroUnique, demandeur.nom)
  const jours = { deposeeLe, isDepotCompte, le, valideJusquAu: validite.jusquAu }
  const texte = composeMessage({ cle: cle.id, nature, numeroUnique, ...jours, empreinte })
  const contenu = texte + encodeBase32(sign(null, Buffer.from(texte), cle.privee))
  return { contenu, code: codeOf(contenu) }
}

const codeOf = (contenu: string): string => encodeBase32(createHash('sha256').update(contenu).digest().subarray(0, 10))

/** The message of a DataMatrix; undefined when one of our keys did not sign exactly this. */
export function verifyContenu(contenu: string, cles: readonly CleDAttestation[]): Message | undefined {
  const lu = parseMessageSigne(contenu)
  const cle = cles.find(({ id }) => id === lu?.message.cle)
  const signature = lu && decodeBase32(lu.signature)
  // R-ATS-09 — RFC 8032, § 5.1.7 : un seul bit changé, ou une autre clé, et elle n’est pas conforme
  return lu && cle && signature && verify(null, Buffer.from(lu.texte), cle.publique, signature) ? lu.message : undefined
}

/** The public key of each, in the form that every tool reads. */
export const pemOf = ({ publique }: CleDAttestation): string =>
  publique.export({ type: 'spki', format: 'pem' }).toString()
