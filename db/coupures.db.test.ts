/** A base that goes while it is asked: whoever asks is answered, at once and afterwards. */
import { randomUUID } from 'node:crypto'
import net from 'node:net'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'

const quiet = { onnotice: () => {} }
/** What a cut is called depends on who hears of it first: the server's last words, or the socket. */
const COUPEE = /^(57P01|CONNECTION_CLOSED|ECONNRESET|EPIPE)$/

let name: string
let admin: postgres.Sql
let pool: postgres.Sql

const open = (url: string, options: postgres.Options<Record<string, never>> = {}) =>
  postgres(url, { max: 1, ...quiet, backoff: () => 0.01, connect_timeout: 5, ...options })
const codeOf = (query: Promise<unknown>): Promise<unknown> =>
  query.then(
    () => 'répond',
    (refus: { code?: string }) => refus.code ?? refus,
  )

beforeEach(async () => {
  name = `prise_${randomUUID().replaceAll('-', '')}`
  admin = postgres(inject('clusterUrl'), { max: 1, ...quiet })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(inject('clusterUrl'))
  url.pathname = `/${name}`
  pool = open(url.toString())
})
afterEach(async () => {
  await pool.end({ timeout: 0 })
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.end()
})
/** The base goes while the only connection waits for an answer. */
async function dropUnder(asked: () => Promise<unknown>): Promise<unknown> {
  await pool`select 1`
  const answer = codeOf(asked())
  await expect
    .poll(() => admin`select 1 from pg_stat_activity where datname = ${name} and wait_event = 'PgSleep'`)
    .toHaveLength(1)
  await admin.unsafe(`drop database ${name} with (force)`)
  return answer
}

describe('une base qui s’en va pendant une question', () => {
  it('refuse celle-ci, puis toutes les suivantes, par la raison que dit le serveur', async () => {
    expect(await dropUnder(() => pool`select pg_sleep(60)`)).toBe('57P01')
    for (const _ of [1, 2, 3]) expect(await codeOf(pool`select 1`)).toBe('3D000')
  })

  it('répond de nouveau quand elle est revenue', async () => {
    await dropUnder(() => pool`select pg_sleep(60)`)
    expect(await codeOf(pool`select 1`)).toBe('3D000')
    await admin.unsafe(`create database ${name}`)
    expect(await codeOf(pool`select 1`)).toBe('répond')
  })

  it('refuse la transaction qu’elle coupe, et rien n’échappe à qui l’attend', async () => {
    const out: unknown[] = []
    const listen = (error: unknown) => out.push(error)
    process.on('uncaughtExceptionMonitor', listen)
    expect(await dropUnder(() => pool.begin((tx) => tx`select pg_sleep(60)`))).toMatch(COUPEE)
    expect(await codeOf(pool`select 1`)).toBe('3D000')
    process.off('uncaughtExceptionMonitor', listen)
    expect(out).toEqual([])
  })
})

/** A server on a free port of this machine, closed with the test. */
async function serve(answer: (socket: net.Socket) => void): Promise<{ port: number; stop: () => void }> {
  const server = net.createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, stop: () => server.close() }
}

/** The base behind a way that may be cut: the connections that stand then close without a word, or as told. */
async function serveBase(
  close: (socket: net.Socket) => unknown = (socket) => socket.destroy(),
): Promise<{ url: string; cut: () => void; stop: () => void; count: () => number; refuse: (nombre: number) => void }> {
  const base = new URL(inject('clusterUrl'))
  const passages = new Set<net.Socket>()
  let refusees = 0
  const { port, stop } = await serve((socket) => {
    if (refusees > 0) {
      refusees -= 1
      return void socket.destroy()
    }
    const behind = net.connect(Number(base.port), base.hostname)
    socket.pipe(behind).pipe(socket)
    passages.add(socket)
    for (const one of [socket, behind])
      one
        .on('error', () => {})
        .on('close', () => {
          passages.delete(socket)
          socket.destroy()
          behind.destroy()
        })
  })
  const url = new URL(base)
  url.port = String(port)
  url.pathname = `/${name}`
  const cut = () => {
    for (const socket of passages) close(socket)
  }
  const refuse = (nombre: number) => {
    refusees = nombre
  }
  return { url: url.toString(), cut, stop, count: () => passages.size, refuse }
}

it('un serveur qui raccroche sans un mot est refusé, et non rappelé sans fin', async () => {
  const { port, stop } = await serve((socket) => socket.destroy())
  const mute = open(`postgresql://portail@127.0.0.1:${port}/portail`)
  expect(await codeOf(mute`select 1`)).toMatch(COUPEE)
  await mute.end({ timeout: 0 })
  stop()
})

