/** The map with configured tiles, in a demonstration of the next version: their address is written into its build. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Portal, startPortal } from '../navigateur.ts'
import { ensurePrograms } from '../systeme.ts'
import { REGLAGES_SUIVANTS } from './version-suivante.ts'

const FOIX = '/communes/09122-foix'
/** A name that only this browser knows. */
const TUILES = REGLAGES_SUIVANTS.TUILES_URL.replace(/\/\{.*/, '')
const ATTRIBUTION = 'Fond fictif © Atelier <inventé>'
const ATTENTE = { timeout: 15_000 }

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of 256 × 256 grey points. */
function makeTuile(): Buffer {
  const entete = Buffer.alloc(13)
  entete.writeUInt32BE(256, 0)
  entete.writeUInt32BE(256, 4)
  entete.writeUInt8(8, 8)
  const lignes = Buffer.alloc(257 * 256, 0xc8)
  for (let ligne = 0; ligne < 256; ligne += 1) lignes.writeUInt8(0, ligne * 257)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', entete),
    chunk('IDAT', deflateSync(lignes)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const tuile = makeTuile()
const asked: { path: string; referer: string | undefined }[] = []
let inPanne = false
const server = createServer((request, response) => {
  asked.push({ path: request.url ?? '', referer: request.headers.referer })
  if (inPanne) response.writeHead(500).end('panne')
  else response.writeHead(200, { 'content-type': 'image/png' }).end(tuile)
})

let portal: Portal
let browser: Browser
let page: Page
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  portal = await startPortal(
    { ...REGLAGES_SUIVANTS, TUILES_ATTRIBUTION: ATTRIBUTION },
    { folder: inject('versionSuivante') },
  )
  browser = await chromium.launch({
    executablePath: ensurePrograms(['chromiumSansFenetre']).chromiumSansFenetre,
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP *.invalid 127.0.0.1:${port}`],
  })
})
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
  server.close()
})
beforeEach(async () => {
  asked.length = 0
  inPanne = false
  const context = await browser.newContext({
    baseURL: portal.url,
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
  })
  page = await context.newPage()
})
afterEach(() => page.context().close())

async function openMap() {
  const answer = await page.goto(FOIX)
  await page.locator('.carte').scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: /^1\. / }).waitFor(ATTENTE)
  return answer
}

/** Widths of the tiles that are drawn: 256 when they truly arrived. */
const largeurs = () =>
  page
    .locator('img.leaflet-tile-loaded')
    .evaluateAll((images) => images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))

describe('la carte avec un fond en tuiles', () => {
  it('les demande là où le réglage dit, les montre, et dit à qui elles sont dues', async () => {
    await openMap()
    await expect.poll(async () => (await largeurs()).length, ATTENTE).toBeGreaterThan(3)
    expect(new Set(await largeurs())).toEqual(new Set([256]))
    expect(asked.filter(({ path }) => !/^\/\d+\/\d+\/\d+\.png$/.test(path))).toEqual([])
    // Whose page is read is not told to whom draws the background: the site at most.
    expect(asked.filter(({ referer }) => referer !== undefined && referer !== `${portal.url}/`)).toEqual([])
    // Its markup is shown as text.
    expect(await page.locator('.leaflet-control-attribution').textContent()).toContain(ATTRIBUTION)
    expect(await page.locator('.carte__terre').count()).toBe(0)
  })

  it('ouvre aux images cet hôte, et aucun autre', async () => {
    const policy = (await openMap())?.headers()['content-security-policy'] ?? ''
    expect(policy.split('; ').find((rule) => rule.startsWith('img-src'))).toBe(`img-src 'self' data: ${TUILES}`)
    expect(policy.split('; ').filter((rule) => rule.includes(TUILES))).toHaveLength(1)
    const load = (source: string) =>
      page.evaluate(
        (src) =>
          new Promise<string>((done) => {
            const image = new Image()
            image.onload = () => done('vue')
            image.onerror = () => done('refusée')
            image.src = src
          }),
        source,
      )
    expect(await load(`${TUILES}/0/0/0.png`)).toBe('vue')
    expect(await load('http://ailleurs.invalid/0/0/0.png')).toBe('refusée')
  })

  it('garde ses épingles sur le fond dessiné quand le serveur de tuiles est en panne', async () => {
    inPanne = true
    await openMap()
    await page.locator('.carte__terre').waitFor({ state: 'attached', ...ATTENTE })
    expect(asked.length).toBeGreaterThan(0)
    expect(await largeurs()).toEqual([])
    const credit = await page.locator('.leaflet-control-attribution').textContent()
    expect(credit).toContain('Natural Earth')
    expect(credit).not.toContain('Atelier')
    await page.getByRole('button', { name: /^1\. / }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Voir dans la liste' }).waitFor(ATTENTE)
  })
})
