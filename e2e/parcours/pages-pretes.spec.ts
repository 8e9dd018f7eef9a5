/** The answers told from memory, in front of Next (docs/adr/0018): brotli, which Next does not speak, shows them. */
import { type APIRequestContext, expect, test } from '@playwright/test'
import { GESTIONNAIRE, seConnecter } from '../steps/connexion.ts'

// Someone signs in, publishes, twice.
test.setTimeout(90_000)

const PAGE = '/communes/32107-condom'

async function read(request: APIRequestContext, path: string, codings = 'identity') {
  const answer = await request.get(path, { headers: { 'accept-encoding': codings }, maxRedirects: 0 })
  const headers = Object.fromEntries(
    answer.headersArray().map(({ name, value }): [string, string] => [name.toLowerCase(), value]),
  )
  const { date: _, 'content-encoding': coding, ...others } = headers
  return { status: answer.status(), coding, headers: others, texte: await answer.text() }
}

const untilReady = (request: APIRequestContext, path: string) =>
  expect.poll(async () => (await read(request, path, 'br')).coding).toBe('br')

test('[PRE-01] une page prête est celle que Next répond : statut, en-têtes, octets', async ({ request }) => {
  for (const path of ['/', '/aide', PAGE]) {
    await untilReady(request, path)
    // A question mark is Next's affair: the same stored page, told by Next itself. A publication may come between.
    await expect(async () =>
      expect(await read(request, path)).toEqual(await read(request, `${path}?memoire=non`)),
    ).toPass()
    expect((await read(request, path)).headers['x-nextjs-cache']).toBe('HIT')
  }
})

test('[PRE-02] une modification remplace la page prête en moins de deux secondes', async ({ page, request }) => {
  await seConnecter(page, GESTIONNAIRE)
  for (const nombre of [2000, 3000].map((base) => base + Math.floor(Math.random() * 1000))) {
    await untilReady(request, PAGE)
    await page.goto('/admin/communes/32107')
    await page.getByLabel('Logements, Ensemble').fill(String(nombre))
    await page.getByLabel(/^Source/).fill('Parcours de test')
    await page.getByRole('button', { name: /Publier les chiffres/ }).click()
    await expect(page.getByText('Les chiffres sont publiés.')).toBeVisible()
    const shown = `>${String(nombre).replace(/(?=...$)/, '\u202f')}<`
    const texte = async (codings: string) => (await read(request, PAGE, codings)).texte
    await expect.poll(() => texte('br'), { timeout: 2000, intervals: [100] }).toContain(shown)
    await untilReady(request, PAGE)
    for (const codings of ['br', 'gzip', 'identity']) expect(await texte(codings)).toContain(shown)
  }
})

test('[PRE-03] une page privée ou une réponse de programme n’est jamais prête', async ({ page, request }) => {
  await seConnecter(page, GESTIONNAIRE)
  for (const path of ['/admin', '/admin/communes', '/connexion', '/api/v1/communes/32107', '/points-de-contact']) {
    for (let turn = 0; turn < 3; turn += 1) {
      const { coding, headers } = await read(page.request, path, 'br')
      expect([path, coding, headers['x-nextjs-cache']]).toEqual([path, undefined, undefined])
    }
  }
  expect((await page.request.get('/admin')).status()).toBe(200)
  const stranger = await read(request, '/admin', 'br')
  expect(stranger.status).not.toBe(200)
  expect(stranger.texte).not.toContain('Gaston')
})