it('ce qui se demande pendant et après une coupure a sa réponse, et chaque connexion sert encore', async () => {
  const { url, cut, stop } = await serveBase()
  const many = open(url, { max: 4 })
  await many`create table faite (n integer)`
  let done = 0
  const faire = async (qui: number) => {
    for (let tour = 0; tour < 60; tour += 1) {
      if ((await codeOf(many`insert into faite values (${qui})`)) === 'répond') {
        done += 1
        if (done % 25 === 0) cut()
      }
      // Each asks again at another turn of the loop than the one before.
      for (let turn = 0; turn < (qui + tour) % 5; turn += 1) await new Promise((next) => setImmediate(next))
    }
  }
  await Promise.all(Array.from({ length: 12 }, (_, qui) => faire(qui)))
  expect(await Promise.all(Array.from({ length: 12 }, () => codeOf(many`select 1`)))).not.toContain('CONNECT_TIMEOUT')
  expect(await Promise.all(Array.from({ length: 12 }, () => codeOf(many`select 1`)))).toEqual(Array(12).fill('répond'))
  // A cut may hide that it was done, and never says done what was not.
  const [{ faites }] = await many<[{ faites: number }]>`select count(*)::integer as faites from faite`
  expect(faites).toBeGreaterThanOrEqual(done)
  expect(done).toBeGreaterThan(25)
  await many.end({ timeout: 0 })
  stop()
})

/** A pool whose every connection has just been reset: the error of a socket is known, its close is not yet. */
async function justCut(max: number) {
  const { url, cut, stop, count, refuse } = await serveBase((socket) => socket.resetAndDestroy())
  const many = open(url, { max })
  await Promise.all(Array.from({ length: 3 * max }, () => many`select pg_sleep(0.01)`))
  const coupees = Array.from({ length: max }, () => codeOf(many`select pg_sleep(60)`))
  await expect
    .poll(() => admin`select 1 from pg_stat_activity where datname = ${name} and wait_event = 'PgSleep'`)
    .toHaveLength(max)
  cut()
  expect(await Promise.race(coupees)).toBe('ECONNRESET')
  return { many, stop, count, coupees, refuse }
}

it('ce qui se demande dès que l’erreur est connue attend la connexion suivante', async () => {
  const { many, stop, coupees } = await justCut(4)
  expect(await Promise.all(coupees)).toEqual(Array(4).fill('ECONNRESET'))
  expect(await Promise.all(Array.from({ length: 12 }, () => codeOf(many`select 1`)))).toEqual(Array(12).fill('répond'))
  await many.end({ timeout: 0 })
  stop()
})

it.each([1, 4])('qui réserve une de %i connexions coupées a la suivante', async (max) => {
  const { many, stop } = await justCut(max)
  const reservee = await many.reserve()
  expect(await codeOf(reservee`select 1`)).toBe('répond')
  reservee.release()
  expect(await Promise.all(Array.from({ length: 12 }, () => codeOf(many`select 1`)))).toEqual(Array(12).fill('répond'))
  await many.end({ timeout: 0 })
  stop()
})

it.each([0, 50])(
  'qui en réserve une après %i ms, quand la suivante est refusée, le sait, et la place sert encore',
  async (ms) => {
    const { many, stop, refuse } = await justCut(1)
    refuse(1)
    if (ms > 0) await new Promise((later) => setTimeout(later, ms))
    expect(await codeOf(many.reserve())).toMatch(COUPEE)
    // What was refused waits for nothing more: the connection that opens next is not kept for it.
    expect(await codeOf(many`select 1`)).toBe('répond')
    await many.end({ timeout: 0 })
    stop()
  },
)

describe.each([1, 4])('qui ferme %i connexions coupées', (max) => {
  it.each([undefined, { timeout: 0 }, { timeout: 5 }])('finit, et n’en laisse aucune ouverte (%o)', async (delai) => {
    const { many, stop, count } = await justCut(max)
    const demandes = Array.from({ length: 6 }, () => codeOf(many`select 1`))
    await many.end(delai)
    await Promise.all(demandes)
    await expect.poll(count).toBe(0)
    await new Promise((later) => setTimeout(later, 100))
    expect(count()).toBe(0)
    stop()
  })
})

it('la suite d’une transaction coupée ne s’écrit pas à part, quand un autre a rouvert la connexion', async () => {
  const { url, cut, stop } = await serveBase()
  const one = open(url)
  await one`create table moitie (n integer)`
  const suite = Promise.withResolvers<unknown>()
  const coupee = codeOf(
    one.begin(async (tx) => {
      await tx`insert into moitie values (1)`
      cut()
      await expect.poll(() => codeOf(one`select 1`)).toBe('répond')
      suite.resolve(codeOf(tx`insert into moitie values (2)`))
      await suite.promise
    }),
  )
  expect(await coupee).toMatch(COUPEE)
  expect(await suite.promise).toMatch(COUPEE)
  expect(await one`select n from moitie`).toEqual([])
  await one.end({ timeout: 0 })
  stop()
})
