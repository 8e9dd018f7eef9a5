import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { claimMessage, type MessageAEnvoyer, queueMessage } from '#db/repositories/messages.ts'
import { messageEnvoye } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { openSmtp } from '#lib/adapters/mail/mail.ts'
import { type SmtpServer, startSmtpServer } from '#lib/adapters/mail/testing.ts'
import type { Connaissance, EnvoiDeSms, Passerelle, Sms } from '#lib/adapters/sms/sms.ts'
import { nextAttempt, REPRISES_EN_MINUTES, sendMessages } from './messages.ts'

withDatabase()

let server: SmtpServer
const transport = () => openSmtp({ url: server.url, from: 'portail@exemple.fr' })
const queue = (changes: Partial<MessageAEnvoyer> = {}) =>
  db.transaction((tx) =>
    queueMessage(tx, {
      cle: 'invitation:1',
      canal: 'courriel',
      destinataire: 'agent@exemple.fr',
      objet: 'Bonjour',
      corps: 'Un lien secret',
      ...changes,
    }),
  )
const rows = () => db.select().from(messageEnvoye).orderBy(messageEnvoye.cle)
const makeDue = () => db.update(messageEnvoye).set({ prochainAt: sql`now()` })

beforeEach(async () => {
  server = await startSmtpServer()
})
afterEach(async () => {
  await server.stop()
  await db.delete(messageEnvoye)
  delete process.env.PORTAIL_MODE
})

