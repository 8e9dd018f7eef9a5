/** Formulas that nothing computed, as programs write them: bytes in, cells out. */
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { convert } from './conversion.ts'
import { fromBytes, inBytes, openPaquet } from './paquet/parties.ts'

const ENTETES = ['Nom', 'Téléphone', 'Adresse']
const LIGNE = ['Mairie', 777, 'rue Inventée']
const SANS = '(formule sans résultat)'

const ecrire = (bookType: XLSX.BookType): Buffer => {
  const sheet = XLSX.utils.aoa_to_sheet([ENTETES, LIGNE])
  return XLSX.write({ SheetNames: ['Feuil1'], Sheets: { Feuil1: sheet } }, { type: 'buffer', bookType })
}
/** The cell of the number, written otherwise in that part. */
function avec(bookType: 'xlsx' | 'ods', nom: string, change: (xml: string) => string): Buffer {
  const paquet = openPaquet(ecrire(bookType))
  const avant = fromBytes(paquet?.read(nom) ?? '')
  const apres = change(avant)
  if (!paquet || apres === avant) throw new Error('nothing was changed')
  paquet.write(nom, inBytes(apres))
  return paquet.toBytes()
}
const enOds = (cellule: string) =>
  avec('ods', 'content.xml', (xml) =>
    xml.replace(/<table:table-cell[^<>]*office:value="777"[^<>]*>.*?<\/table:table-cell>/, cellule),
  )
/** With a comment among its rows: our own reader leaves such a file to the library. */
const enXlsx = (cellule: string) =>
  avec('xlsx', 'xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(/<c r="B2"[^<>]*><v>777<\/v><\/c>/, cellule).replace('<row r="2"', '<!-- x --><row r="2"'),
  )
/** The number made a formula record, under these options. */
function enXls(options: number, valeur: number): Buffer {
  const file = XLSX.CFB.read(ecrire('biff8'), { type: 'buffer' })
  const entry = XLSX.CFB.find(file, '/Workbook')
  const stream = Buffer.from(entry.content)
  const at = findNombre(stream)
  const formule = Buffer.alloc(4 + 25)
  formule.writeUInt16LE(0x6, 0)
  formule.writeUInt16LE(25, 2)
  stream.copy(formule, 4, at + 4, at + 10)
  formule.writeDoubleLE(valeur, 10)
  formule.writeUInt16LE(options, 18)
  Buffer.from([3, 0, 0x1e, 1, 0]).copy(formule, 24)
  entry.content = Buffer.concat([
    stream.subarray(0, at),
    formule,
    stream.subarray(at + 4 + stream.readUInt16LE(at + 2)),
  ])
  entry.size = entry.content.length
  return Buffer.from(XLSX.CFB.write(file, { type: 'buffer', fileType: 'cfb' }))
}
/** Where the record of 777 is, as a number or as a whole one. */
function findNombre(stream: Buffer): number {
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const type = stream.readUInt16LE(at)
    if ((type === 0x203 && stream.readDoubleLE(at + 10) === 777) || type === 0x27e) return at
  }
  throw new Error('no number')
}
async function lire(bytes: Buffer): Promise<unknown[]> {
  const lue = await convert(bytes)
  if (!lue.ok) throw new Error(lue.refus.code)
  return lue.value.feuilles[0]?.lignes[1]?.cellules.map(({ cellule }) => cellule.texte) ?? []
}

describe('une formule que rien n’a calculée (R-REC-46)', () => {
  it.each([
    '<table:table-cell table:formula="of:=A1"/>',
    '<table:table-cell table:formula="of:=IF(A1&gt;2;&quot;x&quot;)" office:value-type="float"></table:table-cell>',
    '<table:table-cell table:style-name="ce1" table:formula="of:=A1"><text:p></text:p></table:table-cell>',
  ])('se dit dans un .ods : %s', async (cellule) => {
    expect(await lire(enOds(cellule))).toEqual(['Mairie', SANS, 'rue Inventée'])
  })

  it.each([
    ['<table:table-cell table:formula="of:=A1" office:value-type="string" office:string-value=""/>', undefined],
    ['<table:table-cell table:formula="of:=A1" office:value-type="string"><text:p/></table:table-cell>', undefined],
    ['<table:table-cell/>', undefined],
    [
      '<table:table-cell table:formula="of:=A1" office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>',
      '0',
    ],
    ['<table:table-cell table:formula="of:=A1"><text:p>calculé</text:p></table:table-cell>', 'calculé'],
  ])('ne se dit pas dans un .ods de %s', async (cellule, texte) => {
    expect(await lire(enOds(cellule))).toEqual(['Mairie', ...(texte === undefined ? [] : [texte]), 'rue Inventée'])
  })

  it.each([
    ['<c r="B2"><f>A1</f></c>', SANS],
    ['<c r="B2" s="0" t="n"><f>A1</f><v></v></c>', SANS],
    ['<c r="B2" t="str"><f>A1</f><v></v></c>', undefined],
    ['<c r="B2"><f>A1</f><v>0</v></c>', '0'],
  ])('se dit dans un .xlsx que lit la bibliothèque : %s', async (cellule, texte) => {
    expect(await lire(enXlsx(cellule))).toEqual(['Mairie', ...(texte === undefined ? [] : [texte]), 'rue Inventée'])
  })

  it('se dit sous un préfixe, dans une feuille de la bibliothèque', async () => {
    const bytes = avec('xlsx', 'xl/worksheets/sheet1.xml', (xml) =>
      xml
        .replace(/<c r="B2"[^<>]*><v>777<\/v><\/c>/, '<c r="B2"><f>A1</f></c>')
        .replace(/<(\/?)(\w)/g, '<$1x:$2')
        .replace('xmlns=', 'xmlns:x='),
    )
    expect(await lire(bytes)).toEqual(['Mairie', SANS, 'rue Inventée'])
  })

  it.each([
    ['à calculer à l’ouverture, sans valeur', 0x2, 0, SANS],
    ['toujours à calculer, sans valeur, d’un programme qui n’a rien calculé', 0x3, 0, SANS],
    ['calculée, qui donne zéro', 0x0, 0, '0'],
    ['toujours à calculer, qui donne zéro', 0x1, 0, '0'],
    ['à calculer à l’ouverture, avec sa valeur', 0x2, 5, '5'],
  ])('dans un .xls, une formule %s', async (_, options, valeur, texte) => {
    expect(await lire(enXls(options, valeur))).toEqual(['Mairie', texte, 'rue Inventée'])
  })
})
