import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { checkArchive } from './archive.ts'
import { zipOf } from './testing.ts'

const FEUILLE = '<worksheet><sheetData/></worksheet>'
const check = (parties: Readonly<Record<string, string | Buffer>>) =>
  checkArchive(zipOf(Object.entries(parties).map(([nom, content]) => ({ nom, content: Buffer.from(content) }))))
const classeur = (feuille: string | Buffer, autres: Readonly<Record<string, string>> = {}) =>
  check({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': feuille, ...autres })
const INTERDIT = { ok: false, refus: { code: 'declarations-interdites' } }

describe('une partie qui déclare des entités', () => {
  it.each([
    ['une entité', `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]>${FEUILLE}`],
    ['un fichier du serveur', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${FEUILLE}`],
    ['en minuscules', `<!doctype x>${FEUILLE}`],
    ['une entité seule', `<!ENTITY a "a">${FEUILLE}`],
    ['en UTF-16', Buffer.from(`\ufeff<?xml version="1.0"?><!DOCTYPE x>${FEUILLE}`, 'utf16le')],
    ['loin de son début', `<!--${'-x'.repeat(300_000)}--><!DOCTYPE x>${FEUILLE}`],
  ])('refuse le classeur : %s (R-TAB-16)', async (_, feuille) => expect(await classeur(feuille)).toEqual(INTERDIT))

  it('se trouve où qu’une coupure de la lecture tombe (R-TAB-16)', async () => {
    // Bytes come by sixteen thousand and more: whatever the number, one of these shifts cuts the word.
    for (let shift = 0; shift < 12; shift += 1)
      expect(await classeur(`${' '.repeat(16_384 - shift)}<!DOCTYPE x>${FEUILLE}`)).toEqual(INTERDIT)
  })

  it('est aussi refusée dans un lien, les chaînes ou un classeur ODS (R-TAB-16)', async () => {
    for (const nom of ['xl/_rels/workbook.xml.rels', 'xl/sharedStrings.xml', '[Content_Types].xml'])
      expect(await classeur(FEUILLE, { [nom]: '<!DOCTYPE x><x/>' })).toEqual(INTERDIT)
    expect(await check({ 'content.xml': '<!DOCTYPE x><x/>' })).toEqual(INTERDIT)
  })

  it('ne se voit ni dans un texte, ni dans une image, ni dans le manifeste d’un ancien OpenOffice (R-TAB-16)', async () => {
    expect(await classeur('<x>&lt;!DOCTYPE html&gt;</x>')).toEqual({ ok: true, value: 'tableur' })
    const autres = { 'xl/media/logo.svg': '<!DOCTYPE svg>', 'META-INF/manifest.xml': '<!DOCTYPE manifest:manifest>' }
    expect(await classeur(FEUILLE, autres)).toEqual({ ok: true, value: 'tableur' })
  })
})

it('la bibliothèque qui lit les classeurs est celle qui est corrigée, dans le verrou comme à l’usage', () => {
  const lock: Readonly<{ packages: Readonly<Record<string, Readonly<{ name?: string; version?: string }>>> }> =
    JSON.parse(readFileSync(fileURLToPath(new URL('../../../package-lock.json', import.meta.url)), 'utf8'))
  const copies = Object.entries(lock.packages).filter(([chemin]) => /(?:^|\/)node_modules\/xlsx$/.test(chemin))
  expect(copies.map(([chemin]) => chemin)).toEqual(['node_modules/xlsx'])
  for (const { name, version = '' } of [
    ...copies.map(([, one]) => one),
    { name: '@e965/xlsx', version: XLSX.version },
  ]) {
    expect(name).toBe('@e965/xlsx')
    // 0.20.2 mends CVE-2023-30533 and CVE-2024-22363, which npm's own `xlsx` still has.
    const [majeure = 0, mineure = 0, corrective = 0] = version.split('.').map(Number)
    expect(majeure * 10_000 + mineure * 100 + corrective).toBeGreaterThanOrEqual(2_002)
  }
})
