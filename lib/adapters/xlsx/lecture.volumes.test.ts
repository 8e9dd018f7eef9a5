import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import { checkArchive, declaredSize } from './archive.ts'
import { convert } from './conversion.ts'
import { inBytes, openPaquet } from './paquet/parties.ts'
import { zipOf } from './testing.ts'

const ENTETES = ['Nom', 'Canal', 'Téléphone', 'Code postal', 'Mis à jour le']

const workbook = (rows: unknown[][], bookType: XLSX.BookType = 'xlsx', nom = 'Points de contact'): Buffer => {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), nom)
  return XLSX.write(book, { type: 'buffer', bookType })
}
const NORMAL = workbook([ENTETES, ['Accueil', 'Téléphone', '05 36 49 00 01', '09000', '03/03/2026']])

/** Sheets A and B of that many rows under a header; under `partagee`, both are the part of B. */
function deuxFeuilles(a: number, b: number, partagee: boolean): Buffer {
  const book = XLSX.utils.book_new()
  for (const nom of 'AB') XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([ENTETES]), nom)
  const paquet = openPaquet(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
  if (!paquet) throw new Error('no package')
  const entete = ENTETES.map((nom) => `<c t="str"><v>${inBytes(nom)}</v></c>`).join('')
  for (const [at, lignes] of [a, b].entries()) {
    const part = `xl/worksheets/sheet${at + 1}.xml`
    const rows = `<sheetData><row>${entete}</row>${'<row><c><v>1</v></c></row>'.repeat(lignes)}</sheetData>`
    paquet.write(part, paquet.read(part)?.replace(/<sheetData>.*<\/sheetData>/s, rows) ?? '')
  }
  const relations = 'xl/_rels/workbook.xml.rels'
  if (partagee) paquet.write(relations, paquet.read(relations)?.replace('sheet1.xml', 'sheet2.xml') ?? '')
  return paquet.toBytes()
}

