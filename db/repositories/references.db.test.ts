/** What points and their history name exists, and stays: checked by statement, as a foreign key would row by row. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { db, type Tx } from '../client.ts'
import { centre, compte, faitDePoint, importDeRecensement, pointDeContact } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { untilActive } from '../testing/requetes.ts'
import { insertCentre, insertTerritoire } from '../testing/territoire.ts'
import { newPointId } from './points-de-contact.ts'

withDatabase()
const INCONNU = '00000000-0000-4000-8000-00000000dead'
let centreId: string
let compteId: string
beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre()
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'a@x.invalid', role: 'gestionnaire-territorial' })
    .returning({ id: compte.id })
  compteId = row?.id ?? ''
})

const point = (changes: Partial<typeof pointDeContact.$inferInsert> = {}): typeof pointDeContact.$inferInsert => ({
  id: newPointId(),
  centreId,
  departementCode: '09',
  nom: 'Accueil',
  canal: 'physique',
  type: 'lieu-information',
  services: ['information'],
  voie: '1 rue Inventée',
  codePostal: '09000',
  codeInsee: '09122',
  misAJourLe: jour('2026-03-03'),
  ...changes,
})
async function unImport(): Promise<string> {
  const [row] = await db
    .insert(importDeRecensement)
    .values({ fichierNom: 'a.xlsx', empreinte: '0', departements: ['09'], origine: 'administration' })
    .returning({ id: importDeRecensement.id })
  return row?.id ?? ''
}
async function unPoint(): Promise<string> {
  const row = point()
  await db.insert(pointDeContact).values(row)
  return row.id
}
const fait = (changes: Partial<typeof faitDePoint.$inferInsert> & { pointId: string }) => ({
  nature: 'creation' as const,
  version: 1,
  compteId,
  ...changes,
})
/** Refused as a foreign key refuses. */
const refusee = { cause: expect.objectContaining({ code: '23503' }) }

describe('ce qui est nommé existe', () => {
  it.each([{ centreId: INCONNU }, { departementCode: '99' }, { codeInsee: '99999' }])(
    'pour un point : %o',
    async (no) => {
      await expect(db.insert(pointDeContact).values([point(), point(no)])).rejects.toMatchObject(refusee)
      const id = await unPoint()
      const change = db.update(pointDeContact).set(no).where(eq(pointDeContact.id, id))
      await expect(change).rejects.toMatchObject(refusee)
      await db.update(pointDeContact).set({ codeInsee: '09225', nom: 'Autre' }).where(eq(pointDeContact.id, id))
    },
  )

  it.each([{ pointId: 'inconnu' }, { compteId: INCONNU }, { importId: INCONNU }])('pour un fait : %o', async (no) => {
    const pointId = await unPoint()
    const rows = [fait({ pointId }), fait({ pointId, ...no })]
    await expect(db.insert(faitDePoint).values(rows)).rejects.toMatchObject(refusee)
    expect(await db.$count(faitDePoint, eq(faitDePoint.pointId, pointId))).toBe(0)
    const [row] = await db.insert(faitDePoint).values(fait({ pointId })).returning({ id: faitDePoint.id })
    const change = db
      .update(faitDePoint)
      .set(no)
      .where(eq(faitDePoint.id, row?.id ?? 0))
    await expect(change).rejects.toMatchObject(refusee)
  })

  it('ce qui n’est pas dit ne nomme rien', async () => {
    await db
      .insert(pointDeContact)
      .values(point({ centreId: null, canal: 'telephone', telephone: '36 46', codeInsee: null }))
    await db.insert(faitDePoint).values(fait({ pointId: await unPoint(), compteId: null, importId: null }))
  })
})

describe('ce qui est nommé reste', () => {
  it('sous sa clé, et tant qu’il est nommé', async () => {
    const [pointId, importId] = [await unPoint(), await unImport()]
    await db.insert(faitDePoint).values(fait({ pointId, importId }))
    for (const ordre of [
      sql`delete from point_de_contact where id = ${pointId}`,
      sql`delete from import_de_recensement where id = ${importId}`,
      sql`delete from compte where id = ${compteId}`,
      sql`delete from centre where id = ${centreId}`,
      sql`delete from commune where code_insee = '09122'`,
      sql`update point_de_contact set id = 'autre' where id = ${pointId}`,
      sql`update import_de_recensement set id = ${INCONNU} where id = ${importId}`,
      sql`update compte set id = ${INCONNU} where id = ${compteId}`,
      sql`update centre set id = ${INCONNU} where id = ${centreId}`,
      sql`update commune set code_insee = '09999' where code_insee = '09122'`,
      sql`update departement set code = '99' where code = '09'`,
    ])
      await expect(db.execute(ordre)).rejects.toMatchObject(refusee)
    await db.delete(faitDePoint).where(eq(faitDePoint.pointId, pointId))
    await db.delete(pointDeContact).where(eq(pointDeContact.id, pointId))
    await db.delete(importDeRecensement).where(eq(importDeRecensement.id, importId))
  })

  it('un département aussi, que rien d’autre ne nomme', async () => {
    await db.execute(sql`insert into departement (code, nom, region_code) values ('98', 'Essai', '76')`)
    const row = point({ departementCode: '98' })
    await db.insert(pointDeContact).values(row)
    await expect(db.execute(sql`delete from departement where code = '98'`)).rejects.toMatchObject(refusee)
    await db.delete(pointDeContact).where(eq(pointDeContact.id, row.id))
    await db.execute(sql`delete from departement where code = '98'`)
  })
})

describe('à deux à la fois', () => {
  /** A transaction that holds what `act` did until it is let go. */
  async function held(act: (tx: Tx) => Promise<unknown>) {
    const [done, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const whole = db.transaction(async (tx) => {
      await act(tx)
      done.resolve()
      await end.promise
    })
    await done.promise
    return { whole, end: () => end.resolve() }
  }

  it('qui supprime attend qui vient de nommer, et est refusé', async () => {
    const [pointId, id] = [await unPoint(), await insertCentre({ nom: 'Nommé' })]
    const nommer = await held((tx) =>
      tx.update(pointDeContact).set({ centreId: id }).where(eq(pointDeContact.id, pointId)),
    )
    const supprimer = db.delete(centre).where(eq(centre.id, id))
    const refus = expect(supprimer).rejects.toMatchObject(refusee)
    await untilActive('delete from "centre"', 'Lock')
    nommer.end()
    await Promise.all([nommer.whole, refus])
  })

  it('qui nomme attend qui supprime, et est refusé', async () => {
    const [pointId, importId] = [await unPoint(), await unImport()]
    const supprimer = await held((tx) => tx.delete(importDeRecensement).where(eq(importDeRecensement.id, importId)))
    const nommer = db.insert(faitDePoint).values(fait({ pointId, importId }))
    const refus = expect(nommer).rejects.toMatchObject(refusee)
    await untilActive('insert into "fait_de_point"', 'Lock')
    supprimer.end()
    await Promise.all([supprimer.whole, refus])
  })

  it('qui change autre chose d’un point n’attend pas qui tient sa commune', async () => {
    const id = await unPoint()
    const tenir = await held((tx) => tx.execute(sql`select from commune where code_insee = '09122' for update`))
    await db.update(pointDeContact).set({ nom: 'Autre' }).where(eq(pointDeContact.id, id))
    tenir.end()
    await tenir.whole
  })
})
