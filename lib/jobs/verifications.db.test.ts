import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadPoint } from '#db/queries/points.ts'
import { loadVerification } from '#db/queries/verifications.ts'
import { insertPoint, loadPointsForUpdate } from '#db/repositories/points-de-contact.ts'
import { lockCreation } from '#db/repositories/verrous.ts'
import { compte, faitDePoint, messageEnvoye, pointDeContact, publication, verification } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { addDays, addMonths, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { openVerification } from '#lib/sceau.ts'
import { confirmPoints } from '#lib/usecases/confirm-points.ts'
import { askCentres } from './verifications.ts'

withDatabase()

const LE = jourLocal(new Date(), 'Europe/Paris')
const UN_AN = addMonths(LE, -12)
const un = (centreId: string, nom: string, misAJourLe: Jour) =>
  db.transaction((tx) =>
    insertPoint(
      tx,
      { contenu: { ...unPointDeContact(), nom, misAJourLe }, rattachement: { centreId } },
      { compteId: null },
    ),
  )
const messages = () => db.select().from(messageEnvoye).orderBy(messageEnvoye.destinataire)
/** The question that the mail to that address opens. */
async function questionDe(destinataire: string): Promise<string> {
  const [mail] = await db.select().from(messageEnvoye).where(eq(messageEnvoye.destinataire, destinataire))
  const [, jeton = ''] = /\/toujours-exact\/(\S+)/.exec(mail?.corps ?? '') ?? []
  return openVerification(jeton) ?? ''
}
async function seen(id: string) {
  const question = await loadVerification(db, id)
  // So few points are all on the first page.
  if (!question || question.vus === null) throw new Error('No question.')
  return { ...question, vus: question.vus }
}

let centre: string
beforeAll(async () => {
  process.env.PORTAIL_SECRET ??= 'un-secret-pour-les-tests-de-32-caracteres'
  process.env.SITE_URL ??= 'https://portail.invalid'
  await insertTerritoire()
  centre = await insertCentre({ nom: 'Centre fictif', courriel: 'accueil@centre.invalid' })
  await un(centre, 'Ancien', addDays(UN_AN, -1))
  await un(centre, 'Frais', addDays(LE, -3))
  const parAgents = await insertCentre({ nom: 'Sans adresse', courriel: null })
  await un(parAgents, 'Très ancien', addDays(UN_AN, -500))
  await db.insert(compte).values([
    { courriel: 'a@x.invalid', role: 'agent-de-guichet', centreIds: [parAgents] },
    { courriel: 'ferme@x.invalid', role: 'agent-de-guichet', centreIds: [parAgents], desactiveAt: new Date() },
    { courriel: 'b@x.invalid', role: 'responsable-de-guichet', centreIds: [parAgents] },
  ])
  await un(await insertCentre({ nom: 'À jour', courriel: 'jour@x.invalid' }), 'À jour', UN_AN)
  await un(await insertCentre({ nom: 'Sans personne', courriel: null }), 'Perdu', addDays(UN_AN, -1))
  await insertCentre({ nom: 'Sans point', courriel: 'vide@x.invalid' })
})

describe('la question annuelle', () => {
  it('part une fois aux centres qui la doivent, même deux traitements à la fois (R-FRA-04)', async () => {
    const done = await Promise.all([askCentres(), askCentres()])
    expect(done.map(({ centres = 0 }) => centres).reduce((sum, one) => sum + one)).toBe(2)
    expect((await messages()).map(({ destinataire, etat }) => [destinataire, etat])).toEqual([
      ['a@x.invalid', 'a-envoyer'],
      ['accueil@centre.invalid', 'a-envoyer'],
      ['b@x.invalid', 'a-envoyer'],
    ])
    expect(await askCentres()).toEqual({ centres: 0, sansAdresse: 1 })
    expect(await messages()).toHaveLength(3)
  })

  it('se pose de nouveau un an après, pas la veille (R-FRA-04)', async () => {
    const move = (demandeeLe: Jour) =>
      db
        .update(verification)
        .set({ demandeeLe, expireLe: addMonths(demandeeLe, 2) })
        .where(eq(verification.centreId, centre))
    await move(UN_AN)
    expect((await askCentres()).centres).toBe(0)
    await move(addDays(UN_AN, -1))
    expect((await askCentres()).centres).toBe(1)
    expect(await db.$count(messageEnvoye, eq(messageEnvoye.destinataire, 'accueil@centre.invalid'))).toBe(2)
    await db.delete(verification).where(sql`${verification.expireLe} < ${LE}`)
    await db
      .delete(messageEnvoye)
      .where(
        sql`destinataire = 'accueil@centre.invalid' and cle not like 'verification:' || (select id from verification where centre_id = ${centre}) || '%'`,
      )
  })

  it('montre ce que le public lit des points du centre, et d’aucun autre', async () => {
    const question = await seen(await questionDe('accueil@centre.invalid'))
    expect(question).toMatchObject({ centre: 'Centre fictif', total: 2, confirmeeLe: null, isExpiree: false })
    expect(question.points.map(({ nom }) => nom)).toEqual(['Ancien', 'Frais'])
  })
})

describe('la confirmation d’un centre', () => {
  const state = async () => ({
    points: await db.select().from(pointDeContact).orderBy(pointDeContact.id),
    faits: await db.$count(faitDePoint),
    publications: await db.$count(publication),
  })

  it('attend que les points soient ceux qui ont été vus (R-FRA-06)', async () => {
    const id = await questionDe('accueil@centre.invalid')
    const { vus } = await seen(id)
    await un(centre, 'Nouveau', LE)
    const before = await state()
    expect(await confirmPoints({ verificationId: id, vus })).toEqual({ ok: false, refus: { code: 'points-changes' } })
    expect(await state()).toEqual(before)
  })

  it('date les points d’aujourd’hui, une fois, et l’histoire le dit, même à deux clics à la fois (R-FRA-07)', async () => {
    const id = await questionDe('accueil@centre.invalid')
    const { vus, points } = await seen(id)
    const before = await state()
    const confirm = () => confirmPoints({ verificationId: id, vus })
    const { clics } = await db.transaction(async (tx) => {
      // Before any point of the centre: whoever publishes a file of it may still take them.
      await lockCreation(tx, { centreIds: [centre], departements: [] })
      const clics = Promise.all([confirm(), confirm()])
      await Promise.race([untilActive('pg_advisory_xact_lock', 'Lock'), clics])
      await loadPointsForUpdate(tx, { centreId: centre })
      return { clics }
    })
    const two = await clics
    expect(two.map((answer) => answer.ok && answer.value.confirmes).sort()).toEqual([0, 2])
    for (const { id: pointId } of points) expect((await loadPoint(db, pointId))?.misAJourLe).toBe(LE)
    const faits = await db.select().from(faitDePoint).where(eq(faitDePoint.verificationId, id))
    expect(faits.map(({ nature, compteId }) => [nature, compteId])).toEqual([
      ['modification', null],
      ['modification', null],
    ])
    for (const { avant, apres } of faits) expect({ ...apres, misAJourLe: null }).toEqual({ ...avant, misAJourLe: null })
    const after = await state()
    expect(after).toMatchObject({ faits: before.faits + 2, publications: before.publications + 1 })
    expect(await confirmPoints({ verificationId: id, vus: 'autre' })).toEqual({ ok: true, value: { confirmes: 0 } })
    expect(await state()).toEqual(after)
    expect(await seen(id)).toMatchObject({ confirmeeLe: LE })
  })

  it('se refuse après le dernier jour du lien, et pour une question inconnue (R-FRA-05)', async () => {
    const id = await questionDe('a@x.invalid')
    const hier = addDays(LE, -1)
    await db
      .update(verification)
      .set({ demandeeLe: addMonths(hier, -2), expireLe: hier })
      .where(eq(verification.id, id))
    const { vus, isExpiree } = await seen(id)
    expect(isExpiree).toBe(true)
    expect(await confirmPoints({ verificationId: id, vus })).toEqual({
      ok: false,
      refus: { code: 'lien-expire', expireLe: hier },
    })
    const inconnue = '00000000-0000-4000-8000-00000000dead'
    expect(await confirmPoints({ verificationId: inconnue, vus })).toMatchObject({ refus: { code: 'lien-inconnu' } })
  })
})
