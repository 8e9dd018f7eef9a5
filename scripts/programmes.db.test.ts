/** The program of large censuses, as it is built: what it read once it takes again (docs/adr/0032). */
import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { db } from '#db/client.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { type Tenu, unDecor } from '#lib/usecases/testing.ts'
import { root } from './base.ts'
import { buildProgrammes } from './programmes.ts'

withDatabase()
// Where the processes may read: under the folder that they run from.
const dist = mkdtempSync(join(root, '.next-programmes-'))
let centre: Tenu
beforeAll(async () => {
  await buildProgrammes(root, join(dist, 'programmes'))
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('PORTAIL_DIST', basename(dist))
  centre = (await unDecor()).ariege
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(dist, { recursive: true, force: true })
})

const TABLE = [
  'Nom;Canal;Type;Services;Adresse;Code postal;Commune;Téléphone;Mis à jour le',
  'Un point lu deux fois;Physique;Lieu d’information;Information;1 rue Inventée;09000;Foix;05 36 49 00 01;03/03/2026',
].join('\n')

async function recevoir(): Promise<string> {
  const octets = Buffer.from(TABLE)
  const depot = { nom: 'deux-fois.csv', octets, centreId: centre.id, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  return recu.value.importId
}
const lire = (importId: string) => runAPart({ acte: 'lire', importId, par: centre.agent })

it('le programme construit reprend ce qu’il a lu, sans ouvrir le fichier', async () => {
  const premier = await recevoir()
  expect(await lire(premier)).toEqual({ ok: true, value: { importId: premier } })
  const second = await recevoir()
  // Of the same digest, and that nobody could read: it is not opened.
  const illisible = { fichier: Buffer.from('%PDF-1.7') }
  await db.update(importDeRecensement).set(illisible).where(eq(importDeRecensement.id, second))
  expect(await lire(second)).toEqual({ ok: true, value: { importId: second } })
  const examen = await loadExamen(db, second)
  expect(examen).toMatchObject({ totaux: { nouveau: 1 }, points: [{ contenu: { nom: 'Un point lu deux fois' } }] })
  expect(examen).toEqual(await loadExamen(db, premier))
  // Asked for again, it is: what was read of it is its own from then on.
  expect(await lire(second)).toMatchObject({ ok: false, refus: { code: 'format-non-lu' } })
})
