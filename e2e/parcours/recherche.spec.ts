import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'

test('[RCH-01] sans script, une commune se cherche par un formulaire et se choisit dans une liste', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  await page.goto('/')
  await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('st jeannet')
  await page.getByRole('button', { name: 'Rechercher' }).click()
  await expect(page).toHaveURL(/\/communes\?q=st\+jeannet/)
  const results = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Saint-Jeannet' }) })
  await expect(results.nth(0)).toContainText('Alpes-Maritimes (06)')
  await expect(results.nth(1)).toContainText('Alpes-de-Haute-Provence (04)')
  await expect(results.nth(0).getByRole('link')).toHaveAttribute('href', '/communes/06122-saint-jeannet')
  await expectNoSidewaysScroll(page)
})

test('[RCH-02] un code postal partagé, un code INSEE et un ancien nom disent ce qui a été reconnu', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/communes?q=09200')
  const items = page.locator('.resultats li')
  await expect(items.first()).toContainText('Code postal 09200')
  await expect(items.last()).toContainText('Code INSEE 09200')
  await page.goto('/communes?q=51300')
  expect(await items.count()).toBeGreaterThan(40)
  await page.goto('/communes?q=lomme')
  await expect(items.first()).toContainText('Lille')
  await expect(items.first()).toContainText('Commune associée Lomme')
  await expect(items.first()).toContainText('habitants')
  await page.goto('/communes?q=98412')
  await expect(items).toContainText('Archipel des Kerguelen')
  await expect(items).not.toContainText('habitant')
  await expectAccessible(page)
})

test('[RCH-03] les communes se proposent pendant la frappe, au clavier comme au doigt', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/communes')
  const field = page.getByRole('combobox', { name: 'Nom de la commune ou code postal' })
  await field.pressSequentially('marsielle', { delay: 15 })
  const options = page.getByRole('option')
  await expect(options.first()).toContainText('Marseille')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expectAccessible(page)

  await field.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '')
  await field.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field).toHaveValue('marsielle')

  await field.press('ArrowDown')
  await field.press('ArrowUp')
  await field.press('Home')
  await field.fill('y')
  await expect(options.first()).toContainText('Somme')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1)
  await page.route('**/api/v1/communes?*', (route) => route.abort())
  await field.fill('marseill')
  await expect(page.getByRole('listbox')).toBeHidden()
  await page.unroute('**/api/v1/communes?*')
  // Five digits have two readings, and each says its kind.
  await field.fill('09200')
  await expect(options.first()).toHaveText(/Saint-Girons.*code postal 09200/)
  await expect(page.getByRole('listbox').getByRole('option').last()).toHaveText(/code INSEE 09200/)
  await field.fill('75015')
  await expect(options.first()).toHaveText(/Paris.*code postal 75015/)
  await field.fill('01126')
  await expect(options.first()).toHaveText(/Valserhône.*ancien code INSEE 01126/)
  await expectNoSidewaysScroll(page)
  await field.fill('foix')
  await expect(options.first()).toContainText('Foix')
  const opened = page.waitForRequest((request) => new URL(request.url()).pathname === '/communes/09122')
  await options.first().click()
  await opened
})

test('[RCH-04] Entrée sans choix envoie le formulaire', async ({ page }) => {
  await page.goto('/')
  const field = page.getByRole('combobox', { name: 'Nom de la commune ou code postal' })
  await field.fill('09000')
  await field.press('Enter')
  await expect(page).toHaveURL(/\/communes\?q=09000/)
  await expect(page.getByRole('heading', { level: 2 })).toContainText('09000')
})

test('[RCH-05] un texte absurde reçoit une phrase calme', async ({ page, expectAccessible }) => {
  for (const q of ['zzzzzzzzz', '<script>alert(1)</script>', '🏠🏠', 'x'.repeat(10_000), '%', '\u202Efoo']) {
    const answer = await page.goto(`/communes?q=${encodeURIComponent(q)}`)
    expect(answer?.status()).toBe(200)
    expect(answer?.headers()['cache-control']).toContain('s-maxage=60')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trouver une commune')
    await expectNoSidewaysScroll(page)
  }
  await page.goto('/communes?q=qsdfghjklm')
  await expect(page.getByRole('heading', { level: 2 })).toContainText('Aucune commune ne correspond')
  await expectAccessible(page)
  for (const address of ['/communes?q=', '/communes?q=a&q=b', '/communes?autre=1']) {
    expect((await page.goto(address))?.status()).toBe(200)
  }
})
