import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'
import { publierUnClasseur } from '../steps/recensement.ts'

test('[DBL-01] un point en double est réuni à l’autre : l’ancienne adresse mène à celle qui reste, et le journal les sépare', async ({
  page,
  browser,
  baseURL,
  request,
  withoutScript,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const [garde, doublon] = [`Mairie fictive ${unMot()}`, `Mairie bis ${unMot()}`]
  await publierUnClasseur(agent, unClasseur([unPointAuch(garde), unPointAuch(doublon)]), 'Publier 2 lignes')
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
