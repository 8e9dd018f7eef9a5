import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { lettresDeBiff5 } from './biff5.ts'
import { convert } from './conversion.ts'

const ROWS = [
  ['Nom', 'Adresse', 'Commune', 'Tel.'],
  ['ACCENTS', '1 rue Feinte', 'Foix', '36 46'],
]
/** What a French program writes in the place of `ACCENTS`, seven letters long. */
const MOT = 'Œuvréçà'

/** A workbook of Excel 95 whose texts are in this page: each letter of `MOT` is the byte given. */
function ecrire(page: number | undefined, octets: readonly number[], bookType: XLSX.BookType = 'biff5'): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(ROWS), 'ACCENTS')
  const bytes: Buffer = XLSX.write(book, { type: 'buffer', bookType })
  const file = XLSX.CFB.read(bytes, { type: 'buffer' })
  const entry = XLSX.CFB.find(file, '/Book')
  if (!entry) return bytes
  const stream = Buffer.from(entry.content)
  for (let at = stream.indexOf('ACCENTS'); at >= 0; at = stream.indexOf('ACCENTS')) Buffer.from(octets).copy(stream, at)
  const record = stream.indexOf(Buffer.from([0x42, 0, 2, 0]))
  // A record that nobody knows takes the place of the one that tells the page.
  if (page === undefined) stream.writeUInt16LE(0x1a, record)
  else stream.writeUInt16LE(page, record + 4)
  entry.content = stream
  return Buffer.from(XLSX.CFB.write(file, { type: 'buffer' }))
}
const WINDOWS = [0x8c, 0x75, 0x76, 0x72, 0xe9, 0xe7, 0xe0]
const MAC = [0xce, 0x75, 0x76, 0x72, 0x8e, 0x8d, 0x88]

describe('un classeur d’Excel 95', () => {
  it.each([
    ['1252', 1252, WINDOWS],
    ['de Windows, sous son autre numéro', 0x8001, WINDOWS],
    ['que rien ne dit', undefined, WINDOWS],
    ['10000', 10_000, MAC],
    ['du Macintosh, sous son autre numéro', 0x8000, MAC],
  ])('garde ses accents dans la page %s', async (_, page, octets) => {
    const lecture = await convert(ecrire(page, octets))
    if (!lecture.ok) throw new Error(lecture.refus.code)
    const [feuille] = lecture.value.feuilles
    expect(feuille?.nom).toBe(MOT)
    expect(feuille?.lignes[1]?.cellules[0]?.cellule).toEqual({ adresse: 'A2', valeur: MOT, texte: MOT })
  })

  it('écrit plus tard, il garde ses textes comme ils sont', () => {
    expect(lettresDeBiff5(ecrire(1252, [], 'biff8'))).toBeUndefined()
    expect(lettresDeBiff5(ecrire(10_000, MAC))?.('déjà lu — Œ')).toBe('déjà lu — Œ')
  })

  it('d’avant, il est refusé par une phrase qui dit quoi faire', async () => {
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(ROWS), 'P')
    const bytes: Buffer = XLSX.write(book, { type: 'buffer', bookType: 'biff2' })
    expect(await convert(bytes)).toEqual({ ok: false, refus: { code: 'format-non-lu', nature: 'inconnu' } })
  })
})
