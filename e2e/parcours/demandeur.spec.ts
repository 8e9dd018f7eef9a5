import { randomUUID } from 'node:crypto'
import { formatNumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { GESTIONNAIRE, seConnecterParProConnect } from '../steps/connexion.ts'
import { loginDemandeur, renouvellementsDe, unDemandeurEnBase } from '../steps/demandeur.ts'

const formatNumero = (numero = '') => {
  const lu = parseNumeroUnique(numero)
  return lu ? formatNumeroUnique(lu) : 'aucun numéro'
}

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
  // Nor do the forms of its renewal, whoever knows where it stands.
  const form = { version: '1', etape: 'faits', faire: 'rien-n-a-change', cle: randomUUID(), vu: 'x', honneur: 'on' }
  for (const envoi of ['reponses', 'envoi']) {
    const adresse = `/renouveler/${celleDeLAutre?.ref}/${envoi}`
    const answer = await page.request.post(adresse, { form, headers: { origin: baseURL ?? '' }, maxRedirects: 0 })
    expect([envoi, answer.status()]).toEqual([envoi, 404])
  }
  expect(await renouvellementsDe(autre)).toBe(0)

  const agent = await (await browser.newContext({ baseURL })).newPage()
  await seConnecterParProConnect(agent, GESTIONNAIRE)
  await agent.goto(`/ma-demande/${sienne?.ref}`)
  await expect(agent).toHaveURL(/\/ma-demande\?retour=/)
})

test('[DEM-14] qui a plusieurs demandes choisit dans une liste, par leur numéro, leur commune et leur état, sans voir celles des autres', async ({
  page,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 320, height: 740 })
  const pamiers = [['recherche.localisations', [{ commune: '09225', quartier: null }]]] as const
  const [lui, autre] = [
    await unDemandeurEnBase([{ moisEcoules: 3 }, { moisEcoules: 11, changements: pamiers }]),
    await unDemandeurEnBase(),
  ]
  const [premiere, seconde] = lui.demandes
  await loginDemandeur(page, lui)
  await page.goto('/ma-demande')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes demandes')
  const demandes = page.locator('main').getByRole('listitem')
  await expect(demandes).toHaveCount(2)
  const celleDe = (numero: string | undefined) => demandes.filter({ hasText: formatNumero(numero) })
  await expect(celleDe(premiere?.numeroUnique)).toContainText('Premier choix\u00a0: Foix')
  await expect(celleDe(premiere?.numeroUnique)).toContainText('Rien à faire pour l’instant')
  await expect(celleDe(seconde?.numeroUnique)).toContainText('Pamiers')
  await expect(celleDe(autre.demandes[0]?.numeroUnique)).toHaveCount(0)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await celleDe(seconde?.numeroUnique)
    .getByRole('link', { name: /^Renouveler/ })
    .click()
  await expect(page).toHaveURL(`/renouveler/${seconde?.ref}`)
  await page.goto('/ma-demande')
  await celleDe(premiere?.numeroUnique)
    .getByRole('link', { name: /^Demande n°/ })
    .click()
  await expect(page).toHaveURL(`/ma-demande/${premiere?.ref}`)
  await page.getByRole('link', { name: 'Voir toutes mes demandes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes demandes')
  expect(page.url()).not.toContain(premiere?.numeroUnique ?? '')
})
