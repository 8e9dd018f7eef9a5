import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { GESTIONNAIRE, seConnecterParProConnect } from '../steps/connexion.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'

test('[DEM-01] un demandeur ouvre sa demande ; celle d’un autre n’existe pas pour lui, et un agent n’entre pas par sa porte', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const [lui, autre] = [await unDemandeurEnBase(), await unDemandeurEnBase()]
  const [sienne] = lui.demandes
  const [celleDeLAutre] = autre.demandes
  await loginDemandeur(page, lui)
  await page.goto('/ma-demande')
  await expect(page).toHaveURL(`/ma-demande/${sienne?.ref}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ma demande')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  const refused = await page.goto(`/ma-demande/${celleDeLAutre?.ref}`)
  expect(refused?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas')
  expect((await page.goto('/ma-demande/pas-une-reference'))?.status()).toBe(404)

  const agent = await (await browser.newContext({ baseURL })).newPage()
  await seConnecterParProConnect(agent, GESTIONNAIRE)
  await agent.goto(`/ma-demande/${sienne?.ref}`)
  await expect(agent).toHaveURL(/\/ma-demande\?retour=/)
})
