import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Reponse, weigh } from './reponse-prete.ts'
import { keepReponses, makeReponses, makeStock } from './reponses-pretes.ts'

const PAGE = '/communes/09122-foix'
const TEXTE = '<p>Le logement social à Foix</p>'.repeat(100)
const STOCKEE = {
  'Content-Security-Policy': "default-src 'self'",
  'Cache-Control': 'public, max-age=0, s-maxage=60, stale-while-revalidate=600',
  Vary: 'rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, Accept-Encoding',
  'x-nextjs-cache': 'HIT',
  ETag: '"abc"',
  'Content-Type': 'text/html; charset=utf-8',
}

const servers: ReturnType<typeof createServer>[] = []
beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

type Suite = (request: IncomingMessage, response: ServerResponse) => void

async function listen(listener: Suite): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** An answer as it travels: nothing is decompressed, no header is added to the request. */
async function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false })
  asked.end()
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  if (!answer) throw new Error('no answer')
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return { status: answer.statusCode, headers: answer.headers, corps: Buffer.concat(chunks) }
}

/** Next as it answers a stored page; `asked` tells what reached it. */
function fakeNext(headers: Record<string, string> = STOCKEE, status = 200) {
  const asked: string[] = []
  const next: Suite = ({ url = '', method = '' }, response) => {
    asked.push(`${method} ${url}`)
    response.statusCode = status
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.setHeader('Content-Length', Buffer.byteLength(TEXTE))
    response.end(method === 'HEAD' ? undefined : TEXTE)
  }
  return { asked, next }
}

/** A server whose pages are ready after the first answer; the promise of `ready` waits for it. */
async function front(next: Suite) {
  const reponses = makeReponses()
  const port = await listen((asked, answered) => reponses.answer(asked, answered, next))
  return { ...reponses, port }
}

/** Asks until the answer is told from memory: in brotli, which the fake Next never speaks. */
const untilReady = async (port: number, path = PAGE): Promise<void> =>
  expect.poll(async () => (await ask(port, path, { 'accept-encoding': 'br' })).headers['content-encoding']).toBe('br')

const withoutDate = ({ status, headers, corps }: Awaited<ReturnType<typeof ask>>) => {
  const { date: _, ...others } = headers
  return { status, headers: others, corps: corps.toString() }
}

describe('une réponse prête', () => {
  it('a le statut, les en-têtes et les octets de celle de Next', async () => {
    const { asked, next } = fakeNext()
    const { port } = await front(next)
    const first = await ask(port, PAGE)
    await untilReady(port)
    const before = asked.length
    expect(withoutDate(await ask(port, PAGE))).toEqual(withoutDate(first))
    expect(asked.length).toBe(before)
  })

  it('se dit dans la forme que le client lit', async () => {
    const { port } = await front(fakeNext().next)
    await untilReady(port)
    const said = async (accepted: string) => {
      const { headers, corps } = await ask(port, PAGE, { 'accept-encoding': accepted })
      expect(headers['content-length']).toBe(String(corps.length))
      const coding = headers['content-encoding']
      const read = coding === 'br' ? brotliDecompressSync : coding === 'gzip' ? gunzipSync : (same: Buffer) => same
      expect(read(corps).toString()).toBe(TEXTE)
      return coding
    }
    expect(await said('gzip, deflate, br')).toBe('br')
    expect(await said('gzip;q=0.8, br;q=0')).toBe('gzip')
    expect(await said('identity')).toBeUndefined()
  })

  it('se fait aussi d’une réponse que Next a comprimée et écrite en morceaux', async () => {
    const { port } = await front((_, response) => {
      for (const [name, value] of Object.entries(STOCKEE)) response.setHeader(name, value)
      response.setHeader('Content-Encoding', 'gzip')
      const bytes = gzipSync(TEXTE)
      response.write(bytes.subarray(0, 20))
      response.end(bytes.subarray(20))
    })
    await untilReady(port)
    expect((await ask(port, PAGE)).corps.toString()).toBe(TEXTE)
  })

  it('dit 304 à qui l’a déjà, et n’a pas de corps pour HEAD', async () => {
    const { port } = await front(fakeNext().next)
    await untilReady(port)
    const same = await ask(port, PAGE, { 'if-none-match': 'W/"autre", W/"abc"' })
    expect([same.status, same.headers.etag, same.headers['content-type'], same.corps.length]).toEqual([
      304,
      '"abc"',
      undefined,
      0,
    ])
    expect((await ask(port, PAGE, { 'if-none-match': '"autre"' })).status).toBe(200)
    expect((await ask(port, PAGE, { 'if-none-match': '"abc"', 'cache-control': 'no-cache' })).status).toBe(200)
    const head = await ask(port, PAGE, {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.corps.length]).toEqual([
      200,
      String(Buffer.byteLength(TEXTE)),
      0,
    ])
  })

  it('laisse à Next une recherche, une navigation, une écriture, un morceau ou une condition de date', async () => {
    const { asked, next } = fakeNext()
    const { port } = await front(next)
    await untilReady(port)
    asked.length = 0
    const others: [string, Record<string, string>, string][] = [
      [`${PAGE}?q=1`, {}, 'GET'],
      [PAGE, { rsc: '1' }, 'GET'],
      [PAGE, { 'next-router-prefetch': '1' }, 'GET'],
      [PAGE, { 'x-prerender-revalidate': 'x' }, 'GET'],
      [PAGE, { range: 'bytes=0-9' }, 'GET'],
      [PAGE, { 'if-modified-since': 'Tue, 24 Nov 2026 10:00:00 GMT' }, 'GET'],
      [PAGE, {}, 'POST'],
    ]
    for (const [path, headers, method] of others) await ask(port, path, headers, method)
    expect(asked).toEqual(others.map(([path, , method]) => `${method} ${path}`))
  })
})

