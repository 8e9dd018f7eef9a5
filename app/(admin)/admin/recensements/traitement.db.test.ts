/** Where a census is read: a small file that holds much is read whole, and not in the web process. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { db } from '#db/client.ts'
import { findPetitFichier } from '#db/queries/imports.ts'
import { importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { declaredSize } from '#lib/adapters/xlsx/archive.ts'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { GRAND, isGrandFichier } from '#lib/domain/guichet/recensement/a-part.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { type Tenu, unDecor } from '#lib/usecases/testing.ts'
import { encoreLa, readWhereFit } from './traitement.ts'

withDatabase()
let centre: Tenu
let autre: Tenu
beforeAll(async () => {
  ;({ ariege: centre, autre } = await unDecor())
})

async function deposer(octets: Buffer): Promise<string> {
  const recu = await receiveRecensement(
    { nom: 'a.xlsx', octets, centreId: centre.id, origine: 'administration' },
    centre.agent,
  )
  if (!recu.ok) throw new Error(recu.refus.code)
  return recu.value.importId
}

it('un petit fichier se retrouve jusqu’à sa taille, un plus grand ne se charge pas', async () => {
  const id = await deposer(Buffer.from('0123456789'))
  expect((await findPetitFichier(id, 10))?.toString()).toBe('0123456789')
  expect(await findPetitFichier(id, 9)).toBeUndefined()
})

it('un petit fichier dont les cellules sont énormes est lu quand même, à part', async () => {
  const texte = 'long '.repeat(6000)
  const entetes = ['Nom', 'Canal', 'Téléphone', 'Code postal', 'Commentaire']
  const rows = Array.from({ length: 300 }, (_, at) => [`Accueil ${at}`, 'Téléphone', '36 46', '09000', texte])
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([entetes, ...rows]), 'Points')
  const bytes: Buffer = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true })
  expect(isGrandFichier({ octets: bytes.length, depaquetes: declaredSize(bytes) })).toBe(false)
  expect(rows.length * texte.length).toBeGreaterThan(GRAND.reponse)
  const id = await deposer(bytes)
  expect(await readWhereFit(id, centre.agent)).toEqual({ ok: true, value: { importId: id } })
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, id))
  expect(row).toMatchObject({ etat: 'lu', chiffres: { refuse: 300 } })
})

it('le formulaire d’un import que rien ne désigne, ou qu’un autre centre tient, n’est pas une panne', async () => {
  const id = await deposer(Buffer.from('0123456789'))
  const ailleurs = refuse({ code: 'introuvable' })
  const faux: Valeurs[] = [{}, { id: '' }, { id: 'x' }, { id: '-'.repeat(36) }, { id: [id, id] }, { id: randomUUID() }]
  for (const values of faux) expect(await encoreLa(values, centre.agent)).toEqual(ailleurs)
  expect(await encoreLa({ id }, autre.agent)).toEqual(ailleurs)
  expect(await encoreLa({ id }, centre.agent)).toEqual(refuse({ code: 'import-non-lu' }))
})
