/** A workbook full of formulas and markup, through the reading, to the files that people open in a spreadsheet. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BookType, utils, write } from 'xlsx'
import { annoteClasseur } from '#lib/adapters/xlsx/annoter-classeur.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { COLONNES_DES_POINTS } from '#lib/domain/guichet/recensement/colonnes.ts'
import { ADRESSES_HOSTILES, examineSeul, TEXTES_HOSTILES } from '#lib/domain/guichet/recensement/testing.ts'
import { unPointPublie } from '#lib/domain/guichet/testing.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { streamCsv } from './csv.ts'
import { COLONNES_DE_POINT } from './points-ouverts.ts'
import { annotationDExamen } from './recensement-annotation.ts'
import { writeRecensement } from './recensement-modele.ts'

const CHAMPS = ['nom', 'organisme', 'voie', 'complement', 'coutAppel', 'horairesTexte', 'commentaire'] as const
/** A text of its own for each cell. */
const dire = (texte: string, champ: string, rang: number): string => `${texte} ${champ}${rang}`
const ECRITS = TEXTES_HOSTILES.flatMap((texte, rang) => CHAMPS.map((champ) => dire(texte, champ, rang)))
/** The same as they are read: the signs that nobody sees are gone (R-TXT-01). */
const DITS = ECRITS.map(removeInvisibles)

const unPoint = (nom: string, rang: number): Record<string, string> => ({
  nom,
  canal: 'Physique',
  type: 'Lieu d’information',
  services: 'Information',
  voie: `${rang} rue Fictive`,
  codePostal: '09000',
  commune: 'Foix',
  misAJourLe: '03/03/2026',
})

function unClasseurHostile(bookType: BookType = 'xlsx'): Buffer {
  const rows = [
    ...TEXTES_HOSTILES.map((texte, rang) => ({
      ...unPoint('', rang),
      ...Object.fromEntries(CHAMPS.map((champ) => [champ, dire(texte, champ, rang)])),
    })),
    ...[...ADRESSES_HOSTILES, ...TEXTES_HOSTILES].map((adresse, rang) => ({
      ...unPoint(`Point refusé ${rang}`, 100 + rang),
      siteWeb: adresse,
      telephone: adresse,
    })),
  ]
  const cells = rows.map((row: Record<string, string>) =>
    Object.keys(COLONNES_DES_POINTS).map((colonne) => row[colonne] ?? ''),
  )
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([Object.values(COLONNES_DES_POINTS), ...cells]), 'Points de contact')
  return write(book, { type: 'buffer', bookType, bookSST: true })
}

