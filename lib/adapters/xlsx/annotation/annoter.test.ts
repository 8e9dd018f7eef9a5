import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import type { Marque } from '#lib/domain/guichet/recensement/annotation.ts'
import { readDirectory } from '../archive.ts'
import { convert } from '../conversion.ts'
import { openPaquet } from '../paquet/parties.ts'
import { zipOf } from '../testing.ts'
import { annotePaquet } from './annoter.ts'
import { marquer } from './marquer.ts'
import { COULEURS } from './styles.ts'
import { commentairesDe, couleurDe, unClasseurDeCentre, uneAnnotation } from './testing.ts'

const POINTS = 'xl/worksheets/sheet1.xml'
const marque = (cellule: string, gravite: Marque['gravite'], texte: string): Marque => ({
  feuille: 'Nos points',
  cellule,
  gravite,
  texte,
})
const TELEPHONE = marque('C3', 'refus', 'À corriger : « <12> & co » n’est pas un numéro')
const ZERO = marque('D3', 'corrige', 'Corrigé : 09000')
const VIDE = marque('F4', 'a-verifier', 'À vérifier : cette cellule est vide')
const BLOC = marque('C1', 'a-verifier', 'À vérifier : le titre')

const annote = async (source: Uint8Array, marques: readonly Marque[]): Promise<Buffer> => {
  const marked = await marquer(Buffer.from(source), uneAnnotation(marques))
  if (!marked.ok) throw new Error(marked.refus.code)
  expect(marked.value.refait).toBe(false)
  return Buffer.from(marked.value.octets)
}
const packed = (octets: Buffer) =>
  new Map(readDirectory(octets)?.map(({ nom, debut, taille }) => [nom, crc32(octets.subarray(debut, debut + taille))]))

