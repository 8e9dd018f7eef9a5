import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'
import { publierUnClasseur } from '../steps/recensement.ts'

/** The centre publishes a point that nobody confirmed for years; the public address of it. */
async function publierUnAncien(agent: Page, nom: string): Promise<string> {
  await publierUnClasseur(agent, unClasseur([unPointAuch(nom, { misAJourLe: '03/03/2024' })]))
  await agent.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  const href = await agent.getByRole('link', { name: nom }).getAttribute('href')
  return `/points-de-contact/${href?.split('/').at(-1)}`
}

async function signaler(page: Page, adresse: string, message: string): Promise<void> {
  await page.goto(`${adresse}/signaler`)
  await page.getByLabel('Ce qui ne va pas').selectOption('Les horaires sont faux')
  await page.getByLabel('Précisions').fill(message)
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(page.getByRole('heading', { name: 'Merci' })).toBeVisible()
}

test('[ADM-26] la complétude et ce qui attend mènent aux points et aux signalements du centre seul ; son agent lit la sienne', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent, centre } = await unAgent(page, browser, baseURL)
  const nom = `Point ancien ${unMot()}`
  const adresse = await publierUnAncien(agent, nom)
  await signaler(page, adresse, `Fermé le mercredi ${unMot()}`)

  await page.goto(`/admin/centres?q=${encodeURIComponent(centre.nom)}`)
  const ligne = page.getByRole('row').filter({ hasText: centre.nom })
  await expect(ligne).toContainText(/\d+ sur 100/)
  await expect(ligne).toContainText('Manque')
  await expectAccessible(page)
  await ligne.getByRole('link', { name: '1', exact: true }).click()
  await expect(page.getByText(`Du centre « ${centre.nom} » seulement.`)).toBeVisible()
  // A narrow page hides the row of headers.
  await expect(page.getByRole('row').filter({ has: page.getByRole('link') })).toHaveCount(1)
  await expect(page.getByRole('link', { name: nom })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  // The filter stays with what is searched next.
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(new RegExp(`centre=${centre.id}`))
  await expect(page.getByLabel('État')).toHaveValue('anciens')
  await page.goBack()
  await page.getByRole('link', { name: 'Voir tous les points' }).click()
  await expect(page.getByText('seulement.')).toHaveCount(0)

  await page.goto(`/admin/centres?q=${encodeURIComponent(centre.nom)}`)
  await ligne.getByRole('link', { name: '1 à traiter' }).click()
  await expect(page.getByText(`Du centre « ${centre.nom} » seulement.`)).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([nom])
  await expectAccessible(page)

  await agent.goto('/admin/points')
  await expect(agent.getByText(centre.nom).first()).toBeVisible()
  await expect(agent.getByText(/complétude\s: \d+ sur 100/)).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  await agent.getByRole('link', { name: '1 point à confirmer' }).click()
  await expect(agent.getByRole('link', { name: nom })).toBeVisible()
  for (const liste of ['points', 'signalements'])
    expect((await agent.goto(`/admin/${liste}?centre=00000000-0000-4000-8000-000000000001`))?.status()).toBe(404)
})

test('[SIG-03] l’état d’un signalement se choisit, sans JavaScript aussi ; d’une page d’avant, il se relit d’abord, et qui signale lit à qui c’est envoyé', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nom = `Point signalé ${unMot()}`
  const adresse = await publierUnAncien(agent, nom)
  await signaler(page, adresse, 'Fermé le mercredi')
  await expect(page.getByRole('status')).toContainText('est envoyé à l’organisme qui tient cette fiche.')

  await withoutScript.addCookies(await agent.context().cookies())
  const sans = await withoutScript.newPage()
  const un = (where: Page) => where.getByRole('listitem').filter({ hasText: nom })
  const choisir = async (where: Page, etat: string) => {
    await un(where).getByLabel('État').selectOption(etat)
    await un(where).getByRole('button', { name: 'Enregistrer' }).click()
  }
  // Both tabs show it as received.
  for (const where of [agent, sans]) {
    await where.goto('/admin/signalements')
    await expect(un(where)).toContainText('Fermé le mercredi')
    await expectNoSidewaysScroll(where)
  }
  await choisir(sans, 'en-cours')
  await expect(sans.getByText('L’état du signalement est enregistré.')).toBeVisible()
  await choisir(agent, 'corrige')
  const prevenu = 'Une autre personne vient de traiter ce signalement'
  await expect(un(agent).getByText(prevenu)).toBeVisible()
  await expect(un(agent).getByLabel('État')).toHaveValue('corrige')
  await expectAccessible(agent)
  await un(agent).getByRole('button', { name: 'Enregistrer' }).click()
  await expect(agent.getByText('L’état du signalement est enregistré.')).toBeVisible()
  await expect(un(agent)).toContainText('traité le')
  // The other one's page is now the one of before.
  await choisir(sans, 'recu')
  await expect(un(sans).getByText(prevenu)).toBeVisible()
  await un(sans).getByRole('button', { name: 'Enregistrer' }).click()
  await expect(sans.getByText('L’état du signalement est enregistré.')).toBeVisible()
})