describe('la boîte d’envoi', () => {
  it('ne retient qu’une fois un message de même clé', async () => {
    expect(await queue()).toBe(true)
    expect(await queue({ corps: 'Autre chose' })).toBe(false)
    expect(await rows()).toHaveLength(1)
  })

  it('oublie le message d’une opération annulée', async () => {
    const operation = db.transaction(async (tx) => {
      await queueMessage(tx, { cle: 'x', canal: 'courriel', destinataire: 'a@b.fr', objet: null, corps: 'x' })
      throw new Error('annulée')
    })
    await expect(operation).rejects.toThrow('annulée')
    expect(await rows()).toEqual([])
  })

  it('envoie une fois, dit quand, et efface ce qui était écrit', async () => {
    await queue()
    expect(await sendMessages(transport())).toEqual({ envoyes: 1, reportes: 0, abandonnes: 0 })
    expect(await sendMessages(transport())).toEqual({ envoyes: 0, reportes: 0, abandonnes: 0 })
    expect(server.received).toHaveLength(1)
    expect(await rows()).toMatchObject([{ etat: 'envoye', corps: null, envoyeAt: expect.any(Date), tentatives: 1 }])
  })

  it('envoie chaque message une fois quand deux traitements travaillent ensemble', async () => {
    for (let n = 0; n < 20; n++) await queue({ cle: `invitation:${n}`, destinataire: `agent${n}@exemple.fr` })
    const counts = await Promise.all([sendMessages(transport()), sendMessages(transport())])
    expect(counts.reduce((sum, { envoyes = 0 }) => sum + envoyes, 0)).toBe(20)
    const to = server.received.map((text) => /RCPT TO:<(.+)>/.exec(text)?.[1])
    expect(new Set(to).size).toBe(20)
    expect(to).toHaveLength(20)
  })

  it('garde un message quand le serveur est arrêté, et l’envoie à son retour', async () => {
    await queue()
    await queue({ cle: 'invitation:2' })
    await server.stop()
    expect(await sendMessages(transport())).toEqual({ envoyes: 0, reportes: 1, abandonnes: 0 })
    const [first] = await rows()
    expect(first).toMatchObject({ etat: 'a-envoyer', corps: 'Un lien secret', tentatives: 1 })
    server = await startSmtpServer()
    await makeDue()
    expect(await sendMessages(transport())).toMatchObject({ envoyes: 2 })
    expect(server.received).toHaveLength(2)
  })

  it('attend avant de réessayer', async () => {
    await server.stop()
    server = await startSmtpServer({ RCPT: '451 later' })
    await queue()
    await sendMessages(transport())
    expect(await claimMessage(['courriel'], 5)).toBeUndefined()
    await db.update(messageEnvoye).set({ prochainAt: sql`prochain_at - interval '1 minute'` })
    expect(await claimMessage(['courriel'], 5)).toMatchObject({ cle: 'invitation:1', tentatives: 2 })
  })

  it('reprend le message d’un traitement tué pendant l’envoi, une fois son délai passé', async () => {
    await queue()
    await claimMessage(['courriel'], 5)
    expect(await sendMessages(transport())).toMatchObject({ envoyes: 0 })
    await makeDue()
    expect(await sendMessages(transport())).toMatchObject({ envoyes: 1 })
  })

  it('abandonne ce que le serveur refuse, sans retenir les autres', async () => {
    await server.stop()
    server = await startSmtpServer({ RCPT: '550 inconnu' })
    await queue()
    await queue({ cle: 'invitation:2' })
    expect(await sendMessages(transport())).toEqual({ envoyes: 0, reportes: 0, abandonnes: 2 })
    expect((await rows()).map(({ etat, corps }) => [etat, corps])).toEqual([
      ['echec', null],
      ['echec', null],
    ])
  })

  it('abandonne après la dernière reprise', async () => {
    await server.stop()
    await queue()
    await db.update(messageEnvoye).set({ tentatives: REPRISES_EN_MINUTES.length - 1 })
    expect(await sendMessages(transport())).toMatchObject({ reportes: 1 })
    await makeDue()
    expect(await sendMessages(transport())).toMatchObject({ abandonnes: 1 })
    expect(nextAttempt(REPRISES_EN_MINUTES.length)).toBe(1440)
    expect(nextAttempt(REPRISES_EN_MINUTES.length + 1)).toBeNull()
  })

  it('en démonstration, ne sort de rien : la ligne garde son texte', async () => {
    process.env.PORTAIL_MODE = 'demonstration'
    await queue()
    await queue({ cle: 'rappel:1', canal: 'sms', destinataire: '0639980000', objet: null })
    expect(await sendMessages()).toMatchObject({ envoyes: 2 })
    expect((await rows()).map(({ etat, corps }) => [etat, corps])).toEqual([
      ['envoye', 'Un lien secret'],
      ['envoye', 'Un lien secret'],
    ])
  })

  it('ne dit jamais « envoyé » sans dire quand', async () => {
    await queue()
    const lie = db.update(messageEnvoye).set({ etat: 'envoye' }).where(eq(messageEnvoye.cle, 'invitation:1'))
    await expect(lie).rejects.toThrow()
  })
})

