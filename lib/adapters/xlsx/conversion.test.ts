/** The workbooks that centres really send, one test by named input. Bytes in, cells out. */
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { convert } from './conversion.ts'

const ENTETES = ['Nom', 'Canal', 'Téléphone', 'Code postal']
type Sheet = Record<string, Partial<XLSX.CellObject>>
type Options = Readonly<{
  cells?: Sheet
  merges?: string[]
  ref?: string
  bookType?: XLSX.BookType
  date1904?: boolean
}>

/** A workbook of one sheet; `cells` replaces cells, `ref` declares a range. */
function classeur(
  rows: unknown[][],
  { cells = {}, merges = [], ref, bookType = 'xlsx', date1904 = false }: Options = {},
): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet(rows)
  Object.assign(sheet, cells)
  if (merges.length > 0) sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range))
  if (ref) sheet['!ref'] = ref
  const book: XLSX.WorkBook = { SheetNames: ['Feuil1'], Sheets: { Feuil1: sheet }, Workbook: { WBProps: { date1904 } } }
  return XLSX.write(book, { type: 'buffer', bookType, cellStyles: true })
}
async function lire(bytes: Buffer) {
  const lecture = await convert(bytes)
  if (!lecture.ok) throw new Error(lecture.refus.code)
  return lecture.value.feuilles[0] ?? { nom: '', lignes: [] }
}
const textes = async (bytes: Buffer) =>
  (await lire(bytes)).lignes.map(({ cellules }) => cellules.map(({ cellule }) => cellule.texte))

const ACCENTS = ['Maison de l’habitat « Été »', 'Téléphone', '36 46', '09000']

describe('un classeur', () => {
  it.each(['xlsx', 'xlsb', 'ods', 'biff8'] as const)('au format %s, accents compris', async (bookType) => {
    expect((await textes(classeur([ENTETES, ACCENTS], { bookType })))[1]).toEqual(ACCENTS)
  })

  it('donne la valeur enregistrée d’une formule, jamais la formule', async () => {
    const cells: Sheet = {
      A2: { t: 's', v: 'Mairie de Foix', f: 'CONCATENATE("Mairie de ",B9)' },
      D2: { t: 'n', v: 9000, f: '9*1000', z: '00000' },
    }
    expect((await textes(classeur([ENTETES, ['x', 'Physique', null, 0]], { cells })))[1]).toEqual([
      'Mairie de Foix',
      'Physique',
      '09000',
    ])
  })

  it('une formule qui rend un texte vide est une cellule vide', async () => {
    const cells: Sheet = { A3: { t: 's', v: '', f: 'IF(B9="","",B9)' } }
    const lignes = (await lire(classeur([ENTETES, ACCENTS, ['x']], { cells }))).lignes
    expect(lignes.map(({ numero }) => numero)).toEqual([1, 2])
  })

  it.each(['xlsx', 'ods', 'biff8'] as const)('dit ses cellules fusionnées (%s)', async (bookType) => {
    const feuille = await lire(classeur([ENTETES, ACCENTS, [null, 'Physique']], { merges: ['A2:A3'], bookType }))
    expect(feuille.fusions).toEqual([{ haut: 2, bas: 3, gauche: 0, droite: 0 }])
  })

  it('garde les numéros de ligne quand il y a des lignes blanches au milieu', async () => {
    const lignes = (await lire(classeur([[], ['Titre'], ENTETES, ACCENTS, [], [], ACCENTS, []]))).lignes
    expect(lignes.map(({ numero }) => numero)).toEqual([2, 3, 4, 7])
  })

  it('ne compte pas des milliers de lignes vides mises en forme', async () => {
    const cells: Sheet = {}
    for (let row = 3; row < 8000; row += 1)
      for (const letter of 'ABCD')
        cells[`${letter}${row}`] = { t: 'z', s: { patternType: 'solid', fgColor: { rgb: 'FFFF00' } } } as never
    const lignes = (await lire(classeur([ENTETES, ACCENTS], { cells, ref: 'A1:D8000' }))).lignes
    expect(lignes).toHaveLength(2)
  })

  it.each([
    ['un zéro de tête perdu', 1001, undefined, 1001, '1001'],
    ['un code mis en forme à cinq chiffres', 1001, '00000', 1001, '01001'],
    [
      'un SIRET que le tableur montre en notation scientifique',
      21_090_122_900_018,
      'General',
      21_090_122_900_018,
      '2.10901E+13',
    ],
    ['un nombre à virgule inutile', 59_260, '0.0', 59_260, '59260.0'],
  ])('%s : la valeur et ce que la personne voyait', async (_, v, z, valeur, texte) => {
    const cells: Sheet = { D2: { t: 'n', v, ...(z && { z }) } }
    const cellule = (await lire(classeur([ENTETES, ['A', 'B', 'C', 0]], { cells }))).lignes[1]?.cellules[3]?.cellule
    expect(cellule).toMatchObject({ valeur, texte })
  })

  it.each([
    ['1900', false, 46_084],
    ['1904', true, 46_084 - 1462],
  ])('une date du système %s', async (_, date1904, v) => {
    const cells: Sheet = { C2: { t: 'n', v, z: 'dd/mm/yyyy' } }
    const bytes = classeur([ENTETES, ['A', 'B', 0, 'D']], { cells, date1904 })
    expect((await lire(bytes)).lignes[1]?.cellules[2]?.cellule.jour).toBe('2026-03-03')
  })

  it.each(['xlsx', 'xlsb', 'ods', 'biff8', 'biff5'] as const)(
    'une date du système 1904, aussi celle qui a perdu son format (%s)',
    async (bookType) => {
      const v = 46_084 - 1462
      const cells: Sheet = { C2: { t: 'n', v, z: 'dd/mm/yyyy' }, D2: { t: 'n', v } }
      const feuille = await lire(classeur([ENTETES, ['A', 'B', 0, 0]], { cells, date1904: true, bookType }))
      expect(feuille.lignes[1]?.cellules[2]?.cellule.jour).toBe('2026-03-03')
      expect(feuille.lignes[1]?.cellules[3]?.cellule.valeur).toBe(v)
      expect(feuille).toMatchObject({ date1904: true })
    },
  )

  it('une heure du tableur n’est pas une date', async () => {
    const cells: Sheet = { C2: { t: 'n', v: 0.375, z: 'hh:mm' } }
    const cellule = (await lire(classeur([ENTETES, ['A', 'B', 0, 'D']], { cells }))).lignes[1]?.cellules[2]?.cellule
    expect(cellule).toEqual({ adresse: 'C2', valeur: 0.375, texte: '09:00' })
  })

  it('est lu quel que soit son nom : seuls ses octets disent ce qu’il est', async () => {
    // A .csv that is a workbook, an .xlsx that is a text, an .xls that is an .xlsx: the reader is given no name at all.
    expect(convert.length).toBe(1)
    expect(await textes(Buffer.from(`${ENTETES.join(';')}\n${ACCENTS.join(';')}`))).toEqual([ENTETES, ACCENTS])
  })
})
