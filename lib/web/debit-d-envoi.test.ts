import { once } from 'node:events'
import { createServer, request as sendTo } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  AUTRE_SITE,
  METHODE_REFUSEE,
  SANS_POIDS,
  TEXTE_TROP_LOURD,
  TROP_D_ENVOIS,
  TROP_LOURD,
} from '#lib/documents/trop-de-demandes.ts'
import { ENVOI_MAX, makeGardeDEnvoi } from './debit-d-envoi.ts'
import { makeDebit } from './debit-de-lecture.ts'

const servers: ReturnType<typeof createServer>[] = []
beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
  delete process.env.PROXYS_DE_CONFIANCE
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A site that lets `nombre` sendings pass in a minute, and says how many it was given to read. */
async function site(nombre: number) {
  const garde = makeGardeDEnvoi(makeDebit({ nombre, secondes: 60 }))
  const lus: string[] = []
  const server = createServer((asked, answered) =>
    garde(asked, answered, () => {
      lus.push(asked.method ?? '')
      asked.resume().on('end', () => answered.end('servi'))
    }),
  )
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, lus }
}

const envoi = (headers: Record<string, string> = {}) => ({ method: 'POST', body: 'x=1', headers })

/** Only the head is sent, which announces that weight: the status that answers it. */
function announce(url: string, octets: number): Promise<number | undefined> {
  return new Promise((done, fail) => {
    const sent = sendTo(`${url}/admin/recensements`, { method: 'POST', headers: { 'content-length': octets } })
    sent.once('response', (answer) => {
      answer.resume()
      done(answer.statusCode)
      sent.destroy()
    })
    sent.once('error', fail)
    sent.flushHeaders()
  })
}

describe('ce qui s’envoie', () => {
  it('passe jusqu’à la limite, puis reçoit une page qui dit quoi faire, sans avoir été lu (R-DEB-03)', async () => {
    const { url, lus } = await site(2)
    for (let turn = 0; turn < 2; turn += 1)
      expect((await fetch(`${url}/points-de-contact/x/signaler`, envoi())).status).toBe(200)
    const answer = await fetch(`${url}/n/importe/ou`, envoi())
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const html = await answer.text()
    expect(html).toContain(`<p>${TROP_D_ENVOIS}</p>`)
    expect(html).toContain('ce que vous aviez écrit y est encore')
    expect(lus).toEqual(['POST', 'POST'])
    // Reading goes on.
    expect((await fetch(url)).status).toBe(200)
  })

  it('reçoit, envoyé par nos scripts, la phrase qu’ils montrent à côté de ce qui est écrit (R-DEB-03)', async () => {
    const { url } = await site(0)
    const answer = await fetch(url, envoi({ 'next-action': '7f00' }))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'text/plain'])
    expect(await answer.text()).toBe(TROP_D_ENVOIS)
  })

  it('reçoit, d’un programme, le code de l’API (R-DEB-03)', async () => {
    const { url } = await site(0)
    const answer = await fetch(`${url}/api/v1/communes`, envoi())
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
    ])
    expect(await answer.json()).toMatchObject({ code: 'trop-de-demandes', detail: TROP_D_ENVOIS })
  })

  it.each([
    [ENVOI_MAX + 1, 413],
    [ENVOI_MAX * 100, 413],
  ])('de %i octets annoncés, est refusé sur cette annonce (R-DEB-03)', async (octets, statut) => {
    const { url, lus } = await site(10)
    expect(await announce(url, octets)).toBe(statut)
    expect(lus).toEqual([])
  })

  it('en morceaux, sans poids annoncé, n’est pas lu (R-DEB-03)', async () => {
    const { url, lus } = await site(10)
    const answer = await fetch(`${url}/api/v1/communes`, {
      method: 'POST',
      body: new Blob(['x=1']).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(411)
    expect(await answer.json()).toMatchObject({ code: 'envoi-sans-poids', detail: SANS_POIDS })
    expect(lus).toEqual([])
  })

  it('pesant la limite, passe (R-DEB-03)', async () => {
    const { url, lus } = await site(10)
    const body = new Uint8Array(ENVOI_MAX)
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200)
    expect(lus).toEqual(['POST'])
    expect(TROP_LOURD).toContain('10 Mo')
  })
})

