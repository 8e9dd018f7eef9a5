import { createServer, type Server, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#db/client.ts'
import { freePort } from '#db/port-libre.ts'
import { withDatabase } from '#db/testing/database.ts'
import { GET } from './route.ts'

withDatabase()

const ask = async () => {
  const answer = await GET()
  return { status: answer.status, cache: answer.headers.get('cache-control'), ...(await answer.json()) }
}
const INDISPONIBLE = { status: 503, cache: 'no-store', statut: 'indisponible', base: 'injoignable', travaux: 'inconnu' }

/** A server of nothing: it takes connections and never says a word. */
async function listenMute(): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await freePort()
  const sockets = new Set<Socket>()
  const server = await new Promise<Server>((done) => {
    const listening = createServer((socket) => sockets.add(socket.on('error', () => {})))
    listening.listen(port, '127.0.0.1', () => done(listening))
  })
  return {
    port,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

describe('la santé du portail', () => {
  let real = ''
  const pointAt = async (port: number): Promise<void> => {
    await closeDb()
    real = process.env.DATABASE_URL ?? ''
    process.env.DATABASE_URL = `postgres://portail:x@127.0.0.1:${port}/portail`
  }
  afterEach(async () => {
    if (real === '') return
    await closeDb()
    process.env.DATABASE_URL = real
    real = ''
  })

  it('est bonne quand la base répond, et dit si le travail de fond donne signe de vie', async () => {
    expect(await ask()).toEqual({ status: 200, cache: 'no-store', statut: 'ok', base: 'ok', travaux: 'inconnu' })
    await db.execute(sql`insert into battement (at) values (now() - interval '3 minutes')`)
    expect(await ask()).toMatchObject({ status: 200, travaux: 'en-retard' })
    await db.execute(sql`update battement set at = now()`)
    expect(await ask()).toMatchObject({ status: 200, travaux: 'ok' })
  })

  it('est mauvaise quand la base est arrêtée', async () => {
    await pointAt(await freePort())
    expect(await ask()).toEqual(INDISPONIBLE)
  })

  it('est mauvaise quand la base accepte la connexion et ne dit rien', async () => {
    const mute = await listenMute()
    await pointAt(mute.port)
    expect(await ask()).toEqual(INDISPONIBLE)
    await mute.stop()
  })

  it('est mauvaise quand la base, déjà jointe, ne répond plus, et redevient bonne avec elle', async () => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table battement in access exclusive mode`)
      expect(await ask()).toEqual(INDISPONIBLE)
    })
    expect(await ask()).toMatchObject({ status: 200, base: 'ok' })
  })
})
