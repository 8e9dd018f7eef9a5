/** Our reader of the current format says what the library says, or leaves the file to it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { adresseDe, type Ligne } from '#lib/domain/guichet/recensement/classeur.ts'
import { inBytes, openPaquet } from '../annotation/paquet.ts'
import { toCellule } from '../cellules.ts'
import { convert } from '../conversion.ts'
import { HorsDuCommun } from './flux.ts'
import { openFlux } from './lecture.ts'

const BORNES = { tete: 200, fusions: 100 }

async function lire(bytes: Buffer) {
  const feuilles = []
  for (const { nom, lignes, fusions } of await openFlux(bytes, BORNES))
    feuilles.push({ nom, lignes: await Array.fromAsync(lignes()), fusions })
  return feuilles
}

/** The same by the library alone. */
function lireParLaBibliotheque(bytes: Buffer) {
  const book = XLSX.read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: true, cellFormula: false })
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  return book.SheetNames.map((nom) => {
    const lignes: Ligne[] = []
    book.Sheets[nom]?.['!data']?.forEach((row, index) => {
      const cellules = (row ?? []).flatMap((cell, colonne) => {
        const cellule = cell && toCellule(cell, adresseDe(colonne, index + 1), date1904)
        return cellule ? [{ colonne, cellule }] : []
      })
      if (cellules.length > 0) lignes.push({ numero: index + 1, cellules })
    })
    const fusions = (book.Sheets[nom]?.['!merges'] ?? []).map(({ s, e }) => ({
      haut: s.r + 1,
      bas: e.r + 1,
      gauche: s.c,
      droite: e.c,
    }))
    return { nom, lignes, fusions }
  })
}

function classeur(date1904: boolean, bookSST: boolean): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['Nom', 'Été & « Cie »', '  espaces  ', 'a\nb', '_x000D_', '<b>'],
    [],
    [1001, 12.5, -0.001, 21_090_122_900_018, true, false],
  ])
  const formats = ['dd/mm/yyyy', 'hh:mm', '00000', '0.00%', '#,##0.00 "€"', 'm/d/yy', '@', 'General', '0.00E+00']
  formats.forEach((z, at) => {
    sheet[adresseDe(at, 5)] = { t: 'n', v: at === 1 ? 0.375 : 44_000.25, z }
  })
  sheet.A7 = { t: 'e', v: 23, w: '#REF!' }
  sheet.C7 = { t: 's', v: 'calculé', f: 'CONCATENATE("calc","ulé")' }
  sheet['!ref'] = 'A1:I7'
  sheet['!merges'] = [XLSX.utils.decode_range('A1:B2'), XLSX.utils.decode_range('C7:D7')]
  const book: XLSX.WorkBook = {
    SheetNames: ['Points & contacts', 'Vide'],
    Sheets: { 'Points & contacts': sheet, Vide: XLSX.utils.aoa_to_sheet([]) },
    Workbook: { WBProps: { date1904 } },
  }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST })
}

/** The workbook with one of its parts written otherwise. */
function avec(part: string, change: (xml: string) => string): Buffer {
  const paquet = openPaquet(classeur(false, true))
  if (!paquet) throw new Error('no package')
  paquet.write(part, change(paquet.read(part) ?? ''))
  return paquet.toBytes()
}
const SHEET = 'xl/worksheets/sheet1.xml'
const TEXTES = 'xl/sharedStrings.xml'

describe('le lecteur du format courant', () => {
  it.each([
    ['textes partagés', false, true],
    ['textes dans les cellules', false, false],
    ['dates de 1904', true, true],
  ])('rend ce que rend la bibliothèque (%s)', async (_, date1904, bookSST) => {
    const bytes = classeur(date1904, bookSST)
    expect(await lire(bytes)).toEqual(lireParLaBibliotheque(bytes))
  })

  it('rend ce que rend la bibliothèque d’un recensement de la démonstration', async () => {
    const bytes = readFileSync('db/seed/demo/recensement-09.xlsx')
    expect(await lire(bytes)).toEqual(lireParLaBibliotheque(bytes))
  })

  it('réunit les morceaux d’un texte, sans sa prononciation', async () => {
    const bytes = avec(TEXTES, (xml) =>
      xml.replace(
        /<si>.*?<\/si>/,
        '<si><r><t>Mai</t></r><r><rPr><b/></rPr><t>son</t></r><rPh sb="0"><t>x</t></rPh></si>',
      ),
    )
    expect((await lire(bytes))[0]?.lignes[0]?.cellules[0]?.cellule.texte).toBe('Maison')
  })

  it('lit des cellules et des lignes sans adresse, et la forme longue des balises', async () => {
    const bytes = avec(SHEET, (xml) =>
      xml.replace(
        /<sheetData>.*<\/sheetData>/s,
        `<sheetData>\n<row spans="1:3">\n<c  t='str'><v xml:space="preserve">Un</v></c><c></c> <c s='0' r='D1' ><v>2</v></c></row><row/><row r="4" ><c t="inlineStr"><is><t>${inBytes('Été')}</t></is></c></row></sheetData>`,
      ),
    )
    const { lignes } = (await lire(bytes))[0] ?? { lignes: [] }
    expect(lignes.map(({ numero, cellules }) => [numero, ...cellules.map(({ cellule }) => cellule)])).toEqual([
      [1, { adresse: 'A1', valeur: 'Un', texte: 'Un' }, { adresse: 'D1', valeur: 2, texte: '2' }],
      [4, { adresse: 'A4', valeur: 'Été', texte: 'Été' }],
    ])
  })

  it.each<[string, Buffer]>([
    ['des balises sous un préfixe', avec(SHEET, (xml) => xml.replace(/<(\/?)(\w)/g, '<$1x:$2'))],
    ['des lignes en désordre', avec(SHEET, (xml) => xml.replace('<row r="3"', '<row r="1"'))],
    ['un texte qui n’est pas dans la table', avec(SHEET, (xml) => xml.replace(/<v>0<\/v>/, '<v>999</v>'))],
    ['une feuille coupée', avec(SHEET, (xml) => xml.slice(0, -200))],
    ['un commentaire entre les cellules', avec(SHEET, (xml) => xml.replace('<c ', '<!-- c --><c '))],
    ['une date écrite en clair', avec(SHEET, (xml) => xml.replace('t="b"', 't="d"'))],
    ['un autre encodage', avec(SHEET, (xml) => xml.replace('UTF-8', 'windows-1252'))],
    ['des textes coupés', avec(TEXTES, (xml) => xml.slice(0, -8))],
  ])('laisse à la bibliothèque %s', async (_, bytes) => {
    await expect(lire(bytes)).rejects.toBeInstanceOf(HorsDuCommun)
  })

  it('ce qu’il laisse à la bibliothèque est lu quand même', async () => {
    const entetes = ['Nom', 'Canal', 'Téléphone', 'Code postal']
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(
      book,
      XLSX.utils.aoa_to_sheet([entetes, ['Accueil', 'Téléphone', '3646', '09000']]),
      'P',
    )
    const paquet = openPaquet(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
    paquet?.write(SHEET, paquet.read(SHEET)?.replace('<c ', '<!-- c --><c ') ?? '')
    const bytes = paquet?.toBytes() ?? Buffer.alloc(0)
    await expect(lire(bytes)).rejects.toBeInstanceOf(HorsDuCommun)
    expect(await convert(bytes)).toMatchObject({ ok: true, value: { feuilles: [{ lignes: [{}, { numero: 2 }] }] } })
  })
})