describe('le fichier annoté', () => {
  it('colore et commente les cellules, chaque gravité de sa couleur, sans perdre la note ni le format du centre', async () => {
    const octets = await annote(await unClasseurDeCentre(), [TELEPHONE, ZERO, VIDE, BLOC])
    expect(commentairesDe(octets, POINTS)).toEqual({
      C3: `Leur note\n\n— Portail —\n${TELEPHONE.texte}`,
      D3: `— Portail —\n${ZERO.texte}`,
      F4: `— Portail —\n${VIDE.texte}`,
      // A block of merged cells shows through its first cell.
      A1: `— Portail —\n${BLOC.texte}`,
    })
    const colours = ['C3', 'D3', 'F4', 'A1', 'A2', 'C4'].map((adresse) => couleurDe(octets, POINTS, adresse))
    expect(colours).toEqual([
      COULEURS.refus,
      COULEURS.corrige,
      COULEURS['a-verifier'],
      COULEURS['a-verifier'],
      'FFFFFF00',
      undefined,
    ])
    const book = XLSX.read(octets, { cellNF: true, cellFormula: true })
    expect(book.SheetNames).toEqual(['Nos points', 'À garder', 'À corriger (portail)'])
    expect(book.Sheets['Nos points']?.C3).toMatchObject({ v: '12', z: '@' })
    expect(book.Sheets['Nos points']?.E3).toMatchObject({ v: 18_000, f: 'D3*2' })
  })

  it('écrit une correction comme un texte, sans toucher ni une formule ni un bloc fusionné', async () => {
    const ecrire = (cellule: string, valeur: string) => ({ ...marque(cellule, 'corrige', 'Corrigé'), valeur })
    const marques = [
      ecrire('C3', '=HYPERLINK("http://x.invalid";"à <moi>")'),
      ecrire('D3', '09000'),
      ecrire('B4', ''),
      ecrire('F4', 'Été'),
      ecrire('E3', '1'),
      ecrire('C1', 'Titre'),
    ]
    const octets = await annote(await unClasseurDeCentre(), marques)
    const lue = XLSX.read(octets, { cellFormula: true }).Sheets['Nos points']
    expect(lue?.C3).toMatchObject({ t: 's', v: '=HYPERLINK("http://x.invalid";"à <moi>")' })
    expect(lue?.C3).not.toHaveProperty('f')
    expect(lue?.D3).toMatchObject({ t: 's', v: '09000' })
    expect(lue?.B4?.v).toBeUndefined()
    expect(lue?.F4).toMatchObject({ v: 'Été' })
    expect(lue?.E3).toMatchObject({ v: 18_000, f: 'D3*2' })
    expect(lue?.A1).toMatchObject({ v: 'Recensement 2026' })
    expect(lue?.C4).toMatchObject({ v: '05 36 49 00 01' })
    const relue = await convert(octets)
    const cellules = relue.ok ? relue.value.feuilles[0]?.lignes.flatMap((ligne) => ligne.cellules) : []
    const texteDe = (adresse: string) => cellules?.find(({ cellule }) => cellule.adresse === adresse)?.cellule.texte
    expect(['D3', 'F4', 'B4'].map(texteDe)).toEqual(['09000', 'Été', undefined])
  })

  it('recopie tel quel, octet pour octet, tout ce qu’il n’a pas à toucher', async () => {
    const source = Buffer.from(await unClasseurDeCentre())
    const [avant, apres] = [packed(source), packed(await annote(source, [TELEPHONE]))]
    const changed = [...avant].filter(([nom, sum]) => apres.get(nom) !== sum).map(([nom]) => nom)
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/comments1.xml',
      'xl/styles.xml',
      'xl/workbook.xml',
      POINTS,
    ])
    const before = openPaquet(source)?.read(POINTS) ?? ''
    const after = openPaquet(await annote(source, [TELEPHONE]))?.read(POINTS) ?? ''
    const style = /(<c r="C3"[^>]*) s="\d+"/
    expect(after.replace(style, '$1')).toBe(before.replace(style, '$1'))
  })

  it('relu, dit la même chose qu’avant ; annoté de nouveau, oublie ce qui est corrigé', async () => {
    const source = await unClasseurDeCentre()
    const once = await annote(source, [TELEPHONE, ZERO])
    const [avant, apres] = [await convert(Buffer.from(source)), await convert(once)]
    if (!avant.ok || !apres.ok) throw new Error('not read')
    expect(apres.value.feuilles.slice(0, 2)).toEqual(avant.value.feuilles)
    expect(apres.value.feuilles[2]).toEqual({ nom: 'À corriger (portail)', lignes: [] })
    const twice = await annote(once, [ZERO])
    expect(commentairesDe(twice, POINTS)).toEqual({ C3: 'Leur note', D3: `— Portail —\n${ZERO.texte}` })
    expect([couleurDe(twice, POINTS, 'C3'), couleurDe(twice, POINTS, 'D3')]).toEqual([undefined, COULEURS.corrige])
    expect(XLSX.read(twice).SheetNames).toEqual(['Nos points', 'À garder', 'À corriger (portail)'])
    const clean = await annote(twice, [])
    expect(commentairesDe(clean, POINTS)).toEqual({ C3: 'Leur note' })
    expect(
      openPaquet(clean)
        ?.read('xl/drawings/vmlDrawing1.vml')
        ?.match(/<v:shape /g),
    ).toHaveLength(1)
  })

  it('n’écrit que des textes : ni formule, ni balise venue du fichier', async () => {
    const hostile = marque('C3', 'refus', '=HYPERLINK("http://x.invalid")</t></r><f>1+1</f>\u0000\ud800]]>')
    const octets = await annote(await unClasseurDeCentre(), [hostile])
    const liste = XLSX.read(octets, { cellFormula: true }).Sheets['À corriger (portail)'] ?? {}
    const cells = Object.entries(liste).filter(([adresse]) => /^[A-Z]/.test(adresse))
    expect(cells.length).toBeGreaterThan(5)
    for (const [, cell] of cells) expect(cell).toMatchObject({ t: 's' })
    expect(cells.some(([, cell]) => 'f' in cell)).toBe(false)
    expect(commentairesDe(octets, POINTS).C3).toContain('</t></r><f>1+1</f>]]>')
  })

  it('écrit sous le préfixe du classeur, et sans adresse de cellule quand il n’en donne pas', () => {
    const part = (nom: string, text: string) => ({ nom, content: Buffer.from(text) })
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const rels = (...list: string[]) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`
    const source = zipOf([
      part(
        '[Content_Types].xml',
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="x"/></Types>',
      ),
      part('_rels/.rels', rels(`<Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`)),
      part(
        'xl/workbook.xml',
        `<x:workbook xmlns:x="${main}" xmlns:q="${office}"><x:sheets><x:sheet name="Nos points" sheetId="4" q:id="b"/></x:sheets></x:workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        rels(`<Relationship Id="b" Type="${office}/worksheet" Target="worksheets/s.xml"/>`),
      ),
      part(
        'xl/worksheets/s.xml',
        `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Nom</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row><x:row/></x:sheetData><x:tableParts count="0"/></x:worksheet>`,
      ),
    ])
    const octets = annotePaquet(source, uneAnnotation([marque('B1', 'refus', 'un'), marque('C2', 'corrige', 'deux')]))
    const xml = (octets && openPaquet(octets)?.read('xl/worksheets/s.xml')) ?? ''
    expect(xml).toContain('<x:c s="1"><x:v>1</x:v>')
    expect(xml).toContain('<x:row><x:c r="C2" s="2"/></x:row>')
    expect(xml).toMatch(/<x:legacyDrawing xmlns:r="[^"]+" r:id="rIdPortail\d"\/><x:tableParts/)
    expect(octets && openPaquet(octets)?.read('xl/workbook.xml')).toMatch(
      /sheetId="5" q:id="rIdPortail\d"\/><\/x:sheets>/,
    )
    expect(octets && commentairesDe(octets, 'xl/worksheets/s.xml')).toEqual({
      B1: '— Portail —\nun',
      C2: '— Portail —\ndeux',
    })
  })

  it.each(['xls', 'ods', 'csv', 'xlsb'] as const)(
    'un fichier .%s devient un .xlsx de ce qui a été lu',
    async (bookType) => {
      const sheet = XLSX.utils.aoa_to_sheet([
        ['Nom', 'Canal', 'Téléphone', 'Code postal', 'Mis à jour le'],
        ['=1+1', 'Physique', '12', 9000, '03/03/2026'],
      ])
      sheet.F2 = { t: 'n', v: 46_084, z: 'dd/mm/yyyy' }
      sheet['!ref'] = 'A1:F2'
      const book = { SheetNames: ['Nos points'], Sheets: { 'Nos points': sheet } }
      const source: Buffer = XLSX.write(book, { type: 'buffer', bookType })
      const nom = bookType === 'csv' ? 'CSV' : 'Nos points'
      const marked = await marquer(source, uneAnnotation([{ ...TELEPHONE, feuille: nom }]))
      if (!marked.ok) throw new Error(marked.refus.code)
      expect(marked.value.refait).toBe(true)
      const [avant, apres] = [await convert(source), await convert(Buffer.from(marked.value.octets))]
      if (!avant.ok || !apres.ok) throw new Error('not read')
      const plain = (feuille: (typeof avant.value.feuilles)[number] | undefined) =>
        feuille?.lignes.map(({ numero, cellules }) => [
          numero,
          ...cellules.map(({ cellule }) => [cellule.adresse, cellule.valeur, cellule.jour]),
        ])
      expect(plain(apres.value.feuilles[0])).toEqual(plain(avant.value.feuilles[0]))
      expect(
        commentairesDe(marked.value.octets, POINTS).C2 ?? commentairesDe(marked.value.octets, POINTS).C3,
      ).toContain('n’est pas un numéro')
    },
  )

  it('rend le refus d’un fichier qui ne se lit pas', async () => {
    expect(await marquer(Buffer.from('PK\x03\x04nothing'), uneAnnotation([]))).toMatchObject({
      ok: false,
      refus: { code: 'fichier-abime' },
    })
  })
})
