import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'

test('[ACC-01] l’accueil demande ce que l’on veut faire', async ({ page, expectAccessible }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Que voulez-vous faire ?')
  await expectAccessible(page)
})

test('[ACC-02] au clavier, on passe au contenu et l’on ouvre le premier choix', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Contenu', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /Renouveler ma demande/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/renouveler')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renouveler ma demande')
})

test('[ACC-03] chaque porte dit qui le fait et mène aux points qui le font', async ({ page, expectAccessible }) => {
  for (const [path, service] of [
    ['/renouveler', 'renouvellement'],
    ['/demande', 'creation'],
  ]) {
    await page.goto(path ?? '')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Voir tous les points de contact qui le font' }).click()
    await expect(page).toHaveURL(new RegExp(`/points-de-contact\\?service=${service}$`))
  }
})

test('[ACC-04] les couleurs suivent l’appareil, se choisissent et se retiennent sans cookie', async ({
  page,
  context,
  expectAccessible,
}) => {
  const fond = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  expect(await fond()).toBe('rgb(22, 22, 22)')
  await expectAccessible(page)
  await page.getByLabel('Couleurs du site').selectOption('Claires')
  expect(await fond()).toBe('rgb(255, 255, 255)')
  await page.reload()
  expect(await fond()).toBe('rgb(255, 255, 255)')
  expect(await context.cookies()).toEqual([])
})

test('[ACC-05] sans script, l’accueil est entier et suit les couleurs de l’appareil', async ({ withoutScript }) => {
  const page = await withoutScript.newPage()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/')
  await expect(page.getByRole('link', { name: /Être aidé près de chez moi/ })).toBeVisible()
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(22, 22, 22)')
  await expectNoSidewaysScroll(page)
})

test('[ACC-06] chaque lien interne des pages publiques mène à une page qui existe', async ({
  page,
  request,
  baseURL,
}) => {
  const origin = new URL(baseURL ?? '').origin
  const { points } = await (await request.get('/api/v1/points-de-contact?limite=1')).json()
  const point = `/points-de-contact/${points[0].id}`
  const leads = new Map<string, string>()
  for (const from of [
    '/',
    '/aide',
    '/renouveler',
    '/renouveler/quand',
    '/demande',
    '/ma-demande',
    '/verifier',
    '/donnees',
    '/communes?q=foix',
    '/communes/09122-foix',
    '/communes/35238-rennes',
    '/points-de-contact',
    '/points-de-contact?commune=09122',
    '/points-de-contact?commune=35238',
    point,
    `${point}/signaler`,
    '/nulle-part',
    '/mentions-legales',
    '/nos-messages',
    '/donnees-personnelles',
    '/accessibilite',
  ]) {
    // As it is served: no script adds a link that matters.
    const answer = await request.get(from)
    expect([from, answer.status()]).toEqual([from, from === '/nulle-part' ? 404 : 200])
    const hrefs = (await answer.text()).matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)
    for (const [, href] of hrefs) {
      if (href?.startsWith('#')) continue
      const target = new URL((href ?? '').replaceAll('&amp;', '&'), answer.url())
      target.hash = ''
      if (target.origin === origin) leads.set(target.pathname + target.search, from)
    }
  }
  expect(leads.size).toBeGreaterThan(50)
  // Every door, and three things behind each: one component writes the links to all the communes, all the points.
  const kinds = Map.groupBy(leads, ([path]) => {
    const { pathname, searchParams } = new URL(path, origin)
    return pathname.replace(/^\/(communes|points-de-contact)\/[^/]+/, '/$1/…') + [...searchParams.keys()].sort()
  })
  for (const [path, from] of [...kinds.values()].flatMap((links) => links.slice(0, 3))) {
    // A redirect is followed: it may lead to a page that does not exist.
    const answer = await request.get(path)
    expect([from, path, answer.status()]).toEqual([from, path, 200])
  }
  // The doors whose room is not built: linked from nowhere, and said not to exist.
  for (const door of ['/statistiques', '/guichet', '/professionnels']) {
    expect([...leads.keys()].filter((path) => path === door || path.startsWith(`${door}/`))).toEqual([])
    expect([door, (await page.goto(door))?.status()]).toEqual([door, 404])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas')
  }
})
