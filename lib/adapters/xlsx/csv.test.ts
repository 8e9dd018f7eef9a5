import { describe, expect, it } from 'vitest'
import { convert } from './conversion.ts'
import { listSeparateurs, parseCsv } from './csv.ts'
import { decodeText } from './encodage.ts'

const TEXTE = 'Nom;Téléphone;Complément d’adresse\r\nMaison « Été »;05 36 49 00 01;Près du Théâtre, à côté\r\n'
/** The same text in an older page of eight bits: the bytes that this page gives to these letters. */
const enPage = (page: Readonly<Record<string, number>>): Buffer =>
  Buffer.from(Array.from(TEXTE, (sign) => page[sign] ?? sign.charCodeAt(0)))
const WINDOWS = { '’': 0x92, é: 0xe9, É: 0xc9, è: 0xe8, â: 0xe2, à: 0xe0, ô: 0xf4, '«': 0xab, '»': 0xbb }
const MAC = { '’': 0xd5, é: 0x8e, É: 0x83, è: 0x8f, â: 0x89, à: 0x88, ô: 0x99, '«': 0xc7, '»': 0xc8 }
const DOS = { '’': 0x27, é: 0x82, É: 0x90, è: 0x8a, â: 0x83, à: 0x85, ô: 0x93, '«': 0xae, '»': 0xaf }

describe('les lettres d’un tableau de texte', () => {
  const utf16be = Buffer.from(`\ufeff${TEXTE}`, 'utf16le').swap16()
  it.each([
    ['UTF-8', Buffer.from(TEXTE)],
    ['UTF-8 avec sa marque', Buffer.from(`\ufeff${TEXTE}`)],
    ['UTF-16 (« Texte Unicode » d’Excel)', Buffer.from(`\ufeff${TEXTE}`, 'utf16le')],
    ['UTF-16 grand-boutien', utf16be],
    ['UTF-16 sans marque', Buffer.from(TEXTE, 'utf16le')],
    ['UTF-16 grand-boutien sans marque', utf16be.subarray(2)],
    ['Windows-1252', enPage(WINDOWS)],
    ['Macintosh', enPage(MAC)],
    ['MS-DOS', enPage(DOS)],
  ])('%s', (nom, bytes) => {
    const expected = nom === 'MS-DOS' ? TEXTE.replaceAll('’', "'") : TEXTE
    expect(decodeText(bytes).replace('\ufeff', '')).toBe(expected)
  })
})

describe('les cellules d’un tableau de texte', () => {
  it('guillemets, fins de ligne dans une cellule, guillemets doublés', () => {
    expect(parseCsv('a;"b;""c"""\r\n"d\ne";f\r', ';')).toEqual([
      ['a', 'b;"c"'],
      ['d\ne', 'f'],
    ])
  })
  it('un guillemet qui ne se ferme jamais est un signe comme un autre', () => {
    expect(parseCsv('a;"b\nc;d\n', ';')).toEqual([
      ['a', '"b'],
      ['c', 'd'],
    ])
    expect(parseCsv('a;"b"\n1;"\n2;"', ';')).toEqual([
      ['a', 'b'],
      ['1', '\n2;'],
    ])
    expect(parseCsv('"'.repeat(100_001), ';')).toHaveLength(1)
  })
  it('« sep= » dit le séparateur et n’est pas une ligne', () => {
    const text = '\ufeffsep=,\r\na,b;c\r\n'
    expect(listSeparateurs(text)).toEqual([','])
    expect(parseCsv(text, ',')).toEqual([['a', 'b;c']])
  })
  it.each([
    ['points-virgules, plus de virgules que de points-virgules', ';'],
    ['tabulations', '\t'],
    ['barres', '|'],
  ])('%s', async (_, signe) => {
    const rows = [
      ['Recensement 2026, à rendre avant le 1er mars, au gestionnaire, merci'],
      ['Nom', 'Adresse', 'Téléphone', 'Lundi'],
      ['Mairie', '1, rue, Inventée', '05 36 49 00 01', '9h-12h, 14h-17h, 18h-19h'],
    ]
    const lecture = await convert(Buffer.from(rows.map((row) => row.join(signe)).join('\n')))
    const cellules = lecture.ok ? lecture.value.feuilles[0]?.lignes[2]?.cellules : []
    expect(cellules?.map(({ cellule }) => cellule.texte)).toEqual(rows[2])
  })
  it('virgules, cellules entre guillemets', async () => {
    const lecture = await convert(Buffer.from('Nom,Adresse,Téléphone\n"Mairie","1, rue; Inventée",3646\n'))
    const cellules = lecture.ok ? lecture.value.feuilles[0]?.lignes[1]?.cellules : []
    expect(cellules?.map(({ cellule }) => cellule.texte)).toEqual(['Mairie', '1, rue; Inventée', '3646'])
  })
})
