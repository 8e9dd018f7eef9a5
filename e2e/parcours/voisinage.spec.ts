import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'
import { deposerUnFichier, publierUnClasseur } from '../steps/recensement.ts'

test('[REC-21] un point qu’un autre publie déjà attend une coche, le reste se publie', async ({
  page,
  browser,
  baseURL,
  request,
  expectAccessible,
}) => {
  const { agent, centre } = await unAgent(page, browser, baseURL)
  const [commun, seul] = [`Lieu commun ${unMot()}`, `Lieu seul ${unMot()}`]
  await publierUnClasseur(agent, unClasseur([unPointAuch(commun)]), 'Publier 1 ligne')

  const autre = unPointAuch(commun.toUpperCase(), { commentaire: 'Sonnez' })
  await deposerUnFichier(page, unClasseur([autre, unPointAuch(seul)]))
  await expect(page.getByText('Un point est déjà publié par un autre')).toBeVisible()
  await expect(page.getByText(`déjà publié par le centre « ${centre.nom} »`).first()).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(page.getByText('1 ligne n’est pas publiée')).toBeVisible()
  const trouves = async () => {
    const answer = await request.get(`/api/v1/points-de-contact?commune=32013`)
    const { points }: { points: { nom: string }[] } = await answer.json()
    return points
      .map(({ nom }) => nom)
      .filter((nom) => [commun, commun.toUpperCase(), seul].includes(nom))
      .sort()
  }
  await expect.poll(trouves).toEqual([commun, seul].sort())

  await page.getByRole('button', { name: 'Comparer de nouveau, pour confirmer' }).click()
  await page.getByText(`Publier aussi « ${commun.toUpperCase()} »`).click()
  await page.getByRole('button', { name: 'Publier' }).first().click()
  await expect(page.getByText('Le recensement est publié')).toBeVisible()
  await expect.poll(trouves).toEqual([commun, commun.toUpperCase(), seul].sort())
})

test('[REC-26] annuler un import ne publie pas un point à côté d’un autre paru depuis, sauf à le choisir', async ({
  page,
  browser,
  baseURL,
  request,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const [retire, garde] = [`Lieu retiré ${unMot()}`, `Lieu gardé ${unMot()}`]
  await publierUnClasseur(agent, unClasseur([unPointAuch(retire), unPointAuch(garde)]))
  await deposerUnFichier(agent, unClasseur([unPointAuch(garde)]))
  await agent.getByText('Un point publié n’est pas dans ce fichier').click()
  await agent.getByText(retire).click()
  await agent.getByRole('button', { name: /^Publier/ }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  const recensement = new URL(agent.url()).pathname
  const autre = retire.toUpperCase()
  await publierUnClasseur(page, unClasseur([unPointAuch(autre)]))

  await agent.goto(`${recensement}/annuler`)
  await expect(agent.getByText('1 élément attend votre choix')).toBeVisible()
  await expect(agent.getByText('Un point qui lui ressemble est publié par le gestionnaire territorial')).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  const adresse = (await agent.getByRole('link', { name: autre }).getAttribute('href')) ?? ''
  expect((await request.get(adresse)).status()).toBe(200)
  const trouves = async () => {
    const { points }: { points: { nom: string }[] } = await (
      await request.get('/api/v1/points-de-contact?commune=32013')
    ).json()
    return points.map(({ nom }) => nom).filter((nom) => [retire, autre, garde].includes(nom))
  }
  await agent.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect(agent.getByText('1 élément est resté en place')).toBeVisible()
  expect((await trouves()).sort()).toEqual([autre, garde].sort())
  await agent.getByRole('link', { name: 'Les voir' }).click()
  await agent.getByText(retire, { exact: true }).click()
  await agent.getByRole('button', { name: 'Rendre aussi ce que j’ai coché' }).click()
  await expect.poll(async () => (await trouves()).sort()).toEqual([autre, garde, retire].sort())
})
