/** A base that goes while it is asked: whoever asks is answered, at once and afterwards. */
import { randomUUID } from 'node:crypto'
import net from 'node:net'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { brancher } from './prise.ts'

const quiet = { onnotice: () => {} }
/** What a cut is called depends on who hears of it first: the server's last words, or the socket. */
const COUPEE = /^(57P01|CONNECTION_CLOSED|ECONNRESET|EPIPE)$/

let name: string
let admin: postgres.Sql
let pool: postgres.Sql

const open = (url: string, options: postgres.Options<Record<string, never>>) => {
  const all = { ...options, ...quiet, socket: brancher, backoff: () => 0.01 }
  return postgres(url, all)
}
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
  pool = open(url.toString(), { max: 1 })
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

it('un serveur qui raccroche sans un mot est refusé, et non rappelé sans fin', async () => {
  const { port, stop } = await serve((socket) => socket.destroy())
  const mute = open(`postgresql://portail@127.0.0.1:${port}/portail`, { max: 1 })
  expect(await codeOf(mute`select 1`)).toMatch(COUPEE)
  await mute.end({ timeout: 0 })
  stop()
})

it('lit ce qui arrive coupé n’importe où, et la fin du serveur après cela', async () => {
  const url = new URL(inject('clusterUrl'))
  const { port, stop } = await serve((socket) => {
    const base = net.connect(Number(url.port), url.hostname)
    socket.pipe(base)
    // Pieces of seven bytes, each in its own turn: they cut headers and messages.
    base.on('data', async (bytes: Buffer) => {
      base.pause()
      for (let at = 0; at < bytes.length; at += 7) {
        socket.write(bytes.subarray(at, at + 7))
        await new Promise((done) => setImmediate(done))
      }
      base.resume()
    })
    for (const one of [socket, base]) one.on('error', () => {}).on('close', () => socket.end())
  })
  const through = new URL(url)
  through.port = String(port)
  through.pathname = `/${name}`
  const cut = open(through.toString(), { max: 1 })
  expect(await cut`select repeat('E', n) as texte from generate_series(1, 300) n`).toHaveLength(300)
  expect(await codeOf(cut`select 1 / 0`)).toBe('22012')
  await admin.unsafe(`drop database ${name} with (force)`)
  await expect.poll(() => codeOf(cut`select 1`)).toBe('3D000')
  await cut.end({ timeout: 0 })
  stop()
})