describe('les SMS de la boîte d’envoi', () => {
  const passerelle = (...issues: EnvoiDeSms[]) => {
    const recus: Sms[] = []
    const une: Passerelle = {
      nom: 'essai',
      ask: async () => 'muet',
      send: async (sms) => {
        recus.push(sms)
        return issues.shift() ?? { issue: 'envoye' }
      },
    }
    return { une, recus }
  }
  const unSms = () => queue({ cle: 'code:1', canal: 'sms', destinataire: '06 39 98 00 01', objet: null, corps: 'Code' })

  it('attendent sans passerelle, et partent par celle qui est là, une fois', async () => {
    await unSms()
    expect(await sendMessages(transport(), [])).toMatchObject({ envoyes: 0 })
    const { une, recus } = passerelle()
    expect(await sendMessages(transport(), [une])).toMatchObject({ envoyes: 1 })
    expect(await sendMessages(transport(), [une])).toMatchObject({ envoyes: 0 })
    expect(recus).toMatchObject([{ destinataire: '06 39 98 00 01', texte: 'Code' }])
    expect(await rows()).toMatchObject([{ etat: 'envoye', corps: null }])
  })

  it('s’arrêtent quand le numéro n’existe pas, et ne retiennent pas les courriels', async () => {
    await unSms()
    await queue()
    const { une } = passerelle({ issue: 'numero-invalide', code: 'HTTP 422' })
    expect(await sendMessages(transport(), [une])).toEqual({ envoyes: 1, reportes: 0, abandonnes: 1 })
    expect(await rows()).toMatchObject([{ etat: 'echec', corps: null }, { etat: 'envoye' }])
  })

  it('ce qui est peut-être parti se demande à qui l’a eu, et ne part jamais par une autre sans savoir (R-RAP-16)', async () => {
    await unSms()
    const [a, b] = [passerelle({ issue: 'incertain', code: 'x' }), passerelle()]
    const toutes = (dit: Connaissance) => [
      { ...a.une, nom: 'a', ask: async () => dit },
      { ...b.une, nom: 'b', ask: async () => 'inconnu' as const },
    ]
    expect(await sendMessages(transport(), toutes('muet'))).toMatchObject({ reportes: 1 })
    await makeDue()
    // The one that had it is not there any more: nobody can be asked.
    expect(await sendMessages(transport(), toutes('muet').slice(1))).toMatchObject({ reportes: 1 })
    await makeDue()
    expect(await sendMessages(transport(), toutes('muet'))).toMatchObject({ reportes: 1 })
    await makeDue()
    expect(await sendMessages(transport(), toutes('envoye'))).toMatchObject({ envoyes: 1 })
    expect([a.recus.length, b.recus.length]).toEqual([1, 0])
    await db.delete(messageEnvoye)
    await unSms()
    await db.update(messageEnvoye).set({ passerelle: 'a' })
    expect(await sendMessages(transport(), toutes('inconnu'))).toMatchObject({ envoyes: 1 })
    expect([a.recus.length, b.recus.length]).toEqual([2, 0])
  })

  it('refusés pour l’instant, ils peuvent partir par l’autre', async () => {
    await unSms()
    const [a, b] = [passerelle({ issue: 'differe', code: '503' }), passerelle()]
    expect(await sendMessages(transport(), [{ ...a.une, nom: 'a' }])).toMatchObject({ reportes: 1 })
    await makeDue()
    expect(await sendMessages(transport(), [{ ...b.une, nom: 'b' }])).toMatchObject({ envoyes: 1 })
    expect([a.recus.length, b.recus.length]).toEqual([1, 1])
  })

  it('une passerelle muette ne retient pas les courriels, un serveur fermé ne retient pas les SMS', async () => {
    await unSms()
    await queue()
    let courrielParti: () => void = () => {}
    const parti = new Promise<void>((done) => {
      courrielParti = done
    })
    const { une, recus } = passerelle()
    // Answers only once the mail has left.
    const lente: Passerelle = { ...une, send: (sms) => parti.then(() => une.send(sms)) }
    const send = async () => {
      courrielParti()
      return { issue: 'envoye' } as const
    }
    const envoyer = { send, close: () => {} }
    expect(await sendMessages(envoyer, [lente])).toMatchObject({ envoyes: 2 })
    await queue({ cle: 'invitation:2' })
    await queue({ cle: 'code:2', canal: 'sms', objet: null })
    await server.stop()
    expect(await sendMessages(transport(), [une])).toMatchObject({ envoyes: 1, reportes: 1 })
    expect(recus).toHaveLength(2)
    server = await startSmtpServer()
  })

  it('un code mort ne part pas, et s’efface', async () => {
    const message = { cle: 'code:1', canal: 'sms', destinataire: '0639980001', objet: null, corps: 'Code' } as const
    await db.transaction((tx) => queueMessage(tx, message, { minutes: 10 }))
    await db.update(messageEnvoye).set({ perimeAt: sql`now() - interval '1 second'` })
    const { une, recus } = passerelle()
    expect(await sendMessages(transport(), [une])).toEqual({ envoyes: 0, reportes: 0, abandonnes: 0 })
    expect([recus.length, ...(await rows()).map(({ etat, corps }) => [etat, corps])]).toEqual([0, ['echec', null]])
  })
})
