import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findEnvoiDeSignalement } from '#db/queries/signalements.ts'
import { fusionPoint, insertPoint, loadPointForUpdate, retirePoint } from '#db/repositories/points-de-contact.ts'
import { centre, compte, messageEnvoye, signalement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { reportSignalement } from './report-signalement.ts'

withDatabase()
const ecrire = ({ id, nom }: Readonly<{ id: string; nom: string }>) => ({ objet: nom, corps: `Voir ${id}` })
let centreId = ''
let pointId = ''

beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ departements: ['09'], courriel: 'centre@exemple.invalid' })
  const contenu = unPointDeContact()
  pointId = (await db.transaction((tx) => insertPoint(tx, { contenu, rattachement: { centreId } }, { compteId: null })))
    .id
  await db.insert(compte).values([
    { courriel: 'gaston@exemple.invalid', role: 'gestionnaire-territorial', departements: ['09', '31'] },
    { courriel: 'gisele@exemple.invalid', role: 'gestionnaire-territorial', departements: ['31'] },
    {
      courriel: 'parti@exemple.invalid',
      role: 'gestionnaire-territorial',
      departements: ['09'],
      desactiveAt: new Date(),
    },
    { courriel: 'ailleurs@exemple.invalid', role: 'agent-de-guichet', departements: ['09'] },
    { courriel: 'agent@exemple.invalid', role: 'agent-de-guichet', centreIds: [centreId] },
  ])
})
beforeEach(async () => {
  await db.delete(messageEnvoye)
  await db.delete(signalement)
})

const say = (cle = randomUUID(), id = pointId, message = '') =>
  reportSignalement({ pointId: id, nature: 'horaires', message, cle }, ecrire)
const mails = async () => (await db.select().from(messageEnvoye)).map(({ destinataire }) => destinataire)

describe('le signalement d’une erreur', () => {
  it('est gardé et dit au centre', async () => {
    expect(await say()).toEqual({ ok: true, value: { pointId } })
    expect(await db.select().from(signalement)).toMatchObject([
      { pointId, nature: 'horaires', message: null, etat: 'recu' },
    ])
    expect(await mails()).toEqual(['centre@exemple.invalid'])
  })

  it('n’est gardé qu’une fois quand le formulaire part deux fois, même ensemble (R-SIG-02)', async () => {
    const cle = randomUUID()
    const answers = await Promise.all([say(cle), say(cle), say(cle)])
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await db.select().from(signalement)).toHaveLength(1)
    expect(await mails()).toHaveLength(1)
  })

  it('est un autre quand la page, revenue en arrière, dit autre chose (R-SIG-02)', async () => {
    const cle = randomUUID()
    for (const message of ['Fermé le mercredi.', 'Fermé le jeudi.', 'Fermé le jeudi.']) await say(cle, pointId, message)
    expect(await db.select().from(signalement)).toHaveLength(2)
    expect(await mails()).toHaveLength(2)
  })

  it.each([
    ['centre@exemple.invalid', true, 'centre', ['centre@exemple.invalid']],
    [null, true, 'centre', ['agent@exemple.invalid']],
    ['centre@exemple.invalid', false, 'les-deux', ['centre@exemple.invalid', 'gaston@exemple.invalid']],
    [null, false, 'gestionnaires', ['gaston@exemple.invalid']],
  ] as const)(
    'va à qui peut corriger : adresse du centre %s, compte ouvert %s, envoyé : %s (R-SIG-04)',
    async (courriel, ouvert, envoi, attendus) => {
      await db.update(centre).set({ courriel }).where(eq(centre.id, centreId))
      await db
        .update(compte)
        .set({ desactiveAt: ouvert ? null : new Date() })
        .where(eq(compte.courriel, 'agent@exemple.invalid'))
      expect(await findEnvoiDeSignalement(db, pointId)).toBe(envoi)
      await say()
      expect((await mails()).sort()).toEqual(attendus)
    },
  )

  it('là où personne ne peut être prévenu, est gardé tout de même, et la page le dit (R-SIG-04)', async () => {
    await db.update(centre).set({ courriel: null }).where(eq(centre.id, centreId))
    await db.update(compte).set({ desactiveAt: new Date() })
    expect(await findEnvoiDeSignalement(db, pointId)).toBe('personne')
    expect(await say()).toEqual({ ok: true, value: { pointId } })
    expect([await mails(), await db.$count(signalement)]).toEqual([[], 1])
  })

  it('d’un point réuni depuis l’ouverture de la page est dit du point gardé, une fois (R-SIG-05)', async () => {
    await db.update(centre).set({ courriel: 'centre@exemple.invalid' }).where(eq(centre.id, centreId))
    const [cle, contenu] = [randomUUID(), { ...unPointDeContact(), nom: 'Doublon' }]
    const { id: doublon } = await db.transaction((tx) =>
      insertPoint(tx, { contenu, rattachement: { centreId } }, { compteId: null }),
    )
    expect(await say(cle, doublon)).toEqual({ ok: true, value: { pointId: doublon } })
    await db.transaction(async (tx) => {
      const perdu = await loadPointForUpdate(tx, doublon)
      if (perdu) await fusionPoint(tx, perdu, pointId, { compteId: null })
    })
    // The form that was sent before, sent again: one report, about the point that it was about then.
    expect(await say(cle, doublon)).toEqual({ ok: true, value: { pointId } })
    expect(await db.select().from(signalement)).toMatchObject([{ pointId: doublon }])
    await db.delete(messageEnvoye)
    expect(await say(randomUUID(), doublon)).toEqual({ ok: true, value: { pointId } })
    expect((await db.select().from(signalement)).map((un) => un.pointId).sort()).toEqual([doublon, pointId].sort())
    const [mail] = await db.select().from(messageEnvoye)
    expect(mail).toMatchObject({ objet: unPointDeContact().nom, corps: `Voir ${pointId}` })
  })

  it('n’existe pas pour un point inconnu ou retiré', async () => {
    expect(await say(randomUUID(), 'inconnu')).toEqual({ ok: false, refus: { code: 'introuvable' } })
    await db.transaction(async (tx) => {
      const found = await loadPointForUpdate(tx, pointId)
      if (found) await retirePoint(tx, found, { compteId: null })
    })
    expect(await say()).toEqual({ ok: false, refus: { code: 'introuvable' } })
    expect(await db.select().from(signalement)).toEqual([])
  })
})
