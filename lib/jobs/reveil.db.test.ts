/** A message leaves when it is committed: the worker is woken, and its minute comes for what the waking missed. */
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadExploitation } from '#db/queries/exploitation.ts'
import { CANAL_DES_MESSAGES, queueMessage } from '#db/repositories/messages.ts'
import { messageEnvoye } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { openSmtp } from '#lib/adapters/mail/mail.ts'
import { type SmtpServer, startSmtpServer } from '#lib/adapters/mail/testing.ts'
import { askCode } from '#lib/usecases/sign-in-demandeur.ts'
import { sendMessages } from './messages.ts'
import { followReveils } from './reveil.ts'

withDatabase()
let server: SmtpServer
beforeEach(async () => {
  server = await startSmtpServer()
})
afterEach(async () => {
  await server.stop()
  await db.delete(messageEnvoye)
})

const send = () => sendMessages(openSmtp({ url: server.url, from: 'portail@exemple.fr' }))
const queue = (cle: string) =>
  db.transaction((tx) =>
    queueMessage(tx, { cle, canal: 'courriel', destinataire: 'a@exemple.fr', objet: 'Objet', corps: 'Corps' }),
  )
/** Comes back once it is so: nothing but the limit of the test says how long it may take. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await pause(10)
}
const sent = async () => (await db.select().from(messageEnvoye)).filter(({ etat }) => etat === 'envoye').length
/** Rounds that a minute asked for, and that are not over. */
const waitingRounds = async () =>
  (await db.execute(sql`select 1 from travaux.job where name = 'messages' and state in ('created', 'retry', 'active')`))
    .length

describe('ce qui réveille l’envoi', () => {
  it('un message validé part sans attendre ; un autre, venu pendant l’envoi, le suit', async () => {
    let rounds = 0
    let release = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    let hold = Promise.resolve()
    const stop = await followReveils(CANAL_DES_MESSAGES, async () => {
      await send()
      await hold
      rounds += 1
    })
    // What listening itself woke is over before anything is queued.
    await until(() => rounds === 1)
    hold = held
    await queue('un')
    await until(async () => (await sent()) === 1)
    await queue('deux')
    release()
    await until(async () => (await sent()) === 2)
    await stop()
    expect(server.received).toHaveLength(2)
  })

  it('un envoi qui échoue n’arrête pas les suivants ; arrêté, il ne se réveille plus', async () => {
    let failures = 0
    const stop = await followReveils(CANAL_DES_MESSAGES, async () => {
      failures += 1
      if (failures < 3) throw new Error('panne')
      await send()
    })
    await until(() => failures === 1)
    await queue('un')
    await until(() => failures === 2)
    expect(await sent()).toBe(0)
    await queue('deux')
    await until(async () => (await sent()) === 2)
    await stop()
    await queue('trois')
    expect(await sent()).toBe(2)
    expect(failures).toBe(3)
  })

  it('l’ouvrier envoie un code dès qu’il est demandé, sans que sa minute soit venue', async () => {
    const worker = spawn(process.execPath, ['--conditions=react-server', 'scripts/worker.ts'], {
      env: { ...process.env, PORTAIL_MODE: '', SMTP_URL: server.url },
      stdio: 'ignore',
    })
    const ended = new Promise((done) => worker.once('exit', done))
    try {
      await until(async () => (await loadExploitation()).etat.battement !== null)
      // No minute comes any more.
      await db.execute(sql`delete from travaux.schedule`)
      await until(async () => (await waitingRounds()) === 0)
      const write = (code: string) => ({ objet: 'Votre code', corps: code })
      await askCode({ courriel: 'camille@exemple.invalid', appareilPartage: false }, { seal: () => 'sceau', write })
      await until(() => server.received.length === 1)
      expect(server.received[0]).toContain('camille@exemple.invalid')
      expect(await waitingRounds()).toBe(0)
    } finally {
      worker.kill('SIGTERM')
      await ended
    }
  })
})
