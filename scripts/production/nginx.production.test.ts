import { createHmac } from 'node:crypto'
import { createServer, get, type Server } from 'node:http'
import { connect } from 'node:http2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAL_SIGNES } from '#lib/web/debit-d-accuses.ts'
import { ENVOIS } from '#lib/web/debit-d-envoi.ts'
import { freePort } from '../../db/port-libre.ts'
import { clonePreparedBase } from './bases.ts'
import { type Nginx, SITE, startNginx } from './nginx.ts'
import { type Run, start } from './portail.ts'

/** Where an address names a demande. */
const PORTES_DE_DEMANDE = ['renouveler', 'ma-demande', 'admin/corrections', 'admin/demandes-a-traiter']

const SECRET = 'un-secret-partage-avec-la-passerelle'

/** Sends back what it received, so that one sees what the proxy really hands over. */
function startEcho(): Promise<{ server: Server; at: string; seen: string[] }> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    const stored = request.url?.startsWith('/publique')
    response.setHeader('cache-control', stored ? 'public, max-age=0, s-maxage=60' : 'private, no-store')
    if (request.url?.startsWith('/cookie')) response.setHeader('set-cookie', 'a=b')
    request.resume()
    request.on('end', () => response.end(JSON.stringify(request.headers)))
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done({ server, seen, at: `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}` })
    })
  })
}

