/** A slow network: who goes on writing while the answer of a form is on its way finds it again once the answer is there. */
import { expect, test } from '../fixtures.ts'
import { unAgent, unMot } from '../steps/connexion.ts'

test('[ADM-27] ce qui s’écrit, se choisit ou se coche pendant que la réponse est en route reste quand elle arrive', async ({
  page,
  browser,
  baseURL,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nom = `Point tardif ${unMot()}`
  await agent.goto('/admin/points/nouveau')
  await agent.locator('#nom').fill(nom)
  await agent.getByLabel('Canal').selectOption('Physique')
  await agent.getByLabel('Type', { exact: true }).selectOption('Guichet enregistreur')
  await agent.locator('label[for="services-information"]').click()
  const { promise: retenue, resolve: laisserPartir } = Promise.withResolvers<void>()
  await agent.route('**/admin/points/nouveau', async (route) => {
    if (route.request().method() === 'POST') await retenue
    await route.continue()
  })
  const bouton = agent.getByRole('button', { name: 'Publier ce point' })
  await bouton.click()
  await expect(bouton).toHaveAttribute('aria-disabled', 'true')

  await agent.locator('#commentaire').fill('Sonner deux fois')
  await agent.getByLabel('Type', { exact: true }).selectOption('Lieu d’information')
  await agent.locator('label[for="services-creation"]').click()
  await agent.locator('label[for="services-information"]').click()
  laisserPartir()
  await expect(agent.getByRole('alert').filter({ hasText: /champs? .*à revoir/ })).toBeVisible()
  await expect(agent.locator('#nom')).toHaveValue(nom)
  await expect(agent.getByLabel('Canal').locator('option:checked')).toHaveText('Physique')
  await expect(agent.locator('#commentaire')).toHaveValue('Sonner deux fois')
  await expect(agent.getByLabel('Type', { exact: true }).locator('option:checked')).toHaveText('Lieu d’information')
  await expect(agent.locator('#services-creation')).toBeChecked()
  await expect(agent.locator('#services-information')).not.toBeChecked()
})
