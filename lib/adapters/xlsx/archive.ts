/**
 * A zip before the library sees it: its entries are counted and really inflated under a cap, since the sizes that an
 * archive declares are what a bomb lies about.
 */
import { createInflateRaw } from 'node:zlib'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

/** `taille` as packed, `reelle` once unpacked, as the archive says: only the first is believed. */
export type Entree = Readonly<{
  nom: string
  methode: number
  debut: number
  taille: number
  reelle: number
  crc: number
  chiffree: boolean
}>

const FIN = 0x06054b50
const CENTRALE = 0x02014b50
const LOCALE = 0x04034b50

/** Reads the central directory; undefined when it is not whole. */
export function readDirectory(bytes: Buffer): Entree[] | undefined {
  let end = bytes.length - 22
  const floor = Math.max(0, bytes.length - 22 - 0xffff)
  while (end >= floor && bytes.readUInt32LE(end) !== FIN) end -= 1
  if (end < floor || end < 0) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const entrees: Entree[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRALE) return undefined
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const local = bytes.readUInt32LE(at + 42)
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCALE) return undefined
    entrees.push({
      nom: bytes.toString('latin1', at + 46, at + 46 + (nameLength ?? 0)),
      methode: bytes.readUInt16LE(at + 10),
      debut: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28),
      crc: bytes.readUInt32LE(at + 16),
      taille: bytes.readUInt32LE(at + 20),
      reelle: bytes.readUInt32LE(at + 24),
      chiffree: (bytes.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return entrees
}

/**
 * Bytes that a file takes once unpacked, as its archive says, read from its directory alone; its own bytes when it is no
 * archive. `checkArchive` refuses what unpacks to more than it says: below, nothing is larger than this.
 */
export function declaredSize(bytes: Buffer): number {
  const entrees = readDirectory(bytes) ?? []
  return entrees.reduce((total, { reelle }) => total + reelle, 0) || bytes.length
}

/**
 * Parts that a reader of workbooks parses. What stands beside them may declare what it likes: the manifest of an old
 * OpenOffice has a DOCTYPE, and so may a drawing.
 */
const LUES = /^(?:\[Content_Types\]|_rels\/.*|xl\/(?!media\/|embeddings\/).*|content|styles)\.(?:xml|rels)$/i
const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i
const LONGUEUR_DE_DECLARATION = '<!DOCTYPE'.length

/** Looks for a declaration of entities in bytes that come piece by piece, in UTF-8 or UTF-16. */
function openRecherche(nom: string): (chunk: Buffer) => boolean {
  if (!LUES.test(nom)) return () => false
  let rest = ''
  return (chunk) => {
    const text = rest + chunk.toString('latin1').replaceAll('\0', '')
    rest = text.slice(1 - LONGUEUR_DE_DECLARATION)
    return DECLARATION.test(text)
  }
}

/** Bytes that an entry unpacks to, counted and thrown away; stops past `cap`. Rejects on a damaged stream. */
function inflatedSize(
  compressed: Buffer,
  cap: number,
  declares: (chunk: Buffer) => boolean,
): Promise<number | 'declare'> {
  return new Promise((done, fail) => {
    let total = 0
    const inflate = createInflateRaw()
    inflate.on('data', (chunk: Buffer) => {
      total += chunk.length
      if (declares(chunk)) done('declare')
      else if (total <= cap) return
      inflate.destroy()
    })
    inflate.on('close', () => done(total))
    inflate.on('end', () => done(total))
    inflate.on('error', fail)
    inflate.end(compressed)
  })
}

/** The same of an entry that may be stored as it is. */
async function unpackedSize(
  { nom, methode, reelle }: Entree,
  packed: Buffer,
  left: number,
): Promise<number | 'declare'> {
  const declares = openRecherche(nom)
  if (methode !== 0) return inflatedSize(packed, Math.min(left, reelle), declares)
  return declares(packed) ? 'declare' : packed.length
}

/** Accepts a spreadsheet archive that holds within the limits. */
export async function checkArchive(source: Uint8Array): Promise<Resultat<'tableur', RefusDeLecture>> {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const entrees = readDirectory(bytes)
  if (!entrees || entrees.length === 0) return refuse({ code: 'fichier-abime' })
  if (entrees.length > LIMITES.entrees) return refuse({ code: 'trop-d-entrees' })
  if (entrees.some((entree) => entree.chiffree)) return refuse({ code: 'fichier-protege' })
  // The library makes room for the size that an entry declares, before it looks at what is there.
  if (entrees.some((entree) => entree.reelle > LIMITES.octetsDecompresses)) return refuse({ code: 'contenu-demesure' })
  let left: number = LIMITES.octetsDecompresses
  for (const entree of entrees) {
    const packed = bytes.subarray(entree.debut, entree.debut + entree.taille)
    if (packed.length < entree.taille) return refuse({ code: 'fichier-abime' })
    if (entree.methode !== 0 && entree.methode !== 8) return refuse({ code: 'fichier-abime' })
    try {
      const size = await unpackedSize(entree, packed, left)
      // R-TAB-16 — choix du portail : aucun tableur n’écrit de DOCTYPE ni d’entité ; qui en déclare n’est pas lu
      if (size === 'declare') return refuse({ code: 'declarations-interdites' })
      // Where a file is read is decided on what it says: what holds more than it says is not read.
      if (size > entree.reelle) return refuse({ code: 'contenu-demesure' })
      left -= size
    } catch {
      return refuse({ code: 'fichier-abime' })
    }
    if (left < 0) return refuse({ code: 'contenu-demesure' })
  }
  const names = new Set(entrees.map((entree) => entree.nom))
  const isWorkbook = names.has('xl/workbook.xml') || names.has('xl/workbook.bin')
  const isOds = names.has('content.xml') && isSpreadsheetMime(bytes, entrees)
  return isWorkbook || isOds ? accept('tableur') : refuse({ code: 'format-non-lu', nature: 'document' })
}

/** A text document of LibreOffice also holds a `content.xml`: the stored `mimetype` says which it is. */
function isSpreadsheetMime(bytes: Buffer, entrees: readonly Entree[]): boolean {
  const entree = entrees.find(({ nom }) => nom === 'mimetype')
  if (entree?.methode !== 0) return false
  return bytes.toString('latin1', entree.debut, entree.debut + entree.taille).includes('opendocument.spreadsheet')
}
