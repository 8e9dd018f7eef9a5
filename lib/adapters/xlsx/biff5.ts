/**
 * The letters of a workbook of Excel 95: one byte each, in the page that its program wrote in. The library hands them
 * over byte by byte; here they become the letters that a person saw.
 */
import * as XLSX from 'xlsx'
import { decodeCp850 } from './encodage.ts'

const BOF = 0x809
const VERSION_5 = 0x500
const CODE_PAGE = 0x42
/** The record stands among the first of the workbook. */
const REGARD = 200

const decoderDe =
  (label: string) =>
  (bytes: Uint8Array): string =>
    new TextDecoder(label).decode(bytes)

/** Pages by their number, as the format tells them; what is not here is the page of Windows in France. */
const PAGES: ReadonlyMap<number, (bytes: Uint8Array) => string> = new Map([
  ...[1250, 1251, 1253, 1254, 1257].map((page) => [page, decoderDe(`windows-${page}`)] as const),
  ...[10_000, 0x8000].map((page) => [page, decoderDe('macintosh')] as const),
  ...[437, 850].map((page) => [page, decodeCp850] as const),
])
const FRANCE = decoderDe('windows-1252')

/** How the texts of this workbook read; undefined when it is of a later program, which writes them as they are. */
export function lettresDeBiff5(bytes: Buffer): ((texte: string) => string) | undefined {
  const file = XLSX.CFB.read(bytes, { type: 'buffer' })
  // A workbook saved « 5.0/95 & 97 » holds both: the later is read.
  if (XLSX.CFB.find(file, '/Workbook')) return undefined
  const entry = XLSX.CFB.find(file, '/Book')
  if (!entry) return undefined
  const stream = Buffer.from(entry.content)
  if (stream.length < 6 || stream.readUInt16LE(0) !== BOF || stream.readUInt16LE(4) !== VERSION_5) return undefined
  const decode = PAGES.get(pageDe(stream) ?? 0) ?? FRANCE
  // A sign that no byte is was not one of the file.
  return (texte) => (/^[\0-\u00ff]*$/.test(texte) ? decode(Buffer.from(texte, 'latin1')) : texte)
}

function pageDe(stream: Buffer): number | undefined {
  let at = 0
  for (let records = 0; records < REGARD && at + 4 <= stream.length; records += 1) {
    const size = stream.readUInt16LE(at + 2)
    if (at + 4 + size > stream.length) return undefined
    if (stream.readUInt16LE(at) === CODE_PAGE && size >= 2) return stream.readUInt16LE(at + 4)
    at += 4 + size
  }
  return undefined
}
