import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'
import { publierUnClasseur } from '../steps/recensement.ts'

/** Publishes two points of one centre, of which one is too many; their names. */
async function publierDeuxPoints(agent: Page): Promise<Readonly<{ garde: string; doublon: string }>> {
  const [garde, doublon] = [`Mairie fictive ${unMot()}`, `Mairie bis ${unMot()}`]
  await publierUnClasseur(agent, unClasseur([unPointAuch(garde), unPointAuch(doublon)]), 'Publier 2 lignes')
  return { garde, doublon }
}

test('[DBL-01] un point en double est réuni à l’autre : l’ancienne adresse mène à celle qui reste, et le journal les sépare', async ({
  page,
  browser,
  baseURL,
  request,
  withoutScript,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const { garde, doublon } = await publierDeuxPoints(agent)
  const idDe = async (nom: string): Promise<string> => {
    await agent.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
    return ((await agent.getByRole('link', { name: nom }).getAttribute('href')) ?? '').split('/').at(-1) ?? ''
  }
  const [idGarde, idDoublon] = [await idDe(garde), await idDe(doublon)]
  const ancienne = `/points-de-contact/${idDoublon}`
  const lire = async (path: string) => {
    const answer = await request.get(path, { maxRedirects: 0 })
    return [answer.status(), answer.headers().location ?? null]
  }
  expect(await lire(ancienne)).toEqual([200, null])

  // As a person without scripts does it.
  await withoutScript.addCookies(await agent.context().cookies())
  const sansScript = await withoutScript.newPage()
  await sansScript.goto(`/admin/points/${idDoublon}`)
  await expectNoSidewaysScroll(sansScript)
  await sansScript.getByRole('button', { name: 'Garder l’autre point' }).click()
  await expect(sansScript.getByRole('alert').filter({ hasText: 'Point à garder : Remplissez ce champ' })).toBeVisible()
  await sansScript.getByLabel('Point à garder').selectOption(idGarde)
  await sansScript.getByRole('button', { name: 'Garder l’autre point' }).click()
  await expect(sansScript.getByText('Les deux points n’en font plus qu’un')).toBeVisible()
  await expect(sansScript.getByRole('heading', { level: 1 })).toHaveText(garde)

  await expect.poll(() => lire(ancienne)).toEqual([308, `/points-de-contact/${idGarde}`])
  // Told again, from the store.
  expect(await lire(ancienne)).toEqual([308, `/points-de-contact/${idGarde}`])
  expect(await lire(`${ancienne}/signaler`)).toEqual([308, `/points-de-contact/${idGarde}/signaler`])
  await agent.goto(ancienne)
  await expect(agent.getByRole('heading', { level: 1 })).toHaveText(garde)
  await agent.goto(`/admin/points/${idDoublon}`)
  await expect(agent.getByText('où mène son adresse')).toBeVisible()
  await expectAccessible(agent)

  await agent.goto(`/admin/journal?point=${idDoublon}`)
  await expect(agent.getByText('réuni à un autre point')).toBeVisible()
  await agent.getByRole('button', { name: 'Annuler ce changement' }).first().click()
  await expect.poll(() => lire(ancienne)).toEqual([200, null])
  await agent.goto(`/admin/points/${idDoublon}`)
  await expectAccessible(agent)
})

test('[DBL-02] séparer deux points réunis ne publie pas le doublon à côté d’un autre paru depuis, sauf à le choisir', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const { doublon } = await publierDeuxPoints(agent)
  await agent.goto(`/admin/points?q=${encodeURIComponent(doublon)}`)
  await agent.getByRole('link', { name: doublon }).click()
  await agent.getByLabel('Point à garder').selectOption({ index: 1 })
  const id = new URL(agent.url()).pathname.split('/').at(-1)
  await agent.getByRole('button', { name: 'Garder l’autre point' }).click()
  await expect(agent.getByText('Les deux points n’en font plus qu’un')).toBeVisible()
  const autre = doublon.toUpperCase()
  await publierUnClasseur(page, unClasseur([unPointAuch(autre)]))

  const fusion = (onglet: typeof agent) => onglet.getByRole('listitem').filter({ hasText: 'réuni à un autre point' })
  const annuler = (onglet: typeof agent) => fusion(onglet).getByRole('button', { name: 'Annuler ce changement' })
  await withoutScript.addCookies(await agent.context().cookies())
  const sans = await withoutScript.newPage()
  for (const onglet of [agent, sans]) {
    await onglet.goto(`/admin/journal?point=${id}`)
    await annuler(onglet).click()
    await expect(onglet.getByText('Ce point reste réuni à l’autre')).toContainText(
      'Un point qui lui ressemble est publié par le gestionnaire territorial',
    )
    await expect(fusion(onglet).getByRole('link', { name: `Voir ${autre}` })).toBeVisible()
    await expectNoSidewaysScroll(onglet)
  }
  await expectAccessible(agent)
  // Twice: the second click finds it done.
  for (const onglet of [sans, agent]) {
    await fusion(onglet).getByText(`Publier aussi « ${doublon} »`).click()
    await annuler(onglet).click()
    await expect(onglet.getByText('Le changement est annulé')).toBeVisible()
  }
  await expect(agent.getByRole('heading', { level: 2, name: `${doublon} rétabli` })).toHaveCount(1)
})
