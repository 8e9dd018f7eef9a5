import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'

test('[HIS-01] qui essaie la démonstration ouvre d’un geste la demande d’une personne inventée', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/demonstration')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'À renouveler dans 20 jours' }).click()
  await expect(page).toHaveURL(/\/ma-demande\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // Another story takes its place, in the same browser.
  const premiere = page.url()
  await page.goto('/demonstration')
  await page.getByRole('button', { name: 'En Corse' }).click()
  await expect(page).toHaveURL(/\/ma-demande\/[0-9a-f-]{36}$/)
  expect(page.url()).not.toBe(premiere)
})
