import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annotationDExamen } from '#lib/documents/recensement-annotation.ts'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import type { Annotation } from '#lib/domain/guichet/recensement/annotation.ts'
import { FEUILLES_DU_MODELE } from '#lib/domain/guichet/recensement/modele.ts'
import { examineSeul } from '#lib/domain/guichet/recensement/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { annoteClasseur } from '../annoter-classeur.ts'
import { readClasseur } from '../lire-classeur.ts'
import { inBytes, openPaquet } from '../paquet/parties.ts'
import { COULEURS } from './styles.ts'
import { commentairesDe, unClasseurDeCentre, uneAnnotation } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-annote-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens files in LibreOffice Calc, which starts once for all of them, and saves them again in another format. */
function resave(files: readonly Uint8Array[], format: string): Buffer[] {
  const sources = files.map((octets, at) => {
    writeFileSync(join(folder, `source-${at}.xlsx`), octets)
    return join(folder, `source-${at}.xlsx`)
  })
  const profile = `-env:UserInstallation=file://${join(folder, 'profil')}`
  const out = join(folder, 'sortie')
  const soffice = process.env.SOFFICE_PATH ?? 'soffice'
  execFileSync(soffice, [profile, '--headless', '--convert-to', format, '--outdir', out, ...sources], { stdio: 'pipe' })
  return files.map((_, at) => readFileSync(join(out, `source-${at}.${format}`)))
}
const contentOf = (ods: Buffer | undefined): string =>
  Buffer.from((ods && openPaquet(ods)?.read('content.xml')) ?? '', 'latin1').toString('utf8')
const read = async (octets: Uint8Array) => {
  const lecture = await readClasseur(octets)
  if (!lecture.ok) throw new Error(lecture.refus.code)
  return lecture.value
}
/** Someone types in one cell: its shared text is replaced wherever the workbook shows it. */
function correct(octets: Uint8Array, avant: string, apres: string): Buffer {
  const paquet = openPaquet(octets)
  const xml = paquet?.read('xl/sharedStrings.xml')
  if (!paquet || !xml?.includes(inBytes(`>${avant}<`))) throw new Error('nothing to correct')
  paquet.write('xl/sharedStrings.xml', xml.replace(inBytes(`>${avant}<`), inBytes(`>${apres}<`)))
  return paquet.toBytes()
}

const annotate = async (octets: Uint8Array, annotation: Annotation): Promise<Uint8Array> => {
  const annote = await annoteClasseur(octets, annotation)
  if (!annote.ok) throw new Error(annote.refus.code)
  expect(annote.value.refait).toBe(false)
  return annote.value.octets
}

let recensement: Uint8Array
let ods: Buffer[]
beforeAll(async () => {
  const source = await writeRecensement({
    points: [
      { contenu: unPointDeContact({ nom: 'Mairie fictive', telephone: '05 36 49 00 01' }) },
      { contenu: unPointDeContact({ nom: 'Annexe fictive', telephone: '05 36 49 00 02' }) },
    ],
  })
  const wrong = correct(source, '05 36 49 00 02', 'en mairie')
  const examen = examineSeul(await read(wrong))
  expect(examen.points.map(({ statut }) => statut)).toEqual(['nouveau', 'refuse'])
  recensement = await annotate(wrong, annotationDExamen(examen))
  const marque = { feuille: 'Nos points', cellule: 'C3', gravite: 'refus', texte: 'À corriger' } as const
  ods = resave([recensement, await annotate(await unClasseurDeCentre(), uneAnnotation([marque]))], 'ods')
})

describe('le fichier annoté dans LibreOffice Calc', () => {
  it('s’ouvre et montre ses commentaires, ses couleurs et la feuille de ce qui est à corriger', () => {
    const content = contentOf(ods[0])
    expect(content.match(/<office:annotation[ >]/g)).toHaveLength(1)
    expect(content).toContain('« en mairie » n’est pas un numéro français')
    expect(content.toLowerCase()).toContain(`#${COULEURS.refus.slice(2).toLowerCase()}`)
    expect(content).toContain(`table:name="${FEUILLES_DU_MODELE.aCorriger}"`)
  })

  it('enregistré par Calc puis corrigé, se relit accepté : ce que nous avons ajouté ne change rien', async () => {
    const [saved = Buffer.alloc(0)] = resave([recensement], 'xlsx')
    expect(examineSeul(await read(saved)).points.map(({ remarques }) => remarques.length)).toEqual([0, 1])
    const corrected = correct(saved, 'en mairie', '05 36 49 00 02')
    const again = examineSeul(await read(corrected))
    expect(again.points.map(({ statut, contenu }) => [statut, contenu?.telephone])).toEqual([
      ['nouveau', '05 36 49 00 01'],
      ['nouveau', '05 36 49 00 02'],
    ])
    expect(commentairesDe(await annotate(corrected, annotationDExamen(again)), 'xl/worksheets/sheet2.xml')).toEqual({})
  })

  it('garde la note, l’image, la règle de couleur, les formules et les autres feuilles du centre', () => {
    const content = contentOf(ods[1])
    expect(content).toContain('Leur note')
    expect(content).toContain('draw:image')
    expect(content).toContain('calcext:conditional-format')
    expect(content).toContain('table:content-validation-name')
    expect(content).toMatch(/table:formula="of:=\[\.D3\]\*2"/)
    expect(content).toContain('table:name="À garder"')
  })
})
