/** A real LibreOffice Calc, driven through its own interface by calc.py, with a profile that lives as long as one act. */
import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensurePrograms } from '../systeme.ts'

export const FORMATS = ['xlsx', 'ods', 'xls', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** What « Enregistrer sous » calls each format; a CSV with semicolons, in UTF-8, of the sheet that is open. */
const FILTRES: Readonly<Record<Format, readonly [string, string]>> = {
  xlsx: ['Calc MS Excel 2007 XML', ''],
  ods: ['calc8', ''],
  xls: ['MS Excel 97', ''],
  csv: ['Text - txt - csv (StarCalc)', '59,34,76,1,,0,false,true'],
}

/** A French person's settings: days are read as dd/mm/yyyy, decimals with a comma. */
const PROFIL = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>`

export type Saisie = Readonly<{
  /** An empty folder of its own for this act: the profile and what is saved. */
  dossier: string
  classeur: Uint8Array
  feuille: string
  /** The cell, and what is typed there. */
  saisies: readonly (readonly [string, string])[]
  formats?: readonly Format[]
}>

/** Opens a workbook in Calc, types, saves under each format in turn; answers the bytes that Calc wrote. Throws what Calc said. */
export async function typeInCalc({ dossier, classeur, feuille, saisies, formats = FORMATS }: Saisie) {
  const { soffice, uno } = ensurePrograms(['soffice', 'calc', 'uno'])
  // On Debian the bridge is a module of the system's Python; elsewhere LibreOffice brings a Python of its own.
  const python = uno.endsWith('.py') ? '/usr/bin/python3' : uno
  const profil = join(dossier, 'profil')
  mkdirSync(join(profil, 'user'), { recursive: true })
  writeFileSync(join(profil, 'user/registrymodifications.xcu'), PROFIL)
  const fichier = join(dossier, 'depart.xlsx')
  writeFileSync(fichier, classeur)
  const canal = `portail-${randomUUID()}`
  const office = spawn(
    soffice,
    [
      `-env:UserInstallation=file://${profil}`,
      '--headless',
      '--norestore',
      '--nologo',
      `--accept=pipe,name=${canal};urp`,
    ],
    // A group of its own: the program of the system starts others.
    { stdio: 'ignore', detached: true },
  )
  const gone = new Promise<void>((done) => office.once('exit', () => done()))
  const chemin = (format: Format) => join(dossier, `recensement.${format}`)
  try {
    const personne = promisify(execFile)(python, [join(import.meta.dirname, 'calc.py')], { timeout: 170_000 })
    personne.child.stdin?.end(
      JSON.stringify({
        canal,
        fichier,
        feuille,
        saisies,
        enregistrements: formats.map((format) => [chemin(format), ...FILTRES[format]]),
      }),
    )
    await personne
    await gone
  } finally {
    if (office.exitCode === null && office.pid !== undefined) process.kill(-office.pid, 'SIGKILL')
  }
  return Object.fromEntries(formats.map((format) => [format, readFileSync(chemin(format))])) as Record<Format, Buffer>
}
