/** The good workbook that the others are made of: in each format, and unpacked to be changed. */
import * as XLSX from 'xlsx'
import { type Parties, pack, rewrite, unpack } from './paquet.ts'

export const ENTETES = ['Nom', 'Canal', 'Téléphone', 'Code postal', 'Commune', 'Mis à jour le', 'Type', 'Services']
export const lignes = (count: number) =>
  Array.from({ length: count }, (_, n) => [
    `Accueil ${n + 1}`,
    'Téléphone',
    '05 36 49 00 01',
    '09000',
    'Foix',
    '2026-03-03',
    'Lieu d’information',
    'Information',
  ])

export function classeur(
  bookType: XLSX.BookType,
  rows: unknown[][] = [ENTETES, ...lignes(20)],
  nom = 'Points de contact',
): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), nom)
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['brouillon'], ['notes']]), 'Notes')
  return XLSX.write(book, { type: 'buffer', bookType, compression: true })
}

export const SAIN = {
  xlsx: classeur('xlsx'),
  ods: classeur('ods'),
  xls: classeur('biff8'),
  xlsb: classeur('xlsb'),
  csv: classeur('csv'),
}
export const PARTIES = unpack(SAIN.xlsx)
export const FEUILLE = 'xl/worksheets/sheet1.xml'
export const FORMATS = ['xlsx', 'ods', 'xls', 'xlsb', 'csv'] as const

export const feuille = (change: (xml: string) => string): Parties => rewrite(PARTIES, FEUILLE, change)
export const rowsInstead = (rows: string) => pack(feuille((xml) => xml.replace('</sheetData>', `${rows}</sheetData>`)))
