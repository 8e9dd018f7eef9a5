import { expect, test } from '../fixtures.ts'

test('[ACC-01] l’accueil demande ce que l’on veut faire', async ({ page, expectAccessible }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Que voulez-vous faire ?')
  await expectAccessible(page)
})
