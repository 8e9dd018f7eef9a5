/** Our reader of the current format says what the library says, or leaves the file to it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { adresseDe, type Ligne } from '#lib/domain/guichet/recensement/classeur.ts'
import { toCellule } from '../cellules.ts'
import { convert } from '../conversion.ts'
import { HorsDuCommun } from './flux.ts'
import { openFlux } from './lecture.ts'
import { inBytes, openPaquet } from './parties.ts'

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
const CLASSEUR = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'

/** The first sheet with these rows instead of its own. */
const avecRangees = (rangees: string) =>
  avec(SHEET, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rangees}</sheetData>`))
const lireUneCellule = async (cellule: string) =>
  (await lire(avecRangees(`<row r="1">${cellule}</row>`)))[0]?.lignes ?? []
const avecTexte = (si: string) => avec(TEXTES, (xml) => xml.replace(/<si>.*?<\/si>/, `<si>${inBytes(si)}</si>`))

/** A cell under a style whose format has this number: one that the workbook does not write out. */
function avecFormat(id: number): Buffer {
  const paquet = openPaquet(
    avecRangees('<row r="1"><c r="A1" s="1"><v>1234.5</v></c><c r="B1" s="1"><v>-3</v></c></row>'),
  )
  const styles = paquet?.read('xl/styles.xml') ?? ''
  let at = 0
  paquet?.write(
    'xl/styles.xml',
    styles.replace(/<cellXfs.*<\/cellXfs>/s, (xfs) =>
      xfs.replace(/numFmtId="\d+"/g, (found) => {
        at += 1
        return at === 2 ? `numFmtId="${id}"` : found
      }),
    ),
  )
  return paquet?.toBytes() ?? Buffer.alloc(0)
}

const VARIANTES: [string, Buffer][] = [
  ['une feuille cachée', avec(CLASSEUR, (xml) => xml.replace('<sheet ', '<sheet state="hidden" '))],
  ['une étendue absurde', avec(SHEET, (xml) => xml.replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>'))],
  ['une étendue à l’envers', avec(SHEET, (xml) => xml.replace(/<dimension[^>]*>/, '<dimension ref="ZZ9:A1"/>'))],
  [
    'une formule partagée et sa valeur',
    avecRangees(
      '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">1+1</f><v>2</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>3</v></c><c r="B2" t="str"><f>B9</f><v></v></c></row>',
    ),
  ],
  ['un soulignement échappé', avecTexte('<t>_x005F_x000D_ _x00e9_ &amp;#233; &#233;&#xE9; _x000D_\r\n</t>')],
  ['des espaces gardées', avecTexte('<t xml:space="preserve">  deux  \n</t>')],
  [
    'une prononciation',
    avecTexte('<r><t>東</t></r><rPh sb="0" eb="1"><t>x</t></rPh><r><t xml:space="preserve"> 京</t></r><phoneticPr/>'),
  ],
  ['un texte sous un préfixe', avecTexte('<x:t>caché</x:t>')],
  [
    'un format propre au classeur',
    avec('xl/styles.xml', (xml) => xml.replace(/formatCode="00000"/, 'formatCode="00&quot; &quot;000;[Red]-0"')),
  ],
  ...[5, 6, 7, 8, 14, 27, 30, 32, 36, 41, 44, 50, 56, 58, 59, 82, 163].map((id): [string, Buffer] => [
    `le format ${id} que rien n’écrit`,
    avecFormat(id),
  ]),
  [
    'des cellules fusionnées entre apostrophes',
    avec(SHEET, (xml) => xml.replace('<mergeCell ref="A1:B2"/>', "<mergeCell ref='A1:B2'/>")),
  ],
  [
    'des cellules fusionnées sous un préfixe',
    avec(SHEET, (xml) => xml.replace('<mergeCell ref="A1:B2"/>', '<x:mergeCell ref="A1:B2"/>')),
  ],
  [
    'des cellules fusionnées dites autrement',
    avec(SHEET, (xml) => xml.replace('<mergeCell ref="A1:B2"/>', '<mergeCell  u="1" ref="A1:B2" />')),
  ],
  ['une feuille dont le nom change de casse', avec(RELATIONS, (xml) => xml.replace('sheet1.xml', 'Sheet1.XML'))],
  [
    'des textes dont le nom change de casse',
    avec(RELATIONS, (xml) => xml.replace('sharedStrings.xml', 'SharedStrings.xml')),
  ],
  ['une valeur sous un préfixe', avecRangees('<row r="1"><c r="A1"><x:v>12</x:v></c></row>')],
  [
    'un texte dans la cellule sous un préfixe',
    avecRangees('<row r="1"><c r="A1" t="inlineStr"><x:is><t>a</t></x:is></c></row>'),
  ],
]

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

  it.each([
    ['<c r="A1"><f>B1</f></c>', '(formule sans résultat)'],
    ['<c r="A1"><f>B1</f><v/></c>', '(formule sans résultat)'],
    ['<c r="A1"><f>B1</f><v></v></c>', '(formule sans résultat)'],
    ['<c r="A1"><f t="shared" si="0"/><v /></c>', '(formule sans résultat)'],
    ['<c r="A1"><f>B1</f><v>0</v></c>', '0'],
  ])('dit qu’une formule n’a pas de résultat (R-REC-46) : %s', async (cellule, texte) => {
    expect((await lireUneCellule(cellule))[0]?.cellules[0]?.cellule.texte).toBe(texte)
  })
  it.each([['<c r="A1" t="str"><f>B1</f><v></v></c>'], ['<c r="A1"><v></v></c>'], ['<c r="A1"><v/></c>']])(
    'ne prend pas pour une formule sans résultat %s',
    async (cellule) => {
      expect((await lireUneCellule(cellule))[0]?.cellules ?? []).toEqual([])
    },
  )

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

  it.each<[string, Buffer]>(VARIANTES)('dit ce que dit la bibliothèque, ou lui laisse %s', async (_, bytes) => {
    const read = await lire(bytes).catch((error: unknown) => {
      if (error instanceof HorsDuCommun) return undefined
      throw error
    })
    expect(read ?? lireParLaBibliotheque(bytes)).toEqual(lireParLaBibliotheque(bytes))
  })

  it('lit lui-même ce que des programmes courants écrivent', async () => {
    for (const nom of [
      'une feuille cachée',
      'des cellules fusionnées entre apostrophes',
      'un format propre au classeur',
    ])
      await expect(lire(VARIANTES.find(([dit]) => dit === nom)?.[1] ?? Buffer.alloc(0))).resolves.toHaveLength(2)
  })

  it.each([' ', '\n'])('une valeur blanche n’est ni zéro ni le premier texte (%j)', async (blanc) => {
    for (const type of ['n', 's']) {
      const lignes = await lireUneCellule(`<c r="B1" t="${type}"><v>${blanc}</v></c>`)
      expect(lignes).toEqual([])
    }
  })

  it.each(['0x10', '0b1', 'abc', '1 2', 'Infinity', '1e999', '-', '.'])('ne devine pas le nombre %s', async (ecrit) => {
    await expect(lireUneCellule(`<c r="B1"><v>${ecrit}</v></c>`)).rejects.toBeInstanceOf(HorsDuCommun)
  })

  it.each(['12', '-0.5', '+3', '.5', '1.', '1.5E-3', ' 7 '])('lit le nombre %s', async (ecrit) => {
    const [ligne] = await lireUneCellule(`<c r="B1"><v>${ecrit}</v></c>`)
    expect(ligne?.cellules[0]?.cellule.valeur).toBe(Number(ecrit))
  })

  it('un nombre qui n’en est pas un se montre, et n’est jamais une valeur', () => {
    const bytes = avecRangees('<row r="1"><c r="A1"><v>abc</v></c></row>')
    expect(lireParLaBibliotheque(bytes)[0]?.lignes[0]?.cellules[0]?.cellule).toEqual({
      adresse: 'A1',
      valeur: '#ERREUR',
      texte: '#ERREUR',
    })
  })

  // In its head, or once rows were given already.
  it.each([2, 1_500])('ce qu’il laisse à la bibliothèque à la ligne %i est lu quand même, une fois', async (ligne) => {
    const entetes = ['Nom', 'Canal', 'Téléphone', 'Code postal']
    const rangees = Array.from({ length: ligne }, (_, rang) => [`Accueil ${rang + 2}`, 'Téléphone', '3646', '09000'])
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([entetes, ...rangees]), 'P')
    const paquet = openPaquet(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
    paquet?.write(SHEET, paquet.read(SHEET)?.replace(`<c r="A${ligne}"`, `<!-- c --><c r="A${ligne}"`) ?? '')
    const bytes = paquet?.toBytes() ?? Buffer.alloc(0)
    await expect(lire(bytes)).rejects.toBeInstanceOf(HorsDuCommun)
    const converti = await convert(bytes)
    const { feuilles } = converti.ok ? converti.value : { feuilles: [] }
    expect(feuilles).toHaveLength(1)
    expect(feuilles[0]?.lignes.map(({ numero }) => numero)).toEqual(
      rangees.map((_, rang) => rang + 1).concat(ligne + 1),
    )
  })
})
