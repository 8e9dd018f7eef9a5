/** The program that a mail server pipes a return to: what it carries, and when it asks to be tried again. */
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { OCTETS_D_UN_RETOUR } from '#lib/adapters/mail/retour.ts'
import { postfix } from '#lib/adapters/mail/retours-de-test.ts'

const SECRET = 'un-secret-de-trente-deux-caracteres'
const programme = join(import.meta.dirname, '../docs/exploitation/retour-de-courriel.mjs')
type Recu = { type: string | undefined; signature: string | undefined; body: Buffer }
let stop: (() => Promise<void>) | undefined
afterEach(() => stop?.())

/** A portal that answers so. */
async function unPortail(statut: number): Promise<{ site: string; recus: Recu[] }> {
  const recus: Recu[] = []
  const server = createServer(async (request, response) => {
    const morceaux: Buffer[] = []
    for await (const morceau of request) morceaux.push(morceau)
    const { 'content-type': type, 'x-signature': signature } = request.headers
    if (request.url === '/api/accuses')
      recus.push({ type, signature: String(signature), body: Buffer.concat(morceaux) })
    response.writeHead(statut, statut === 302 ? { location: '/ailleurs' } : {}).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  stop = () => new Promise((done) => void server.close(() => done()))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return { site: `http://127.0.0.1:${address.port}`, recus }
}

async function rendre(brut: string | Buffer, env: Readonly<Record<string, string>>) {
  const enfant = spawn(process.execPath, [programme], { env: { NODE_ENV: 'test', ...env }, stdio: 'pipe' })
  const [erreur, dit] = [text(enfant.stderr), text(enfant.stdout)]
  enfant.stdin.end(brut)
  const [code] = await once(enfant, 'close')
  return { code, dit: (await dit) + (await erreur) }
}

it('porte le courriel tel quel, signé, et n’en dit rien', async () => {
  const { site, recus } = await unPortail(204)
  const brut = Buffer.from(postfix().replace('User unknown', 'inconnu \xe9'), 'latin1')
  expect(await rendre(brut, { SITE_URL: `${site}/`, ACCUSES_SECRET: SECRET })).toEqual({ code: 0, dit: '' })
  const signature = `sha256=${createHmac('sha256', SECRET).update(brut).digest('hex')}`
  expect(recus).toEqual([{ type: 'message/rfc822', signature, body: brut }])
})

it('d’un courriel plus grand que ce qui se lit, porte le début', async () => {
  const { site, recus } = await unPortail(204)
  expect(await rendre('x'.repeat(3 * OCTETS_D_UN_RETOUR), { SITE_URL: site, ACCUSES_SECRET: SECRET })).toMatchObject({
    code: 0,
  })
  expect(recus.map(({ body }) => body.length)).toEqual([OCTETS_D_UN_RETOUR])
})

it.each([401, 404, 429, 503, 302])('quand le portail répond %i, demande à être relancé', async (statut) => {
  const { site } = await unPortail(statut)
  const { code, dit } = await rendre(postfix(), { SITE_URL: site, ACCUSES_SECRET: SECRET })
  expect(code).toBe(75)
  // Nothing of the mail: the words of the program, and a code.
  expect(dit).toMatch(/^le portail (a répondu \d{3}|ne répond pas \(\w+\))\n$/)
})

it('sans réglage, ou sans portail, de même', async () => {
  const { site } = await unPortail(204)
  await stop?.()
  stop = undefined
  expect(await rendre(postfix(), { SITE_URL: site, ACCUSES_SECRET: SECRET })).toMatchObject({ code: 75 })
  expect(await rendre(postfix(), { SITE_URL: site })).toMatchObject({ code: 75 })
})
