/** The answers told from memory, in front of Next (docs/adr/0018): brotli, which Next does not speak, shows them. */
import { type APIRequestContext, expect, test } from '@playwright/test'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { GESTIONNAIRE, seConnecter, unMot } from '../steps/connexion.ts'
import { deposerUnFichier } from '../steps/recensement.ts'

const PAGE = '/communes/32107-condom'
/** Ours, not the year that Next tells of a page without `revalidate`: fresh for a minute, then one stale answer during ten more. */
const PARTAGE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600'

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

test('[PRE-01] une page prête est celle que Next répond : statut, en-têtes, octets, une minute de cache partagé', async ({
  request,
}) => {
  for (const path of ['/', '/aide', PAGE]) {
    await untilReady(request, path)
    // A question mark is Next's affair: the same stored page, told by Next itself. A publication may come between.
    await expect(async () => {
      const ready = await read(request, path)
      expect(ready).toEqual(await read(request, `${path}?memoire=non`))
      expect(ready.headers['x-nextjs-cache']).toBe('HIT')
    }).toPass()
  }
  // By Next as from memory, stored or computed: a shared cache is told a minute, and one stale answer during ten more.
  const { points } = await (await request.get('/api/v1/points-de-contact?commune=09122')).json()
  const dite = async (path: string) => [path, (await read(request, path)).headers['cache-control']]
  for (const path of ['/', '/communes/09122-foix', `/points-de-contact/${points[0].id}`]) {
    await untilReady(request, path)
    for (const asked of [path, `${path}?memoire=non`]) expect(await dite(asked)).toEqual([asked, PARTAGE])
  }
  for (const path of ['/points-de-contact', '/points-de-contact?commune=09122'])
    expect(await dite(path)).toEqual([path, PARTAGE])
})

test('[PRE-02] une modification remplace la page prête, sous chaque codage', async ({ page, request }) => {
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
    await expect.poll(() => texte('br')).toContain(shown)
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

test('[PRE-04] un classeur déposé, puis un point corrigé, se voient ; une page voisine n’est pas refaite', async ({
  page,
  request,
}) => {
  const AUCH = '/communes/32013-auch'
  // In the same département; no journey touches it. Next writes an id in each rendering: the same bytes, the same one.
  const MIRANDE = '/communes/32256-mirande'
  const texte = async (path: string) => (await read(request, path)).texte
  const shown = async () => {
    const auch = await texte(AUCH)
    return [nom, corrige].filter((one) => auch.includes(one))
  }
  const [nom, corrige] = [`Point fictif ${unMot()}`, `Point corrigé ${unMot()}`]
  await seConnecter(page, GESTIONNAIRE)
  await untilReady(request, MIRANDE)
  const voisine = await texte(MIRANDE)

  await deposerUnFichier(page, unClasseur([unPointAuch(nom)]))
  await expect(page.getByText('1 ligne : 1 nouvelle.')).toBeVisible()
  expect(await shown()).toEqual([])
  await page.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(page.getByText('Le recensement est publié')).toBeVisible()
  await expect.poll(shown).toEqual([nom])

  await page.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  await page.getByRole('link', { name: nom }).click()
  await page.locator('#nom').fill(corrige)
  await page.getByRole('button', { name: 'Publier les corrections' }).click()
  await expect(page.getByText('Le point est à jour')).toBeVisible()
  await expect.poll(shown).toEqual([corrige])

  expect((await texte(MIRANDE)) === voisine).toBe(true)
})

test('[PRE-05] rien n’est gardé d’une adresse que chacun peut inventer', async ({ request }) => {
  for (const [path, status] of [
    ['/communes/99999-nulle-part', 404],
    ['/communes/99998-nulle%2Fpart', 404],
    ['/communes/nulle-part', 404],
    ['/communes/32107-autrement', 308],
    ['/points-de-contact/point-jamais-vu', 404],
    ['/points-de-contact/0', 404],
  ] as const) {
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await read(request, path)
      expect([path, answer.status, answer.headers['x-nextjs-cache']]).toEqual([path, status, 'MISS'])
    }
  }
})
