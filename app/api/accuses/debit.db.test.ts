/** The door of receipts behind the guard of sendings, as in a web process: what one gateway says, and what anybody does. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { countAccuseSigne } from '#lib/web/debit-d-accuses.ts'
import { makeGardeDEnvoi } from '#lib/web/debit-d-envoi.ts'
import { makeDebit } from '#lib/web/debit-de-lecture.ts'
import { POST } from './route.ts'

withDatabase()
const SECRET = 'un-secret-partage-avec-la-passerelle'
const [ENVOIS, FAUX] = [5, 3]
const DE_PERSONNE = JSON.stringify({ reference: '00000000-0000-4000-8000-000000000009', etat: 'remis' })
const servers: ReturnType<typeof createServer>[] = []
beforeAll(() => {
  process.env.ACCUSES_SECRET = SECRET
  process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
  process.env.PROXYS_DE_CONFIANCE = '1'
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const sign = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

/** A site whose addresses send `ENVOIS` times in a minute, and say `FAUX` receipts that are not signed; `lus`: bodies read. */
async function site() {
  const debits = [ENVOIS, FAUX].map((nombre) => makeDebit({ nombre, secondes: 60 }))
  const garde = makeGardeDEnvoi(...debits)
  const lus: string[] = []
  const server = createServer((asked, answered) =>
    garde(asked, answered, async () => {
      const { url = '', headers } = asked
      const body = await buffer(asked)
      lus.push(url)
      if (url !== '/api/accuses') return void answered.end('servi')
      const said = Object.entries(headers).map(([nom, valeur]): [string, string] => [nom, String(valeur)])
      const answer = await POST(new Request(`http://portail.invalid${url}`, { method: 'POST', body, headers: said }))
      answered.statusCode = answer.status
      answered.setHeaders(answer.headers).end()
    }),
  )
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const send = async (
    signature: string | null,
    { body = DE_PERSONNE, de = '192.0.2.1', chemin = '/api/accuses' } = {},
  ) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': de }
    const { status } = await fetch(`http://127.0.0.1:${address.port}${chemin}`, {
      method: 'POST',
      body,
      headers: signature === null ? headers : { ...headers, 'x-signature': signature },
    })
    return status
  }
  return { send, lus }
}

describe('le débit des accusés', () => {
  it('signés, ceux d’une campagne passent tous, d’une seule adresse, qui envoie encore le reste (R-RAP-48)', async () => {
    const { send } = await site()
    for (let dit = 0; dit < 10 * ENVOIS; dit += 1) expect(await send(sign(DE_PERSONNE))).toBe(404)
    expect(await send(sign('{'), { body: '{' })).toBe(400)
    const reste = Array.from({ length: ENVOIS + 1 }, () => send(null, { chemin: '/verifier' }))
    expect((await Promise.all(reste)).toSorted()).toEqual([...Array(ENVOIS).fill(200), 429])
  })

  it.each([
    ['sans signature', null],
    ['d’une autre forme', 'sha1=00'],
    ['mal signés', sign(DE_PERSONNE, 'un-autre-secret')],
  ])('%s, ils ne sont plus lus après quelques-uns, de cette adresse seule (R-RAP-48)', async (_, signature) => {
    const { send, lus } = await site()
    for (let dit = 0; dit < FAUX; dit += 1) expect(await send(signature)).toBe(401)
    for (let dit = 0; dit < 3; dit += 1) expect(await send(signature)).toBe(429)
    expect(lus).toHaveLength(FAUX)
    expect(await send(sign(DE_PERSONNE))).toBe(429)
    expect(await send(sign(DE_PERSONNE), { de: '198.51.100.7' })).toBe(404)
    // The other doors are counted by themselves.
    expect(await send(null, { chemin: '/verifier' })).toBe(200)
  })

  it('ce dont la signature n’est pas lue compte comme tout envoi : trop lourd (R-RAP-48)', async () => {
    const { send } = await site()
    const lourd = 'x'.repeat(3_000)
    for (let dit = 0; dit < ENVOIS; dit += 1) expect(await send(sign(lourd), { body: lourd })).toBe(413)
    expect(await send(sign(DE_PERSONNE))).toBe(429)
  })

  it('sans la forme d’une signature, le corps n’est pas lu', async () => {
    const body = Buffer.from(DE_PERSONNE)
    const request = new Request('http://portail.invalid/api/accuses', { method: 'POST', body })
    expect([(await POST(request)).status, request.bodyUsed]).toEqual([401, false])
  })

  it('signés, au-delà du train des envois, ils sont priés de revenir, et rien n’en est fait (R-RAP-48)', async () => {
    const headers = { 'x-signature': sign('{'), 'content-length': '1' }
    const say = () => POST(new Request('http://portail.invalid/api/accuses', { method: 'POST', body: '{', headers }))
    expect((await say()).status).toBe(400)
    while (countAccuseSigne() === 0);
    const answer = await say()
    // The count is the process's, and other files of tests run in it: a minute later it begins again.
    const plusTard = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 61_000)
    expect(countAccuseSigne()).toBe(0)
    plusTard.mockRestore()
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await say()).status).toBe(400)
  })
})
