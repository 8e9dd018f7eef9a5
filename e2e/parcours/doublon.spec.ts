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
  // The record of the point asks the same as the journal.
  for (const onglet of [agent, sans]) {
    await onglet.goto(`/admin/points/${id}`)
    await onglet.getByRole('button', { name: 'Rétablir ce point' }).click()
    await expect(onglet.getByText('Ce point reste réuni à l’autre')).toBeVisible()
    await expect(onglet.getByRole('link', { name: `Voir ${autre}` })).toBeVisible()
    await expect(onglet.getByLabel(`Publier aussi «\u00a0${doublon}\u00a0»`)).not.toBeChecked()
    await expectNoSidewaysScroll(onglet)
  }
  await expectAccessible(agent)
  for (const onglet of [agent, sans]) {
    await onglet.goto(`/admin/journal?point=${id}`)
    await annuler(onglet).click()
  }
  // Twice: the second click finds it done.
  for (const onglet of [sans, agent]) {
    await fusion(onglet).getByText(`Publier aussi « ${doublon} »`).click()
    await annuler(onglet).click()
    await expect(onglet.getByText('Le changement est annulé')).toBeVisible()
  }
  await expect(agent.getByRole('heading', { level: 2, name: `${doublon} rétabli` })).toHaveCount(1)
})

test('[DBL-03] rétablir un point dont un autre a pris la place mène à celui-là, par la fiche et par le journal, sans JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const { garde, doublon } = await publierDeuxPoints(agent)
  const ouvrir = async (nom: string) => {
    await agent.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
    await agent.getByRole('link', { name: nom }).click()
    await expect(agent.getByRole('heading', { level: 1 })).toHaveText(nom)
    return new URL(agent.url()).pathname
  }
  const retire = await ouvrir(doublon)
  await agent.getByRole('button', { name: 'Retirer ce point' }).click()
  await expect(agent.getByText('Le point est retiré')).toBeVisible()
  const autre = await ouvrir(garde)
  await agent.locator('#nom').fill(doublon)
  await agent.getByRole('button', { name: 'Publier les corrections' }).click()
  await expect(agent.getByText('Le point est à jour')).toBeVisible()

  await withoutScript.addCookies(await agent.context().cookies())
  const sans = await withoutScript.newPage()
  for (const onglet of [agent, sans]) {
    await onglet.goto(retire)
    await onglet.getByRole('button', { name: 'Rétablir ce point' }).click()
    await expect(onglet.getByText('celui-ci reste retiré tant que l’autre est là')).toBeVisible()
    const lien = onglet.getByRole('link', { name: 'Voir le point publié à sa place' })
    await expect(lien).toHaveAttribute('href', autre)
    await expectNoSidewaysScroll(onglet)
    await onglet.goto(`/admin/journal?point=${retire.split('/').at(-1)}`)
    await onglet.getByRole('button', { name: 'Annuler ce changement' }).first().click()
    await lien.click()
    await expect(onglet).toHaveURL(new RegExp(`${autre}$`))
  }
  await agent.goto(retire)
  await agent.getByRole('button', { name: 'Rétablir ce point' }).click()
  await expect(agent.getByText('celui-ci reste retiré')).toBeVisible()
  await expectAccessible(agent)
})
