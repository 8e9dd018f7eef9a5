import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { seConnecter, unAgent, unMot } from '../steps/connexion.ts'
import { publierUnClasseur } from '../steps/recensement.ts'

async function adresseDuPoint(page: Page, nom: string): Promise<string> {
  await page.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  const href = await page.getByRole('link', { name: nom }).getAttribute('href')
  return `/points-de-contact/${href?.split('/').at(-1)}`
}

test('[REC-20] un import s’annule en entier sans JavaScript, garde ce qui a changé depuis, et se publie de nouveau', async ({
  page,
  browser,
  baseURL,
  request,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const [premier, second] = [`Premier fictif ${unMot()}`, `Second fictif ${unMot()}`]
  await publierUnClasseur(agent, unClasseur([unPointAuch(premier), unPointAuch(second)]), 'Publier 2 lignes')
  const recensement = new URL(agent.url()).pathname
  const [adresse, gardee] = [await adresseDuPoint(agent, premier), await adresseDuPoint(agent, second)]
  expect((await request.get(adresse)).status()).toBe(200)
  await agent.goto(gardee.replace('/points-de-contact/', '/admin/points/'))
  await agent.getByLabel('Commentaire').fill('Sonnez deux fois')
  await agent.getByRole('button', { name: 'Publier les corrections' }).click()
  await expect(agent.getByText('Le point est à jour')).toBeVisible()

  const lent = await withoutScript.newPage()
  await seConnecter(lent, identite)
  await lent.goto(recensement)
  await lent.getByRole('link', { name: 'Annuler cet import' }).click()
  await expect(lent.getByText('1 point créé par ce fichier sera retiré.')).toBeVisible()
  await expect(lent.getByText('1 élément attend votre choix')).toBeVisible()
  await expect(lent.getByText('Modifié depuis par Agnes Fictive')).toBeVisible()
  await expectNoSidewaysScroll(lent)
  await lent.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect(lent.getByText('L’import est annulé : 1 élément est revenu à la version d’avant.')).toBeVisible()
  await expect(lent.getByText('1 élément est resté en place')).toBeVisible()
  await expect.poll(async () => (await request.get(adresse)).status()).toBeGreaterThanOrEqual(404)
  expect((await request.get(gardee)).status()).toBe(200)

  await agent.goto(`${recensement}/annuler`)
  await expectAccessible(agent)
  await agent.getByText(second).click()
  await agent.getByRole('button', { name: 'Rendre aussi ce que j’ai coché' }).click()
  await expect(agent.getByText('2 éléments sont revenus à la version d’avant').first()).toBeVisible()
  await expect.poll(async () => (await request.get(gardee)).status()).toBeGreaterThanOrEqual(404)
  await agent.goto('/admin/journal')
  await expect(agent.getByText(/en annulant/).first()).toBeVisible()

  await agent.goto(recensement)
  await expectAccessible(agent)
  await agent.getByRole('button', { name: 'Comparer de nouveau, pour le publier' }).click()
  await expect(agent.getByText('2 lignes : 2 nouvelles.')).toBeVisible()
  await agent.getByRole('button', { name: 'Publier 2 lignes' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  await expect.poll(async () => (await request.get(adresse)).status()).toBe(200)
})

test('[REC-29] ce qui attend un choix se lit page par page, et se choisit sur la seconde, sans JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const mot = unMot()
  const classeur = (commentaire: string) =>
    unClasseur(
      Array.from({ length: 201 }, (_, rang) =>
        unPointAuch(`Point ${mot} ${rang + 1}`, { voie: `${rang + 1} rue Fictive`, commentaire }),
      ),
    )
  await publierUnClasseur(agent, classeur('Premier envoi'), 'Publier 201 lignes')
  const recensement = new URL(agent.url()).pathname
  await publierUnClasseur(agent, classeur('Second envoi'), 'Publier 201 lignes')

  const lent = await withoutScript.newPage()
  await seConnecter(lent, identite, `${recensement}/annuler`)
  await expect(lent.getByText('201 éléments attendent votre choix')).toBeVisible()
  await expect(lent.getByText('Voici les éléments 1 à 200.')).toBeVisible()
  await expectNoSidewaysScroll(lent)
  await lent.getByRole('link', { name: 'Éléments suivants' }).click()
  await expect(lent.getByText('Voici les éléments 201 à 201.')).toBeVisible()
  const seul = lent.getByRole('checkbox')
  await expect(seul).toHaveCount(1)
  await agent.goto(lent.url())
  await expectAccessible(agent)
  await seul.check({ force: true })
  await lent.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect(lent.getByText('L’import est annulé : 1 élément est revenu')).toBeVisible()
  await expect(lent.getByText('200 éléments sont restés en place')).toBeVisible()
  await lent.getByRole('link', { name: 'Les voir' }).click()
  await expect(lent.getByText('200 éléments attendent votre choix')).toBeVisible()
  await expect(lent.getByRole('link', { name: 'Éléments suivants' })).toHaveCount(0)
})