describe('la lecture d’un classeur', () => {
  it.each(['xlsx', 'ods', 'xls', 'csv'] as const)(
    'lit un fichier %s et donne l’adresse de chaque cellule',
    async (type) => {
      const bytes = workbook(
        [[], ['Recensement 2026'], ENTETES, ['Accueil', 'Téléphone', '05 36 49 00 01', '09000']],
        type,
      )
      const lecture = await convert(bytes)
      expect(lecture.ok).toBe(true)
      if (!lecture.ok) return
      const cellules = lecture.value.feuilles[0]?.lignes.at(-1)?.cellules.map(({ cellule }) => cellule)
      expect(cellules?.map(({ adresse, texte }) => [adresse, texte])).toEqual([
        ['A4', 'Accueil'],
        ['B4', 'Téléphone'],
        ['C4', '05 36 49 00 01'],
        ['D4', '09000'],
      ])
    },
  )

  it.each([false, true])('rend le jour d’une cellule de date (système 1904 : %s)', async (date1904) => {
    const sheet = XLSX.utils.aoa_to_sheet([ENTETES, ['Accueil', 'Téléphone', 'x', '09000']])
    sheet.E2 = { t: 'n', v: date1904 ? 46_084 - 1462 : 46_084, z: 'dd/mm/yyyy' }
    sheet['!ref'] = 'A1:E2'
    const book: XLSX.WorkBook = { SheetNames: ['P'], Sheets: { P: sheet }, Workbook: { WBProps: { date1904 } } }
    const lecture = await convert(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
    expect(lecture.ok && lecture.value.feuilles[0]?.lignes[1]?.cellules[4]?.cellule.jour).toBe('2026-03-03')
  })

  it('lit un CSV en Windows-1252, séparé par des points-virgules', async () => {
    const bytes = Buffer.from(
      `${ENTETES.join(';')}\r\n"Maison ""A""; bis";Téléphone;3646;01000;2026-03-03\r\n`,
      'latin1',
    )
    const lecture = await convert(bytes)
    const cellules = lecture.ok ? lecture.value.feuilles[0]?.lignes[1]?.cellules : []
    expect(cellules?.map(({ cellule }) => cellule.texte)).toEqual([
      'Maison "A"; bis',
      'Téléphone',
      '3646',
      '01000',
      '2026-03-03',
    ])
  })

  it('nomme les feuilles ignorées sans les convertir', async () => {
    const book = XLSX.read(NORMAL)
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['brouillon'], ['notes']]), 'Notes')
    const lecture = await convert(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
    expect(lecture.ok && lecture.value.feuilles.map(({ nom, lignes }) => [nom, lignes.length])).toEqual([
      ['Points de contact', 2],
      ['Notes', 0],
    ])
  })

  it('ne se perd pas dans une étendue déclarée absurde', async () => {
    const book = XLSX.read(NORMAL)
    const sheet = book.Sheets['Points de contact']
    if (sheet) sheet['!fullref'] = sheet['!ref'] = 'A1:E2'
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' })
    const opened = XLSX.CFB.read(bytes, { type: 'buffer' })
    const entry = XLSX.CFB.find(opened, 'sheet1.xml')
    if (!entry) throw new Error('no sheet')
    const xml = Buffer.from(entry.content as Uint8Array)
      .toString()
      .replace('ref="A1:E2"', 'ref="A1:XFD1048576"')
    const rewritten = zipOf(
      opened.FullPaths.flatMap((path: string, index: number) => {
        const file = opened.FileIndex[index]
        if (!file || path.endsWith('/')) return []
        const content = path.endsWith('sheet1.xml') ? Buffer.from(xml) : Buffer.from(file.content as Uint8Array)
        return [{ nom: path.replace(/^Root Entry\//, ''), content }]
      }),
    )
    const lecture = await convert(rewritten)
    expect(lecture.ok && lecture.value.feuilles[0]?.lignes.length).toBe(2)
  })
})

describe('un fichier qui ne se lit pas est refusé avec sa raison', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(400)])
  const zeros = deflateRawSync(Buffer.alloc(30 * 1024 * 1024))
  const bombe = zipOf(
    Array.from({ length: 8 }, (_, index) => ({
      nom: index === 0 ? 'xl/workbook.xml' : `xl/worksheets/sheet${index}.xml`,
      packed: zeros,
      // The archive lies about what it holds.
      size: 10,
      crc: crc32(Buffer.alloc(0)),
    })),
  )
  const cases: [string, Buffer, object][] = [
    ['un fichier vide', Buffer.alloc(0), { code: 'fichier-vide' }],
    [
      'des octets au hasard',
      Buffer.concat([Buffer.from([0]), randomBytes(5000)]),
      { code: 'format-non-lu', nature: 'inconnu' },
    ],
    ['une image nommée .xlsx', png, { code: 'format-non-lu', nature: 'image' }],
    ['un PDF', Buffer.from('%PDF-1.7\n1 0 obj'), { code: 'format-non-lu', nature: 'pdf' }],
    ['une page HTML', Buffer.from('\ufeff <html><table><tr><td>Nom'), { code: 'format-non-lu', nature: 'html' }],
    [
      'un classeur XML de 2003',
      Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'),
      { code: 'format-non-lu', nature: 'document' },
    ],
    [
      'une page XHTML nommée .xls',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE html><html><table>'),
      { code: 'format-non-lu', nature: 'html' },
    ],
    ['une archive tronquée', NORMAL.subarray(0, NORMAL.length - 600), { code: 'fichier-abime' }],
    ['un début d’archive', NORMAL.subarray(0, 30), { code: 'fichier-abime' }],
    ['une bombe', bombe, { code: 'contenu-demesure' }],
    [
      'une entrée de quelques octets qui en déclare deux milliards',
      zipOf([{ nom: 'xl/workbook.xml', packed: deflateRawSync(Buffer.from('<a/>')), size: 0x7fffffff, crc: 0 }]),
      { code: 'contenu-demesure' },
    ],
    [
      'un fichier de plus de 10 Mo',
      Buffer.alloc(10 * 1024 * 1024 + 1, 65),
      { code: 'fichier-trop-gros', octets: 10 * 1024 * 1024 + 1 },
    ],
    [
      'un document sans tableau',
      zipOf([{ nom: 'word/document.xml', content: Buffer.from('<a/>') }]),
      { code: 'format-non-lu', nature: 'document' },
    ],
    [
      'une archive de 501 entrées',
      zipOf(Array.from({ length: 501 }, (_, i) => ({ nom: `${i}`, content: Buffer.from('') }))),
      { code: 'trop-d-entrees' },
    ],
    [
      'un texte sans tableau connu',
      Buffer.from('Bonjour,\nmerci de remplir le tableau.\n'),
      { code: 'aucune-feuille-reconnue', feuilles: ['CSV'], tables: [] },
    ],
    [
      'une table dont les en-têtes ne sont pas connus',
      Buffer.from('Qui;Où\nMairie;1 rue Inventée\n'),
      {
        code: 'aucune-feuille-reconnue',
        feuilles: ['CSV'],
        tables: [
          {
            feuille: 'CSV',
            entetes: [
              { entete: 'Qui', cellule: 'A1', exemples: ['Mairie'] },
              { entete: 'Où', cellule: 'B1', exemples: ['1 rue Inventée'] },
            ],
          },
        ],
      },
    ],
  ]
  it.each(cases)('%s', async (_, bytes, refus) => {
    expect(await convert(bytes)).toEqual({ ok: false, refus })
  })

  it('un classeur protégé par un mot de passe', async () => {
    const { writeXlsx } = await import('hucre')
    const bytes = await writeXlsx({
      sheets: [{ name: 'A', rows: [['Nom']] }],
      encryption: { password: 'secret', spinCount: 10 },
    })
    expect(await convert(Buffer.from(bytes))).toEqual({ ok: false, refus: { code: 'fichier-protege' } })
  })

  it('une entrée qui contient plus qu’elle ne dit, d’un octet', async () => {
    const content = Buffer.from('<a/>')
    const archive = (size: number) =>
      zipOf([{ nom: 'xl/workbook.xml', packed: deflateRawSync(content), size, crc: crc32(content) }])
    expect(declaredSize(archive(4))).toBe(4)
    expect(await checkArchive(archive(4))).toEqual({ ok: true, value: 'tableur' })
    expect(await checkArchive(archive(3))).toEqual({ ok: false, refus: { code: 'contenu-demesure' } })
  })

  it.each([
    [0, true],
    [1, false],
  ])('une archive qui dit vrai et passe 200 Mo sur plusieurs entrées (200 Mo et %i octet)', async (surplus, ok) => {
    const blancs = Buffer.alloc(LIMITES.octetsDecompresses / 5, ' ')
    const feuille = { packed: deflateRawSync(blancs, { level: 1 }), size: blancs.length, crc: crc32(blancs) }
    const bytes = zipOf([
      ...Array.from({ length: 5 }, (_, at) => ({ nom: `xl/worksheets/sheet${at + 1}.xml`, ...feuille })),
      { nom: 'xl/workbook.xml', content: Buffer.alloc(surplus) },
    ])
    // Small, honest, and no entry too large by itself: only the count over them all can refuse it.
    expect(bytes.length).toBeLessThan(LIMITES.octets)
    expect(declaredSize(bytes)).toBe(LIMITES.octetsDecompresses + surplus)
    expect(await checkArchive(bytes)).toEqual(
      ok ? { ok, value: 'tableur' } : { ok, refus: { code: 'contenu-demesure' } },
    )
  })

  it('ce que pèse un fichier qui n’est pas une archive est ce qu’il contient', () => {
    expect(declaredSize(Buffer.from('Nom;Canal'))).toBe(9)
  })

  it.each([
    [24_999, 'deux feuilles', true],
    [25_000, 'deux feuilles', false],
    [24_999, 'une partie que deux feuilles nomment', true],
    [25_000, 'une partie que deux feuilles nomment', false],
  ])('50 000 lignes sont le total du fichier (%i lignes et leurs en-têtes, dans %s)', async (lignes, ou, ok) => {
    const bytes = deuxFeuilles(24_999, lignes, ou !== 'deux feuilles')
    const lecture = await convert(bytes)
    if (!ok) return expect(lecture).toEqual({ ok, refus: { code: 'trop-de-lignes', feuille: 'B' } })
    if (!lecture.ok) throw new Error(lecture.refus.code)
    return expect(lecture.value.feuilles.map((feuille) => feuille.lignes.length)).toEqual([25_000, 25_000])
  })

  it('plus de 50 000 lignes vraiment remplies', async () => {
    const rows = Array.from({ length: 50_001 }, (_, index) => `A${index}`)
    const lecture = await convert(Buffer.from([ENTETES.join(';'), ...rows].join('\n')))
    expect(lecture).toEqual({ ok: false, refus: { code: 'trop-de-lignes', feuille: 'CSV' } })
  })

  describe.each(['xlsx', 'csv', 'ods', 'xls'] as const)('100 colonnes remplies, en %s', (type) => {
    /** That many columns, the headers first; each row fills a hundred of them at most. */
    const table = (colonnes: number): Buffer => {
      const cells = Array.from({ length: colonnes }, (_, at) => ENTETES[at] ?? `Notes ${at}`)
      return workbook([cells.slice(0, 100), cells.map((cell, at) => (at < 50 ? '' : cell))], type)
    }
    it.each([100, 101, 150])('%i colonnes, dont une ligne ne remplit jamais plus de 100', async (colonnes) => {
      const lecture = await convert(table(colonnes))
      const refus = { code: 'trop-de-colonnes', feuille: type === 'csv' ? 'CSV' : 'Points de contact' }
      if (colonnes > 100) return expect(lecture).toEqual({ ok: false, refus })
      if (!lecture.ok) throw new Error(lecture.refus.code)
      return expect(lecture.value.feuilles[0]?.lignes.map(({ cellules }) => cellules.length)).toEqual([100, 50])
    })

    it('une colonne où rien n’est écrit n’en est pas une', async () => {
      const ligne = [...ENTETES, ...Array<string>(120).fill(' '), 'Notes']
      const lecture = await convert(workbook([ligne, ligne], type))
      expect(lecture.ok && lecture.value.feuilles[0]?.lignes.map(({ cellules }) => cellules.length)).toEqual([6, 6])
    })
  })

  it('100 colonnes sont celles d’une feuille, non du fichier', async () => {
    const book = XLSX.utils.book_new()
    const entetes = Array.from({ length: 100 }, (_, at) => ENTETES[at] ?? `Notes ${at}`)
    for (const [nom, marge] of [
      ['A', 0],
      ['B', 60],
    ] as const) {
      const rows = [[...Array(marge).fill(null), ...entetes]]
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), nom)
    }
    expect(await convert(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))).toMatchObject({ ok: true })
  })
})