const folder = mkdtempSync(join(tmpdir(), 'portail-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a file in a real LibreOffice Calc, formulas allowed in a CSV (the worst choice), as flat XML. */
function openInCalc(nom: string, octets: Uint8Array | string): string {
  const [base = ''] = nom.split('.')
  writeFileSync(join(folder, nom), octets)
  const filter = nom.endsWith('.csv')
    ? ['--infilter=CSV:59,34,76,1,,1036,false,true,false,false,false,-1,true,false,true']
    : []
  execFileSync(
    process.env.SOFFICE_PATH ?? '/usr/bin/soffice',
    [
      `-env:UserInstallation=file://${folder}/profil`,
      '--headless',
      '--norestore',
      ...filter,
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      join(folder, nom),
    ],
    { stdio: 'pipe', timeout: 100_000 },
  )
  // With several sheets asked for, Calc adds the sheet's name to the file's.
  const made = readdirSync(folder).find((file) => file.startsWith(base) && file.endsWith('.fods'))
  return readFileSync(join(folder, made ?? `${base}.fods`), 'utf8')
}

/** The texts of the cells that hold texts, as the sheet shows them. */
const textesDe = (fods: string): string[] =>
  [...fods.matchAll(/<table:table-cell[^>]*office:value-type="string"[^>]*>(.*?)<\/table:table-cell>/gs)].map(
    ([, inside = '']) =>
      inside
        .replace(/<office:annotation.*?<\/office:annotation>/gs, '')
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll('&amp;', '&')
        .trim(),
  )
/** Links that leave the workbook, and listeners of scripts. Ours lead from a remark to its cell. */
const liensDe = (fods: string): string[] =>
  (fods.match(/<(?:text:a|script:event-listener|draw:a)\b[^>]*>/g) ?? []).filter(
    (lien) => !lien.includes('xlink:href="#'),
  )
const absents = (fods: string, wanted: readonly string[]): string[] => {
  const textes = new Set(textesDe(fods))
  return wanted.filter((text) => !textes.has(text))
}

let source: Buffer
let examen: ReturnType<typeof examineSeul>
beforeAll(async () => {
  source = unClasseurHostile()
  const lecture = await readClasseur(source)
  if (!lecture.ok) throw new Error(lecture.refus.code)
  examen = examineSeul(lecture.value)
})
const lus = () => examen.points.flatMap(({ contenu }) => (contenu ? [contenu] : []))

describe('un classeur plein de formules, ouvert dans LibreOffice Calc après sa lecture', () => {
  it('est lu tel qu’il se voit, et ses adresses piégées sont refusées', () => {
    expect(lus().map(({ nom }) => nom)).toEqual(
      TEXTES_HOSTILES.map((texte, rang) => removeInvisibles(dire(texte, 'nom', rang))),
    )
    expect(examen.points.filter(({ statut }) => statut === 'refuse')).toHaveLength(
      ADRESSES_HOSTILES.length + TEXTES_HOSTILES.length,
    )
  })

  it('exporté en CSV, ne contient aucune formule, une apostrophe en plus devant ce qui en serait une', async () => {
    const points = lus().map((contenu, rang) => unPointPublie(contenu, `AbCdEf${100_000 + rang}`))
    const csv = (await Array.fromAsync(streamCsv(COLONNES_DE_POINT, points))).join('')
    const fods = openInCalc('points.csv', csv)
    expect(fods).not.toContain('table:formula')
    const [gardes, simples] = [
      DITS.filter((text) => /^\W?[=+\-@]/.test(text)),
      DITS.filter((text) => /^[^=+\-@]/.test(text)),
    ]
    expect(gardes.length).toBe(4 * CHAMPS.length)
    expect(absents(fods, simples)).toEqual([])
    // Calc takes the apostrophe that it reads in a file for a sign of the text.
    expect(
      absents(
        fods,
        gardes.map((text) => `'${text}`),
      ),
    ).toEqual([])
  })

  it('rendu annoté, montre les mêmes textes dans ses feuilles et dans la nôtre, et rien ne s’évalue', async () => {
    const annote = await annoteClasseur(source, annotationDExamen(examen))
    if (!annote.ok) throw new Error(annote.refus.code)
    const fods = openInCalc('annote.xlsx', annote.value.octets)
    expect(fods).not.toContain('table:formula')
    expect(liensDe(fods)).toEqual([])
    expect(fods).toContain('n’est pas une adresse de site')
    expect(absents(fods, [...ECRITS, ...TEXTES_HOSTILES])).toEqual([])
  })

  // Not a workbook of that format any more: ours is made again, with the centre's cells.
  it.each([
    ['csv', 'csv'],
    ['ods', 'ods'],
    ['xls', 'biff8'],
  ] as const)(
    'venu en .%s, le fichier annoté montre les mêmes textes, et rien ne s’évalue',
    async (format, bookType) => {
      const depose = unClasseurHostile(bookType)
      const lecture = await readClasseur(depose)
      if (!lecture.ok) throw new Error(lecture.refus.code)
      const annote = await annoteClasseur(depose, annotationDExamen(examineSeul(lecture.value)))
      if (!annote.ok) throw new Error(annote.refus.code)
      expect(annote.value.refait).toBe(true)
      const fods = openInCalc(`de-${format}.xlsx`, annote.value.octets)
      expect(fods).not.toContain('table:formula')
      expect(liensDe(fods)).toEqual([])
      expect(fods).toContain('n’est pas une adresse de site')
      expect(absents(fods, [...ECRITS, ...TEXTES_HOSTILES])).toEqual([])
    },
  )

  it('rempli de ce qui est publié, le modèle n’évalue rien non plus', async () => {
    const octets = await writeRecensement({ points: lus().map((contenu) => ({ contenu })), chiffres: [] })
    const fods = openInCalc('modele.xlsx', octets)
    expect(fods).not.toContain('table:formula')
    expect(liensDe(fods)).toEqual([])
    expect(absents(fods, DITS)).toEqual([])
  })
})
