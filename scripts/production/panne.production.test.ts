/** The base is gone while the web process serves: what a person reads, scripts or not, and what no cache may keep. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CONFIANCE_MS } from '#db/queries/index-communes.ts'
import { clonePreparedBase, cluster } from './bases.ts'
import { type Run, start } from './portail.ts'
import { ask } from './postgres15.ts'

let portal: Run
beforeAll(async () => {
  const base = await clonePreparedBase()
  portal = await start(base, ['--web'])
  expect(await portal.ready, portal.said()).toBe(true)
  await ask(cluster().url(), `drop database ${new URL(base).pathname.slice(1)} with (force)`)
  // Until then the search still answers of what it read as it started: nothing is missing yet.
  await pause(CONFIANCE_MS)
})
afterAll(() => portal.stop())

it.each([
  '/communes/09122-foix',
  '/communes?q=foix',
  '/points-de-contact',
  '/points-de-contact/mairie-fictive',
  '/points-de-contact/mairie-fictive/signaler',
  '/donnees',
])('%s se lit en français sans script, et nul cache ne la garde', async (path) => {
  const answer = await fetch(`${portal.url}${path}`, { headers: { accept: 'text/html' } })
  expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 500, 'no-store'])
  const html = await answer.text()
  expect(html).toContain('<html lang="fr">')
  expect(html).toContain('C’est une panne du portail\u00a0: elle vient de nous, pas de vous.')
  expect(html).toMatch(/en donnant ce numéro\u00a0: \d+\./)
  expect(html).toContain('Réessayer</a>')
})

it.each([
  '/points-de-contact/lieux.json',
  '/points-de-contact/positions.json',
  '/sitemap.xml',
  '/api/v1/points-de-contact',
])('%s ne laisse rien à garder', async (path) => {
  const answer = await fetch(`${portal.url}${path}`)
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect([path, answer.headers.get('cache-control')]).toEqual([path, expect.stringMatching(/no-store/)])
})
