/** A form of the administration sent after a quarter of an hour without a move: nothing is recorded, nothing is lost. */

import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { expect, test } from '../fixtures.ts'
import { eteindreLaSession, seConnecter, unAgent, unMot } from '../steps/connexion.ts'
import { publierUnPoint } from '../steps/points.ts'

const CONDOM = { voie: '1 rue Inventée', complement: null, codePostal: '32100', commune: 'Condom', codeInsee: '32107' }
const VIDE = { communes: [], epcis: [], departements: [] }

test('[ADM-22] une session éteinte le dit, et rend ce qui était écrit : le même formulaire repart après la connexion', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const nom = `Point gardé ${unMot()}`
  await agent.goto('/admin/points/nouveau')
  await agent.locator('#nom').fill(nom)
  await eteindreLaSession(identite)
  await agent.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(agent.getByRole('alert').filter({ hasText: 'Votre session est terminée' })).toBeVisible()
  await expect(agent.locator('#nom')).toHaveValue(nom)
  await expectAccessible(agent)

  const autre = await agent.context().newPage()
  await autre.goto('/admin/points')
  await expect(autre).toHaveURL('/connexion?retour=%2Fadmin%2Fpoints&finie')
  await expect(
    autre.getByText('Votre session est terminée. Une session se ferme après 15 minutes sans geste'),
  ).toBeVisible()
  await expectAccessible(autre)
  await seConnecter(autre, identite)
  await agent.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(agent.getByRole('alert').filter({ hasText: /champs? .*à revoir/ })).toBeVisible()
  await expect(agent.locator('#nom')).toHaveValue(nom)
})

test('[ADM-23] sans JavaScript, une session éteinte rend ce qui était écrit à la place du formulaire, à qui l’a envoyé ; le dit aussi d’un envoi où rien n’était écrit', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { identite, centre } = await unAgent(page, browser, baseURL)
  const sans = await withoutScript.newPage()
  // axe waits on timers, which stand still without scripts: it reads the same page where they run.
  const auditer = async () => {
    await page.goto('/connexion')
    await page.setContent((await sans.content()).replace(/<script\b.*?<\/script>/gs, ''))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre session est terminée')
    await expectAccessible(page)
  }
  const nom = `Point rendu ${unMot()}`
  await seConnecter(sans, identite, '/admin/points/nouveau')
  await sans.locator('#nom').fill(nom)
  await sans.locator('#commentaire').fill('Sonner deux fois\nau fond de la cour')
  await eteindreLaSession(identite)
  const reponse = sans.waitForResponse((answer) => answer.request().method() === 'POST')
  await sans.getByRole('button', { name: 'Publier ce point' }).click()
  expect((await reponse).status()).toBe(401)
  await expect(sans.getByRole('heading', { level: 1 })).toHaveText('Votre session est terminée')
  await expect(sans.getByRole('definition').filter({ hasText: nom })).toHaveCount(1)
  await expect(sans.getByText('Rien de cet envoi n’est enregistré.')).toBeVisible()
  await expect(sans.getByRole('link', { name: 'Se connecter dans un nouvel onglet' })).toHaveAttribute(
    'href',
    '/connexion?retour=%2Fadmin%2Fpoints%2Fnouveau&finie',
  )
  await expect(sans.getByRole('definition').filter({ hasText: 'Sonner' })).toHaveCSS(
    'white-space-collapse',
    'preserve-breaks',
  )
  await auditer()
  // Asked again, the page knows nothing of it.
  await sans.goto('/admin/points/nouveau')
  await expect(sans).toHaveURL(/\/connexion\?retour=/)
  await expect(sans.getByText(nom)).toHaveCount(0)

  // A form in which nothing is written was refused all the same.
  const id = await publierUnPoint(
    unPointDeContact({ nom, fermetures: [], adresse: CONDOM, position: null, territoire: VIDE }),
    centre.id,
  )
  await seConnecter(sans, identite, `/admin/points/${id}`)
  await eteindreLaSession(identite)
  const refus = sans.waitForResponse((answer) => answer.request().method() === 'POST')
  await sans.getByRole('button', { name: 'Retirer ce point' }).click()
  expect((await refus).status()).toBe(401)
  await expect(sans.getByRole('heading', { level: 1 })).toHaveText('Votre session est terminée')
  await expect(sans.getByText('Rien de cet envoi n’est enregistré.')).toContainText('puis recommencer.')
  await expect(sans.getByRole('heading', { name: 'Ce que vous aviez écrit' })).toHaveCount(0)
  await auditer()
  await seConnecter(sans, identite, `/admin/points/${id}`)
  await sans.getByRole('button', { name: 'Retirer ce point' }).click()
  await expect(sans.getByRole('button', { name: 'Rétablir ce point' })).toBeVisible()
})