describe('un envoi, selon d’où il vient et où il va', () => {
  const FORMULAIRE = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '0' }
  /** With any headers: a browser writes some that `fetch` does not let one say. */
  const ask = (url: string, method: string, headers: Readonly<Record<string, string | undefined>>) =>
    new Promise<Readonly<{ statut: number | undefined; texte: string; headers: NodeJS.Dict<string | string[]> }>>(
      (done, fail) => {
        const asked = sendTo(url, { method })
        for (const [nom, valeur] of Object.entries(headers)) if (valeur !== undefined) asked.setHeader(nom, valeur)
        asked.once('error', fail)
        asked.once('response', async (answer) => {
          let texte = ''
          for await (const chunk of answer.setEncoding('utf8')) texte += chunk
          done({ statut: answer.statusCode, texte, headers: answer.headers })
        })
        asked.end()
      },
    )

  it('de la page d’un autre site, n’est pas lu, et une phrase le dit', async () => {
    const { url, lus } = await site(100)
    const { origin } = new URL(url)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://ailleurs.invalid' },
      { origin: 'null' },
      { origin, 'x-forwarded-host': 'ailleurs.invalid' },
    ])
      for (const body of [FORMULAIRE, { 'next-action': '7f00', 'content-type': 'text/x-component' }]) {
        const { statut, texte } = await ask(`${url}/verifier`, 'POST', { ...body, ...headers })
        expect([statut, texte.includes(AUTRE_SITE)]).toEqual([400, true])
      }
    expect(lus).toEqual([])
    for (const headers of [
      {},
      { origin, 'sec-fetch-site': 'same-origin' },
      { origin: 'https://portail.fr', 'x-forwarded-host': 'portail.fr, autre' },
    ])
      expect((await ask(`${url}/verifier`, 'POST', { ...FORMULAIRE, ...headers })).statut).toBe(200)
  })

  it('trop lourd, dit de raccourcir, ou d’alléger le fichier là où il y en a un (R-DEB-03)', async () => {
    const { url } = await site(100)
    const lourd = { ...FORMULAIRE, 'content-length': String(ENVOI_MAX + 1) }
    for (const [chemin, phrase] of [
      ['/verifier', TEXTE_TROP_LOURD],
      ['/admin/recensements', TROP_LOURD],
    ] as const) {
      const { statut, texte } = await ask(url + chemin, 'POST', lourd)
      expect([statut, texte.includes(phrase)]).toEqual([413, true])
    }
  })

  it('de notre page derrière un proxy qui réécrit l’hôte, passe s’il va à une route : elle connaît le nom du site', async () => {
    process.env.SITE_URL = 'https://portail.exemple.fr'
    const { url } = await site(100)
    const origin = 'https://portail.exemple.fr'
    const statut = async (type: string) =>
      (await ask(`${url}/ma-demande/quitter`, 'POST', { origin, 'content-type': type, 'content-length': '0' })).statut
    expect(await statut('application/x-www-form-urlencoded')).toBe(200)
    // Next would refuse the form of an action.
    expect(await statut('multipart/form-data; boundary=x')).toBe(400)
    delete process.env.SITE_URL
  })

  it('d’un programme qui n’envoie pas de formulaire se juge à sa porte', async () => {
    const { url } = await site(100)
    const json = { 'content-type': 'application/json', origin: 'https://ailleurs.invalid' }
    expect((await ask(`${url}/api/accuses`, 'POST', json)).statut).toBe(200)
  })

  it('par une méthode que personne ne sert est refusé sans erreur', async () => {
    const { url } = await site(100)
    const { statut, texte, headers } = await ask(`${url}/api/sante`, 'TRACE', {})
    expect([statut, headers.allow, texte.includes(METHODE_REFUSEE)]).toEqual([405, 'GET, HEAD, POST', true])
  })
})