describe('nginx devant le portail', () => {
  let portal: Run
  let nginx: Nginx
  beforeAll(async () => {
    portal = await start(await clonePreparedBase(), ['--web'], { PROXYS_DE_CONFIANCE: '1', ACCUSES_SECRET: SECRET })
    expect(await portal.ready, portal.said()).toBe(true)
    nginx = await startNginx(new URL(portal.url).host)
  })
  afterAll(async () => {
    await nginx?.stop()
    await portal?.stop()
  })

  it('lit le fichier sans une remarque', () => {
    expect(nginx.verdict).toMatch(/syntax is ok/)
    expect(nginx.verdict).not.toMatch(/warn|emerg/)
  })

  it('sert l’accueil en HTTPS, avec HSTS et la politique de sécurité du portail', async () => {
    const { status, headers, body } = await nginx.ask('/')
    expect(status).toBe(200)
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(body).toContain('<html lang="fr"')
    expect(body).not.toContain('127.0.0.1')
  })

  it('garde la page publique une minute, sans cookie', async () => {
    await nginx.ask('/aide')
    const again = await nginx.ask('/aide')
    expect(again.headers['x-cache-portail']).toBe('HIT')
    expect(again.headers['cache-control']).toContain('s-maxage=60')
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('ne garde jamais une page privée, et ses cookies ne voyagent qu’en HTTPS', async () => {
    await nginx.ask('/connexion')
    const { headers } = await nginx.ask('/connexion')
    expect(headers['x-cache-portail']).not.toBe('HIT')
    expect(headers['cache-control']).toContain('no-store')
    const cookies = [headers['set-cookie'] ?? []].flat()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-.*; Secure/i)
  })

  it('comprime pour qui l’accepte', async () => {
    const { headers } = await nginx.ask('/', { headers: { 'accept-encoding': 'gzip' } })
    expect(headers['content-encoding']).toBe('gzip')
  })

  it('parle HTTP/2', async () => {
    const session = connect(nginx.httpsUrl, { rejectUnauthorized: false, servername: SITE })
    const status = await new Promise<unknown>((done, fail) => {
      session.once('error', fail)
      const stream = session.request({ ':path': '/api/sante', ':authority': SITE })
      stream.once('response', (headers) => done(headers[':status']))
      stream.resume()
    })
    session.close()
    expect(status).toBe(200)
  })

  it('mène de http à https, sans perdre le chemin', async () => {
    const answer = await new Promise<{ status: number | undefined; location: string | undefined }>((done, fail) => {
      get(`${nginx.httpUrl}/communes?q=foix`, { headers: { host: SITE } }, (response) => {
        response.resume()
        done({ status: response.statusCode, location: response.headers.location })
      }).once('error', fail)
    })
    expect(answer).toEqual({ status: 308, location: `https://${SITE}/communes?q=foix` })
  })

  it('laisse passer, d’une adresse, les accusés signés d’une campagne ; peu de ceux qui ne le sont pas (R-RAP-48)', async () => {
    const body = Buffer.from(JSON.stringify({ reference: '00000000-0000-4000-8000-000000000009', etat: 'remis' }))
    const say = async (secret: string) => {
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      const headers = { 'content-type': 'application/json', 'x-signature': signature }
      return (await nginx.ask('/api/accuses', { method: 'POST', body, headers })).status
    }
    // More than an address sends of anything else in a minute.
    const dits = new Set<number>()
    for (let lot = 0; lot < ENVOIS.nombre / 20 + 1; lot += 1)
      for (const statut of await Promise.all(Array.from({ length: 20 }, () => say(SECRET)))) dits.add(statut)
    expect([...dits]).toEqual([404])
    const faux: number[] = []
    while (faux.length <= MAL_SIGNES.nombre) faux.push(await say('un-autre-secret'))
    expect(faux).toEqual([...Array(MAL_SIGNES.nombre).fill(401), 429])
  })

  it('ne répond pas à un autre nom', async () => {
    await expect(nginx.ask('/', { servername: 'ailleurs.invalid' })).rejects.toThrow()
  })
})

describe('ce que nginx transmet', () => {
  let echo: Awaited<ReturnType<typeof startEcho>>
  let nginx: Nginx
  beforeAll(async () => {
    echo = await startEcho()
    nginx = await startNginx(echo.at)
  })
  afterAll(async () => {
    await nginx?.stop()
    echo.server.close()
  })

  it('est l’adresse qu’il a vue, jamais celle que le client prétend avoir', async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6', 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6' }
    const seen = JSON.parse((await nginx.ask('/', { headers: { ...headers, 'x-forwarded-host': 'ailleurs' } })).body)
    expect(seen).toMatchObject({
      host: SITE,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': SITE,
      'x-forwarded-proto': 'https',
    })
    expect(seen).not.toHaveProperty('forwarded')
    expect(seen).not.toHaveProperty('x-real-ip')
  })

  it('ne vient du cache que si le portail l’a permis, et jamais avec un cookie', async () => {
    for (const path of ['/publique/1', '/privee/1', '/cookie/1']) for (let n = 0; n < 3; n++) await nginx.ask(path)
    const count = (path: string) => echo.seen.filter((seen) => seen === path).length
    expect(count('/publique/1')).toBe(1)
    expect(count('/privee/1')).toBe(3)
    expect(count('/cookie/1')).toBe(3)
  })

  it('tient 11 Mo pour un classeur, 1 Mo ailleurs, et refuse en français', async () => {
    const send = (path: string, size: number) => nginx.ask(path, { method: 'POST', body: Buffer.alloc(size) })
    expect((await send('/admin/recensements', 10_500_000)).status).toBe(200)
    expect((await send('/points-de-contact/x/signaler', 500_000)).status).toBe(200)
    const refused = await send('/points-de-contact/x/signaler', 1_100_000)
    expect(refused.status).toBe(413)
    expect(refused.body).toMatch(/^Cet envoi est trop gros : 1 Mo au plus\./)
    const classeur = await send('/admin/recensements', 11_600_000)
    expect(classeur.status).toBe(413)
    expect(classeur.body).toMatch(/^Ce fichier est trop gros : 10 Mo au plus\./)
  })

  it('ralentit qui insiste, et le dit en français', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => nginx.ask('/connexion')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(10)
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(20)
    expect(refused[0]?.body).toMatch(/^Trop de demandes/)
    expect((await nginx.ask('/publique/1')).status).toBe(200)
  })

  it('se retrouve au journal sans recherche, sans jeton, sans référence, sans adresse entière', async () => {
    await nginx.ask('/communes?q=mon-adresse%40exemple.fr', {
      headers: { referer: 'https://x.fr/?q=secret-du-referer' },
    })
    await nginx.ask('/rappels/jeton-secret/arret')
    const reference = '00000000-0000-4000-8000-000000000009'
    for (const path of PORTES_DE_DEMANDE) await nginx.ask(`/${path}/${reference}/fait`)
    for (const path of PORTES_DE_DEMANDE) await expect.poll(nginx.journal).toContain(` GET /${path}/- 200 `)
    expect(nginx.journal()).not.toContain(reference)
    await expect.poll(nginx.journal).toMatch(/ GET \/communes 200 /)
    await expect.poll(nginx.journal).toMatch(/ GET \/rappels\/- 200 /)
    expect(nginx.journal()).not.toMatch(/mon-adresse|jeton-secret|secret-du-referer|127\.0\.0\.1/)
    expect(nginx.journal()).toMatch(/^127\.0\.0\.0 \[/m)
  })

  it('dit que le portail est indisponible quand il est arrêté', async () => {
    const alone = await startNginx(`127.0.0.1:${await freePort()}`)
    const { status, body } = await alone.ask('/')
    await alone.stop()
    expect(status).toBe(503)
    expect(body).toMatch(/^Le portail est indisponible/)
  })
})
