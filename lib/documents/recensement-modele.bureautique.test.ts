import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { analyseClasseur } from '#lib/domain/guichet/recensement/analyse.ts'
import { FAITS } from '#lib/domain/guichet/recensement/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { writeRecensement } from './recensement-modele.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-modele-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const POINTS = [
  unPointDeContact({
    telephone: '05 36 49 00 01',
    codeGuichet: '01001',
    territoire: { communes: ['09122'], epcis: ['200067791'], departements: [] },
  }),
  unPointDeContact({ canal: 'telephone', telephone: '36 46', adresse: null, position: null, siteWeb: null }),
]
const CHIFFRES = {
  codeInsee: '01001',
  annee: 2026,
  type: 'ensemble',
  logements: 0,
  demandesEnAttente: null,
  attributionsN1: 3,
  arreteAu: jour('2025-12-31'),
  source: 'Essai',
} as const

/** Semicolons, UTF-8, the second sheet: a window would save the active one, a command line needs its number. */
const CSV = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2'

/** Opens a file in LibreOffice Calc and saves it again in another format. */
function resave(source: string, format: string): Buffer {
  const profile = `-env:UserInstallation=file://${join(folder, 'profil')}`
  const soffice = process.env.SOFFICE_PATH ?? 'soffice'
  execFileSync(soffice, [profile, '--headless', '--convert-to', format, '--outdir', folder, source], { stdio: 'pipe' })
  const name = basename(source, '.xlsx')
  const saved = readdirSync(folder).find((file) => file.startsWith(name) && file.endsWith(`.${format.split(':')[0]}`))
  return readFileSync(join(folder, saved ?? 'nothing was saved'))
}

describe('le modèle enregistré de nouveau par LibreOffice Calc', () => {
  it.each(['ods', 'xls', CSV])('se relit le même (%s)', async (format) => {
    const source = join(folder, `modele-${format.slice(0, 3)}.xlsx`)
    writeFileSync(
      source,
      await writeRecensement({
        points: POINTS.map((contenu) => ({ contenu })),
        chiffres: [{ chiffres: CHIFFRES, commune: 'L’Abergement-Clémenciat' }],
      }),
    )
    const lecture = await readClasseur(resave(source, format))
    if (!lecture.ok) throw new Error(lecture.refus.code)
    const analyse = analyseClasseur(lecture.value, FAITS)
    if (!analyse.ok) throw new Error(analyse.refus.code)
    expect(analyse.value.points.map(({ contenu }) => contenu)).toEqual(POINTS)
    // The active sheet is the one that a CSV keeps.
    if (!format.startsWith('csv')) expect(analyse.value.chiffres.map(({ chiffres }) => chiffres)).toEqual([CHIFFRES])
  })
})
