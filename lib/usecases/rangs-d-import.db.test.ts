import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadFichier } from '#db/repositories/imports.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { importDeRecensement, rangDImport } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { resumeExamen } from '#lib/domain/guichet/recensement/examen.ts'
import { receiveRecensement } from './read-recensement.ts'
import { FOIX_T3, lireClasseur, type Tenu, unClasseurDe, unDecor, unPoint, unPointA } from './testing.ts'

withDatabase()

let centre: Tenu
beforeAll(async () => {
  centre = (await unDecor()).ariege
})

// Accepted, to look at, refused; and figures.
const CLASSEUR = unClasseurDe(
  [unPointA('Bon'), unPoint('À regarder', '05 36 49 00 02', { 9: '03/03/2096' }), unPointA('Faux', 'Foix', 'ABC')],
  [FOIX_T3(210)],
)
const resumeDe = async (id: string) => {
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, id))
  return row?.analyse
}

it('ce qui a été lu se retrouve en entier', async () => {
  const { importId, examen } = await lireClasseur(CLASSEUR, { centreId: centre.id, par: centre.agent })
  expect(examen.totaux).toMatchObject({ nouveau: 3, refuse: 1 })
  expect(await loadExamen(db, importId)).toEqual(examen)
  // The annotated file needs no more than what something is said of: here the first point is as it should be.
  const dits = examen.points.filter(({ remarques }) => remarques.length > 0)
  expect(dits).toHaveLength(2)
  expect(await loadExamen(db, importId, { seulement: 'remarques' })).toEqual({ ...examen, points: dits })
  expect(await resumeDe(importId)).toMatchObject(resumeExamen(examen))
  expect(await resumeDe(importId)).toMatchObject({ aVerifier: 1, hasRemarques: true, hasChiffres: true })
})

it('un fichier de plusieurs mégaoctets est gardé octet pour octet, d’où qu’il vienne', async () => {
  const octets = Buffer.from(Uint8Array.from({ length: 2_500_001 }, (_, at) => (at * 7919) >> 3))
  const depot = { nom: 'grand.bin', centreId: centre.id, origine: 'administration' } as const
  const room = Buffer.alloc(64 * 1024)
  /** As the server keeps it: each piece in the place of the one before, and not all of one size. */
  const gardes = (tout: Buffer) => ({
    taille: tout.length,
    async *lire() {
      for (let at = 0, size = 1; at < tout.length; at += size, size = (size * 7) % room.length || 1)
        yield room.subarray(0, tout.copy(room, 0, at, at + size))
    },
  })
  const petit = octets.subarray(0, 60_000)
  for (const [envoi, attendu] of [
    [octets, octets],
    [gardes(octets), octets],
    [gardes(petit), petit],
  ] as const) {
    const recu = await receiveRecensement({ ...depot, octets: envoi }, centre.agent)
    const importId = recu.ok ? recu.value.importId : ''
    expect((await loadFichier(db, importId))?.equals(attendu)).toBe(true)
    const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(row).toMatchObject({ empreinte: createHash('sha256').update(attendu).digest('hex') })
  }
  // A piece that cannot be read leaves nothing, and the connection serves again.
  const coupe = {
    taille: octets.length,
    async *lire() {
      yield octets.subarray(0, 100_000)
      throw new Error('cut')
    },
  }
  const avant = await db.$count(importDeRecensement)
  await expect(receiveRecensement({ ...depot, octets: coupe }, centre.agent)).rejects.toThrow('cut')
  expect(await db.$count(importDeRecensement)).toBe(avant)
  const vide = await receiveRecensement({ ...depot, octets: gardes(Buffer.alloc(0)) }, centre.agent)
  expect(vide).toEqual({ ok: false, refus: { code: 'fichier-vide' } })
  // At the limit it is kept; a byte more, nothing is, and none of it is read.
  const unread = (taille: number) => ({ ...coupe, taille })
  const limite = 10 * 1024 * 1024
  await expect(receiveRecensement({ ...depot, octets: unread(limite) }, centre.agent)).rejects.toThrow('cut')
  const trop = await receiveRecensement({ ...depot, octets: unread(limite + 1) }, 'exploitant')
  expect(trop).toEqual({ ok: false, refus: { code: 'fichier-trop-gros', octets: limite + 1 } })
  expect(await db.$count(importDeRecensement)).toBe(avant)
})

it('un import d’une version d’avant, tenu en une valeur, est rangé ligne à ligne par la mise à jour', async () => {
  const { importId, examen } = await lireClasseur(CLASSEUR, { centreId: centre.id, par: centre.agent })
  await db.delete(rangDImport)
  // As they were: the whole of each read import, and nothing of the others.
  await db.execute(sql`update import_de_recensement set "analyse" = ${JSON.stringify(examen)}::text::jsonb`)
  const jamaisLu = await db
    .insert(importDeRecensement)
    .values({ fichierNom: 'recu.xlsx', empreinte: 'e', origine: 'administration' })
    .returning({ id: importDeRecensement.id })
  const migration = readFileSync(join(import.meta.dirname, '../../db/migrations/0005_rangs-deplaces.sql'), 'utf8')
  for (const statement of migration.split('--> statement-breakpoint')) await db.execute(sql.raw(statement))
  expect(await loadExamen(db, importId)).toEqual(examen)
  // Whom its rows name was not written: it is asked of them (creation-de-points.db.test.ts).
  const { centres: _, ...dAvant } = resumeExamen(examen)
  expect(await resumeDe(importId)).toEqual(dAvant)
  const rows = await db.select().from(rangDImport).where(eq(rangDImport.importId, importId)).orderBy(rangDImport.place)
  const [accepte, , refuse] = rows.filter(({ nature }) => nature === 'point')
  expect(accepte?.lu).not.toHaveProperty('valeurs')
  expect(refuse?.lu).toHaveProperty('valeurs')
  expect(await loadExamen(db, jamaisLu[0]?.id ?? '')).toBeUndefined()
})
