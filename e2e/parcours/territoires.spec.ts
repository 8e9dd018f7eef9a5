import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ADMINISTRATRICE, seConnecter, unePageDe } from '../steps/connexion.ts'

/** A territory that no other journey sets. */
const MAYOTTE = '/admin/territoires/976'

test('[ADM-18] l’administratrice ferme et ouvre un territoire, confirme la radiation, annule ; une seconde est prévenue', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  await seConnecter(page, ADMINISTRATRICE)
  await page.goto('/admin/territoires')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: /^976/ }).click()
  await expectAccessible(page)
  const rang = page.locator('label[for="ouverts-radiation"]')
  // In demonstration everything is on; a journey run again finds what the last one left.
  if (!(await page.getByLabel('Radiation des demandes non renouvelées').isChecked())) {
    await rang.click()
    await page.locator('label[for="confirmation-oui"]').click()
    await page.getByRole('button', { name: 'Enregistrer les réglages' }).click()
    await expect(page.getByText('Les réglages sont enregistrés')).toBeVisible()
  }
  const seconde = await unePageDe(browser, ADMINISTRATRICE, baseURL ?? '')
  await seconde.goto(MAYOTTE)

  await page.goto(MAYOTTE)
  await rang.click()
  await page.getByRole('button', { name: 'Enregistrer les réglages' }).click()
  await expect(page.getByText('Les réglages sont enregistrés')).toBeVisible()
  await expect(page.getByText('Avant d’ouvrir la radiation')).toHaveCount(2)

  await seconde.locator('label[for="ouverts-rappels"]').click()
  await seconde.getByRole('button', { name: 'Enregistrer les réglages' }).click()
  await expect(seconde.getByText('Ce qui est enregistré a changé')).toBeVisible()
  await expect(seconde.getByText('Enregistré entre-temps')).toBeVisible()
  await expectAccessible(seconde)

  await rang.click()
  await page.getByRole('button', { name: 'Enregistrer les réglages' }).click()
  await expect(page.getByText('Pour ouvrir la radiation, cochez d’abord')).toBeVisible()
  await expect(page.getByLabel('Radiation des demandes non renouvelées')).toBeChecked()
  await expectAccessible(page)

  await page.goto(MAYOTTE)
  await page.locator('label[for="annulation-confirmation-oui"]').click()
  await page.getByRole('button', { name: 'Annuler le dernier changement' }).click()
  await expect(page.getByText('Le changement est annulé')).toBeVisible()
  await expect(page.getByLabel('Radiation des demandes non renouvelées')).toBeChecked()
})

test('[ADM-19] rien ne s’ouvre là où un fichier partagé tient les demandes, et la page le dit', async ({
  page,
  expectAccessible,
}) => {
  await seConnecter(page, ADMINISTRATRICE)
  await page.goto('/admin/territoires/31')
  await page.locator('label[for="ouverts-renouvellement-en-ligne"]').click()
  await page.getByRole('button', { name: 'Enregistrer les réglages' }).click()
  await expect(page.getByText('Rien ne s’ouvre ici')).toBeVisible()
  await expect(page.getByLabel('Renouvellement en ligne')).toBeChecked()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})
