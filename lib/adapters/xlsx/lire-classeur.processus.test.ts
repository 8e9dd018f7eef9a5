import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { accept } from '#lib/domain/resultat.ts'
import { writeGrandClasseur } from '../../../bench/grand-classeur.ts'
import { convert } from './conversion.ts'
import { readClasseur } from './lire-classeur.ts'
import { messageDeFeuille, messageDeFin, openDiction } from './messages.ts'
import { openPaquet } from './paquet/parties.ts'

const book = XLSX.utils.book_new()
const ENTETES = ['Nom', 'Canal', 'Téléphone', 'Code postal', 'Mis à jour le']
const LIGNE = ['Accueil', 'Téléphone', '05 36 49 00 01', '09000', '03/03/2026']
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([ENTETES, LIGNE]), 'Points de contact')
const NORMAL: Buffer = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' })

describe('le processus qui lit un classeur', () => {
  it('un processus à part lit, et rend ce que la conversion rend', async () => {
    expect(await readClasseur(NORMAL)).toEqual(await convert(NORMAL))
    expect(await readClasseur(Buffer.alloc(0))).toEqual({ ok: false, refus: { code: 'fichier-vide' } })
  })

  it('un classeur laissé à la bibliothèque après des lignes déjà données est rendu une fois', async () => {
    const rangees = Array.from({ length: 1_500 }, (_, rang) => [`Accueil ${rang}`, ...LIGNE.slice(1)])
    const long = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(long, XLSX.utils.aoa_to_sheet([ENTETES, ...rangees]), 'P')
    const paquet = openPaquet(XLSX.write(long, { type: 'buffer', bookType: 'xlsx' }))
    const part = 'xl/worksheets/sheet1.xml'
    paquet?.write(part, paquet.read(part)?.replace('<c r="A1400"', '<!-- c --><c r="A1400"') ?? '')
    const bytes = paquet?.toBytes() ?? Buffer.alloc(0)
    const lecture = await readClasseur(bytes)
    expect(lecture).toEqual(await convert(bytes))
    expect(lecture.ok && lecture.value.feuilles.map(({ lignes }) => lignes.length)).toEqual([1_501])
  })

  it('un processus tué ne laisse qu’un refus, qui peut être retenté', async () => {
    const lecture = await readClasseur(NORMAL, {}, (pid) => process.kill(pid, 'SIGKILL'))
    expect(lecture).toEqual({ ok: false, refus: { code: 'lecture-interrompue' } })
  })

  it('le temps est compté par le parent', async () => {
    expect(await readClasseur(NORMAL, { duree: 1 })).toEqual({ ok: false, refus: { code: 'trop-long' } })
  })

  it('une lecture qui dit plus de cellules qu’il n’y a de place s’interrompt', async () => {
    const lu = await convert(NORMAL)
    if (!lu.ok) throw new Error(lu.refus.code)
    const dits = lu.value.feuilles.flatMap(({ lignes, ...feuille }) => [
      messageDeFeuille(feuille),
      ...lignes.map(openDiction()),
    ])
    const reponse = Buffer.byteLength([...dits, messageDeFin(accept(true)), ''].join('\n'))
    expect(await readClasseur(NORMAL, { reponse })).toEqual(lu)
    const interrompue = { ok: false, refus: { code: 'lecture-interrompue' } }
    expect(await readClasseur(NORMAL, { reponse: reponse - 1 })).toEqual(interrompue)
  })

  it('la mémoire est comptée par le parent', async () => {
    // Less than any process of Node takes: what is tried is the count, not the appetite of a file.
    const memoire = 10 * 1024 * 1024
    expect(await readClasseur(NORMAL, { memoire })).toEqual({ ok: false, refus: { code: 'trop-de-memoire' } })
  })

  it('un recensement de 36 000 lignes et 25 colonnes est lu dans la limite, loin sous elle', async () => {
    const bytes = writeGrandClasseur(36_000)
    // Half of what a child may take: the limit itself is never approached by a workbook that the rules accept.
    const lecture = await readClasseur(bytes, { memoire: 384 * 1024 * 1024 })
    if (!lecture.ok) throw new Error(lecture.refus.code)
    const lignes = lecture.value.feuilles[0]?.lignes ?? []
    expect(lignes).toHaveLength(36_001)
    expect(lignes.at(-1)?.cellules.at(-1)).toMatchObject({ colonne: 24, cellule: { adresse: 'Y36001' } })
  })
})
