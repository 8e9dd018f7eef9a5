import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatLine } from './csv.ts'

const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://x.invalid";"Cliquez")',
  '=WEBSERVICE("http://x.invalid")',
  '+1+1',
  '-1+1',
  '@SUM(1;1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '＝1+1',
  '"=1+1"',
  'a";=1+1;"b',
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portail-csv-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a CSV in a real LibreOffice Calc, formulas allowed (the worst choice a person can make), as flat XML. */
function openInCalc(name: string, csv: string): string {
  writeFileSync(join(folder, `${name}.csv`), csv)
  // Tokens: `;`, `"`, UTF-8, first line; all columns standard; detect special numbers; evaluate formulas.
  const filter = 'CSV:59,34,76,1,,1036,false,true,false,false,false,-1,true,false,true'
  execFileSync(
    process.env.SOFFICE_PATH ?? '/usr/bin/soffice',
    [
      `-env:UserInstallation=file://${folder}/profil`,
      '--headless',
      '--norestore',
      `--infilter=${filter}`,
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      join(folder, `${name}.csv`),
    ],
    { stdio: 'pipe', timeout: 100_000 },
  )
  // With several sheets asked for, Calc adds the sheet's name to the file's.
  const made = readdirSync(folder).find((file) => file.startsWith(name) && file.endsWith('.fods'))
  return readFileSync(join(folder, made ?? `${name}.fods`), 'utf8')
}

describe('le CSV ouvert dans LibreOffice Calc', () => {
  it('ne contient aucune formule, même quand la personne demande de les évaluer', () => {
    const sheet = openInCalc(
      'garde',
      `\uFEFF${formatLine(['nom', 'nombre'])}${HOSTILE.map((text) => formatLine([text, -3])).join('')}`,
    )
    expect(sheet).not.toContain('table:formula')
    expect(sheet).toContain('office:value="-3"')
    expect(sheet).toContain('=HYPERLINK(')
  })

  it('en contiendrait sans la garde : la preuve ci-dessus voit bien les formules', () => {
    expect(openInCalc('sans-garde', '\uFEFFnom\r\n=1+1\r\n')).toContain('table:formula')
  })
})
