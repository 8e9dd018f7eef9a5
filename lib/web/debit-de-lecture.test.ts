import { once } from 'node:events'
import { createServer, get, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCalculee, LECTURES, makeDebit, makeGarde } from './debit-de-lecture.ts'
import { answerStoredWith, withStatut } from './statut.ts'

const servers: ReturnType<typeof createServer>[] = []
beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
  delete process.env.PROXYS_DE_CONFIANCE
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  delete process.env.PROXYS_DE_CONFIANCE
})

/** A site that lets `nombre` computed answers pass in a minute, and as many addresses that lead to no page. */
async function site(nombre: number, before: (answered: ServerResponse) => unknown = () => undefined) {
  const garde = makeGarde(makeDebit({ nombre, secondes: 60 }), makeDebit({ nombre, secondes: 60 }))
  const server = createServer((asked, answered) =>
    garde(asked, answered, async () => {
      const { url = '' } = asked
      await before(answered)
      withStatut(asked, answered, () => {
        if (url.includes('inconnu')) answerStoredWith(404)
        // As Next, which says « as before » to whoever has anything.
        const known = asked.headers['if-none-match'] === '*'
        answered.writeHead(known ? 304 : url.includes('retire') ? 410 : 200).end(known ? undefined : 'servi')
      })
    }),
  )
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

describe('le débit de lecture', () => {
  it('laisse passer la dernière lecture permise, refuse la suivante, puis oublie à la fin de la minute (R-DEB-01)', () => {
    let at = 0
    const { count } = makeDebit(LECTURES, () => at)
    for (let done = 1; done <= LECTURES.nombre; done += 1) expect(count('a')).toBe(0)
    expect(count('a')).toBe(60)
    expect(count('b')).toBe(0)
    at = 59_999
    expect(count('a')).toBe(1)
    at = 60_000
    expect(count('a')).toBe(0)
  })

  it('ne grandit pas sans fin', () => {
    const { count } = makeDebit({ nombre: 1, secondes: 60 }, () => 0)
    count('premiere')
    for (let other = 0; other < 20_000; other += 1) count(String(other))
    // Forgotten: counted again from one.
    expect(count('premiere')).toBe(0)
  })

  it.each([
    ['/api/v1/communes?q=foix', true],
    ['/%61pi/v1/communes', true],
    ['/api', true],
    ['/api/v1', true],
    ['/apitoyer', false],
    ['/api/sante', false],
    ['/api/sante/x', true],
    ['/communes?q=foix', true],
    ['/points-de-contact?canal=physique', true],
    ['/points-de-contact/lieux.json', true],
    ['/points-de-contact/abc/signaler', true],
    ['/modeles/recensement-points-de-contact.xlsx', true],
    ['/fond-de-carte.json?maille=3,1,2', true],
    ['/donnees', true],
    ['/donnees-personnelles', false],
    ['/renouveler/quand?depuis=12/03/2026', true],
    ['/renouveler', true],
    ['/renouveler/quand-meme', false],
    ['/demande', true],
    ['/demandes', false],
    ['/verifier', true],
    ['/verifier/specimens/creation.pdf', true],
    ['/verifier-attestation.mjs', false],
    ['/sitemaps/pages.xml', true],
    ['/communes/09122-foix', false],
    ['/points-de-contact/abc', false],
    ['/', false],
    ['/api/auth/session', false],
    ['/%ff', false],
  ])('%s compte : %s', (url, attendu) => {
    expect(isCalculee(url)).toBe(attendu)
  })
})

describe('la réponse à une adresse qui lit trop', () => {
  it('est un problème en français pour un programme', async () => {
    const url = await site(1)
    expect(await (await fetch(`${url}/api/v1/communes?q=foix`)).text()).toBe('servi')
    const refused = await fetch(`${url}/api/v1/communes?q=foix`)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(await refused.json()).toMatchObject({
      status: 429,
      code: 'trop-de-demandes',
      detail: expect.stringMatching(/^Trop de demandes.*\.$/),
    })
  })

  it('est une page en français pour une personne, et les pages gardées restent ouvertes', async () => {
    const url = await site(1)
    await fetch(`${url}/communes?q=foix`)
    const refused = await fetch(`${url}/communes?q=foix`)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(refused.headers.get('cache-control')).toBe('no-store')
    const html = await refused.text()
    expect(html).toContain('lang="fr"')
    expect(html).toContain('<h1>Trop de demandes</h1>')
    expect((await fetch(`${url}/communes/09122-foix`)).status).toBe(200)
  })

  it('vient aussi à qui demande sans fin des pages qui ne sont pas, et à personne d’autre (R-DEB-04)', async () => {
    const url = await site(2)
    const ask = (path: string) => fetch(url + path).then(({ status }) => status)
    for (const path of ['/communes/09122-foix', '/points-de-contact/retire', '/communes/inconnu-1']) await ask(path)
    expect(await ask('/points-de-contact/inconnu-2')).toBe(404)
    expect(await ask('/communes/inconnu-3')).toBe(429)
    expect(await ask('/points-de-contact/%69nconnu-4')).toBe(429)
    // The searches are counted apart, and the rest is open.
    expect(await ask('/communes?q=foix')).toBe(200)
    expect(await ask('/aide')).toBe(200)
  })

  it('compte aussi celles que l’on dit avoir déjà, quoi qu’on en ait (R-DEB-04)', async () => {
    const url = await site(2)
    const ask = (path: string) =>
      new Promise<number | undefined>((done) => {
        get(url + path, { headers: { 'If-None-Match': '*' } }, (answer) => done(answer.resume().statusCode))
      })
    for (const path of ['/communes/foix-1', '/communes/foix-2', '/communes/foix-3']) expect(await ask(path)).toBe(304)
    for (const path of ['/communes/inconnu-1', '/communes/inconnu-2']) expect(await ask(path)).toBe(304)
    expect(await ask('/communes/inconnu-3')).toBe(429)
  })

  it('ne rend pas à une minute ce qui fut compté dans une autre (R-DEB-04)', () => {
    let at = 0
    const { reserve } = makeDebit({ nombre: 1, secondes: 60 }, () => at)
    const avant = reserve('a')
    at = 60_000
    expect(reserve('a').attente).toBe(0)
    avant.giveBack()
    expect(reserve('a').attente).toBe(60)
  })

  it('compte aussi une page demandée puis abandonnée avant la réponse (R-DEB-04)', async () => {
    const hung = new AbortController()
    const left = Promise.withResolvers<void>()
    const url = await site(1, async (answered) => {
      if (hung.signal.aborted) return
      hung.abort()
      await once(answered, 'close')
      left.resolve()
    })
    await expect(fetch(`${url}/communes/inconnu-1`, { signal: hung.signal })).rejects.toThrow()
    await left.promise
    expect((await fetch(`${url}/communes/inconnu-2`)).status).toBe(429)
  })

  it('compte des pages demandées ensemble, et rend celles qui existent (R-DEB-04)', async () => {
    let opened = Promise.withResolvers<void>()
    let pending = 0
    const url = await site(2, () => {
      pending += 1
      if (pending === 3) opened.resolve()
      return opened.promise
    })
    const ask = (path: string) => fetch(url + path).then(({ status }) => status)
    /** Three at once: none is answered before the third is held too, or refused. */
    const askThree = async (kind: string) => {
      opened = Promise.withResolvers()
      pending = 0
      const answers = [1, 2, 3].map(async (rank) => {
        const status = await ask(`/communes/${kind}-${rank}`)
        if (status === 429) opened.resolve()
        return status
      })
      return (await Promise.all(answers)).sort()
    }
    expect(await askThree('foix')).toEqual([200, 200, 429])
    expect(await askThree('inconnu')).toEqual([404, 404, 429])
    expect(await ask('/communes/foix-4')).toBe(429)
  })

  it('compte l’adresse que le serveur de confiance a écrite, jamais celle que le client prétend', async () => {
    process.env.PROXYS_DE_CONFIANCE = '1'
    const url = await site(1)
    const from = (forwarded: string) =>
      fetch(`${url}/api/v1/communes?q=foix`, { headers: { 'x-forwarded-for': forwarded } }).then(({ status }) => status)
    expect(await from('1.2.3.4')).toBe(200)
    expect(await from('6.6.6.6, 1.2.3.4')).toBe(429)
    expect(await from('5.6.7.8')).toBe(200)
  })
})