describe('ne se garde jamais', () => {
  const refused: [string, Record<string, string>, number?][] = [
    ['une page privée', { ...STOCKEE, 'Cache-Control': 'private, no-store' }],
    ['une page qui vient d’être faite', { ...STOCKEE, 'x-nextjs-cache': 'MISS' }],
    ['une page périmée', { ...STOCKEE, 'x-nextjs-cache': 'STALE' }],
    ['une réponse de programme', { 'Content-Type': 'application/json', ETag: '"a"', 'Cache-Control': 's-maxage=60' }],
    ['une réponse qui pose un cookie', { ...STOCKEE, 'Set-Cookie': 'a=1' }],
    ['une réponse qui dépend d’un cookie', { ...STOCKEE, Vary: 'Accept-Encoding, Cookie' }],
    ['une adresse inconnue', STOCKEE, 404],
  ]
  it.each(refused)('%s', async (_, headers, status) => {
    const { asked, next } = fakeNext(headers, status)
    const { port } = await front(next)
    for (let n = 0; n < 3; n += 1) await ask(port, PAGE)
    // Whatever would be kept would be ready by now: another page, asked after, is.
    const other = await front(fakeNext().next)
    await untilReady(other.port)
    await ask(port, PAGE)
    expect(asked.length).toBe(4)
  })
})

describe('une publication', () => {
  it('vide les pages, pas les fichiers nommés d’après leur contenu', async () => {
    const fichier = '/_next/static/chunks/abc.js'
    const { asked, next } = fakeNext({ ...STOCKEE, 'Cache-Control': 'public, max-age=31536000, immutable' })
    const page = fakeNext()
    const { port, empty } = await front((asked, answered) =>
      asked.url === fichier ? next(asked, answered) : page.next(asked, answered),
    )
    await untilReady(port, fichier)
    await untilReady(port)
    asked.length = page.asked.length = 0
    empty()
    await ask(port, PAGE)
    await ask(port, fichier)
    expect([page.asked.length, asked.length]).toEqual([1, 0])
  })

  it('ne laisse pas garder une page demandée avant elle et dite après', async () => {
    const held: (() => void)[] = []
    let texte = 'avant'.repeat(300)
    const { port, empty } = await front((_, response) => {
      const made = texte
      const answer = () => {
        for (const [name, value] of Object.entries(STOCKEE)) response.setHeader(name, value)
        response.end(made)
      }
      if (made.startsWith('avant')) held.push(answer)
      else answer()
    })
    const asked = ask(port, PAGE)
    await expect.poll(() => held.length).toBe(1)
    texte = 'après'.repeat(300)
    empty()
    held[0]?.()
    expect((await asked).corps.toString()).toContain('avant')
    await untilReady(port)
    expect((await ask(port, PAGE)).corps.toString()).toBe(texte)
  })
})

describe('la mémoire', () => {
  const reponse = (octets: number, plus: Partial<Reponse> = {}): Reponse => ({
    entetes: [],
    etag: '"a"',
    corps: Buffer.alloc(octets),
    comprimes: {},
    immuable: false,
    jusqua: Number.POSITIVE_INFINITY,
    ...plus,
  })
  const un = weigh(reponse(1000))

  it('tient dans sa borne : la page que personne n’a demandée depuis le plus longtemps s’en va', () => {
    const stock = makeStock(2 * un)
    stock.set('a', reponse(1000))
    stock.set('b', reponse(1000))
    stock.get('a')
    stock.set('c', reponse(1000))
    expect(['a', 'b', 'c'].map((cle) => stock.get(cle) !== undefined)).toEqual([true, false, true])
    stock.set('a', reponse(1001))
    expect(['a', 'c'].map((cle) => stock.get(cle) !== undefined)).toEqual([true, false])
    stock.set('trop', reponse(10_000))
    expect(stock.get('trop')).toBeUndefined()
  })

  it('ne dit plus une réponse que son âge interdit à tout cache partagé', () => {
    const stock = makeStock(10 * un)
    stock.set('ancienne', reponse(1000, { jusqua: performance.now() - 1 }))
    stock.set('bonne', reponse(1000, { jusqua: performance.now() + 60_000 }))
    expect([stock.get('ancienne'), stock.get('bonne') !== undefined]).toEqual([undefined, true])
  })
})

it('se tient devant un serveur qui existe déjà, dès sa première demande', async () => {
  const { asked, next } = fakeNext()
  const port = await listen(next)
  const empty = keepReponses()
  await untilReady(port)
  const before = asked.length
  await ask(port, PAGE)
  expect(asked.length).toBe(before)
  empty()
  await ask(port, PAGE)
  expect(asked.length).toBe(before + 1)
})
