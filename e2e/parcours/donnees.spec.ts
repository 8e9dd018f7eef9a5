import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'

test('[DON-01] la page des données ouvertes se lit sur un téléphone, et ses exemples répondent', async ({
  page,
  request,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 320, height: 740 })
  await page.goto('/')
  await page.getByRole('contentinfo').getByRole('link', { name: 'Données ouvertes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Données ouvertes')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await expect(page.getByText('Licence Ouverte 2.0')).toBeVisible()
  await expect(page.getByText('CC BY 4.0')).toBeVisible()
  const examples = await page
    .locator('main a[href^="/api/v1/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(examples.length).toBeGreaterThan(5)
  for (const href of examples) expect((await request.get(href)).status(), href).toBe(200)
})

test('[DON-02] un programme lit une commune, ses points et leur description', async ({ request }) => {
  const openapi = await request.get('/api/v1/openapi.json')
  expect((await openapi.json()).openapi).toBe('3.1.0')
  const foix = await request.get('/api/v1/communes/09122')
  expect(foix.headers()['access-control-allow-origin']).toBe('*')
  expect(foix.headers()['cache-control']).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=600')
  expect(foix.headers()['set-cookie']).toBeUndefined()
  expect(await foix.json()).toMatchObject({ code: '09122', nom: 'Foix', codesPostaux: ['09000'] })
  const again = await request.get('/api/v1/communes/09122', { headers: { 'If-None-Match': foix.headers().etag ?? '' } })
  expect(again.status()).toBe(304)
  const paris = await request.get('/api/v1/communes/75101', { maxRedirects: 0 })
  expect([paris.status(), paris.headers().location]).toEqual([308, '/api/v1/communes/75056'])
  const points = await request.get('/api/v1/points-de-contact?commune=09122&limite=2')
  expect((await points.json()).points.length).toBeLessThanOrEqual(2)
})

test('[DON-03] une demande mal écrite dit ce qui ne va pas, en français', async ({ request }) => {
  for (const [address, status] of [
    ['/api/v1/communes/99999', 404],
    ['/api/v1/communes/foix', 400],
    ['/api/v1/communes/%00', 400],
    ['/api/v1/communes/%ff', 400],
    ['/api/v1/communes/%3Cscript%3E', 400],
    ['/api/v1/points-de-contact?limite=-1', 400],
    ['/api/v1/points-de-contact?limite=1e9', 400],
    ['/api/v1/points-de-contact?canal=physique&canal=internet', 400],
    ['/api/v1/points-de-contact?departements=09', 400],
    [`/api/v1/points-de-contact?suivant=${'a'.repeat(5000)}`, 400],
    ['/api/v1/rien', 404],
    ['/api/v1', 404],
    ['/api', 404],
    ['/api/inconnu', 404],
    ['/api/sante/rien', 404],
    ['/api/v1/points-de-contact?ouvert=non', 400],
  ] as const) {
    const answer = await request.get(address)
    expect(answer.status(), address).toBe(status)
    expect(answer.headers()['content-type'], address).toContain('application/problem+json')
    const body = await answer.json()
    expect(body.code, address).toMatch(/^[a-z-]+$/)
    expect(body.detail, address).toMatch(/\.$/)
  }
  // A person who follows a broken link reads a page.
  const casse = await request.get('/points-de-contact/%ff')
  expect([casse.status(), casse.headers()['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
  expect(await casse.text()).toContain('<p>Cette adresse contient des caractères illisibles.')
  for (const chemin of ['communes?q=foix', 'communes/09122', 'points-de-contact', 'echeances', 'openapi.json'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const refused = await request.fetch(`/api/v1/${chemin}`, { method, data: {} })
      expect([chemin, refused.status(), (await refused.json()).code]).toEqual([chemin, 405, 'methode-refusee'])
    }
  expect((await request.post('/api/v1/rien', { data: {} })).status()).toBe(404)
})

test('[DON-04] les moteurs de recherche trouvent les communes, pas l’administration', async ({ request }) => {
  const robots = await (await request.get('/robots.txt')).text()
  expect(robots).toContain('Disallow: /admin')
  const index = await (await request.get('/sitemap.xml')).text()
  expect(index).toContain('/sitemaps/communes-1.xml')
  const communes = await (await request.get('/sitemaps/communes-1.xml')).text()
  expect(communes).toContain('/communes/09122-foix</loc>')
  const aucun = await request.get('/sitemaps/rien.xml')
  expect([aucun.status(), aucun.headers()['content-type']]).toEqual([404, 'text/plain; charset=utf-8'])
  expect(await aucun.text()).toMatch(/^Ce morceau du plan du site n’existe pas\./)
  expect((await request.get('/manifest.webmanifest')).status()).toBe(200)
  expect((await request.get('/icon.svg')).headers()['content-type']).toContain('image/svg+xml')
})
