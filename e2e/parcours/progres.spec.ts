import { expect, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'

test('[REC-15] un envoi dit où il en est, puis que le classeur est lu ; coupé, il garde le fichier choisi', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  // As people come, by the first page.
  await agent.goto('/admin')
  await agent.getByRole('link', { name: 'Recensements' }).click()
  const bouton = agent.getByRole('button', { name: 'Déposer et lire' })
  const progres = agent.getByRole('progressbar')
  await agent.getByLabel('Votre classeur').setInputFiles(unClasseur([unPointAuch(`Point envoyé ${unMot()}`)]))

  const isEnvoi = (url: URL) => url.pathname === '/admin/recensements'
  await agent.route(isEnvoi, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await bouton.click()
  await expect(agent.getByRole('alert').filter({ hasText: 'Le portail n’a pas répondu' })).toBeVisible()
  await expect(progres).toBeHidden()
  await expect(agent.getByText('Aucun classeur n’a encore été déposé.')).toBeVisible()
  await agent.unroute(isEnvoi)

  await agent.route(isEnvoi, (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 500, body: 'panne' }) : route.continue(),
  )
  await bouton.click()
  await expect(agent.getByRole('alert').filter({ hasText: 'C’est une panne du portail' })).toBeVisible()
  await agent.unroute(isEnvoi)

  // Held on its way, so that what is said meanwhile can be read.
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await agent.route(isEnvoi, async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await bouton.click()
  await expect(progres).toBeVisible()
  await expect(agent.locator('.admin__progres')).toContainText(/Envoi du fichier\s:\s\d+\s%|Lecture du classeur/)
  await expectAccessible(agent)
  // A second click, on a button that says that it is busy.
  await agent.getByRole('button', { name: 'Lecture du classeur…' }).dispatchEvent('click')
  release()
  await expect(agent.getByText('1 ligne : 1 nouvelle.')).toBeVisible()
  await agent.goto('/admin/recensements')
  await expect(agent.getByRole('link', { name: /\.xlsx$/ })).toHaveCount(1)
})
