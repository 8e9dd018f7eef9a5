import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { contexteDe, type Tenu, unDecor } from '#lib/usecases/testing.ts'

withDatabase()
let centre: Tenu
let autre: Tenu
beforeAll(async () => {
  const decor = await unDecor()
  centre = decor.ariege
  autre = decor.autre
})

const TABLE = [
  'Nom;Canal;Type;Services;Adresse;Code postal;Commune;Téléphone;Mis à jour le',
  'Un point à part;Physique;Lieu d’information;Information;1 rue Inventée;09000;Foix;05 36 49 00 01;03/03/2026',
].join('\n')

it('un recensement se lit et se publie dans un processus à part, sous les mêmes droits', async () => {
  const depot = {
    nom: 'a-part.csv',
    octets: Buffer.from(TABLE),
    centreId: centre.id,
    origine: 'administration',
  } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  const { importId } = recu.value
  const introuvable = { ok: false, refus: { code: 'introuvable' } }
  expect(await runAPart({ acte: 'lire', importId, par: autre.agent })).toEqual(introuvable)
  expect(await runAPart({ acte: 'lire', importId, par: centre.agent })).toEqual({ ok: true, value: { importId } })
  const publier = { acte: 'publier', importId, retirer: [], confirmer: [] } as const
  const visiteur = contexteDe({ role: 'visiteur' })
  expect(await runAPart({ ...publier, par: visiteur })).toEqual({ ok: false, refus: { code: 'connexion-requise' } })
  expect(await runAPart({ ...publier, par: centre.agent })).toEqual({ ok: true, value: { importId } })
  const points = await db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centre.id))
  expect(points.map(({ nom }) => nom)).toEqual(['Un point à part'])
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
  // What was shown is what was published: it is not written a second time.
  expect(row).toMatchObject({ etat: 'publie', analyse: { totaux: { nouveau: 1 }, points: [{ statut: 'nouveau' }] } })
})

it('un processus qui meurt sans répondre : la lecture se retente, la publication échoue', async () => {
  const depot = { nom: 'mort.csv', octets: Buffer.from(TABLE), centreId: centre.id, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  const { importId } = recu.value
  // Nobody asks: the process falls on it.
  const par = JSON.parse('null')
  const lecture = await runAPart({ acte: 'lire', importId, par })
  expect(lecture).toEqual({ ok: false, refus: { code: 'lecture-interrompue' } })
  await expect(runAPart({ acte: 'publier', importId, par, retirer: [], confirmer: [] })).rejects.toThrow(/answer/)
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
  expect(row).toMatchObject({ etat: 'recu', analyse: null })
})
