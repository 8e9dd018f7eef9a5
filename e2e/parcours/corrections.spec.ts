import { randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { inviterUnAgent, seConnecter, unAgent, unePageDe, unMot } from '../steps/connexion.ts'
import { lireUnFichier } from '../steps/recensement.ts'

const ligneDe = (agent: Page, nom: string) =>
  agent.getByRole('listitem').filter({ has: agent.getByRole('heading', { name: nom }) })

/** A number of its own for each test, among those kept for fiction: a point is told by its telephone too. */
const unNumero = (): string => `05 36 49 ${randomInt(10, 100)} ${randomInt(10, 100)}`

test('[REC-11] une cellule se corrige dans la page, à deux sans se gêner, se reprend, et se publie', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent, centre } = await unAgent(page, browser, baseURL)
  const collegue = await unePageDe(browser, await inviterUnAgent(page, centre.id), baseURL ?? '')
  const [premier, second] = [unNumero(), unNumero()]
  const [faux, proche] = [`Point faux ${unMot()}`, `Point proche ${unMot()}`]
  const adresse = await lireUnFichier(
    agent,
    unClasseur([
      unPointAuch(faux, { telephone: '12' }),
      unPointAuch(proche, { voie: '3 rue Fictive', type: 'Lieu d’informaton' }),
    ]),
  )
  await expect(agent.getByText('2 lignes : 2 à corriger.')).toBeVisible()
  await collegue.goto(adresse)
  await expect(ligneDe(collegue, faux).getByText('Dans le fichier : « 12 »')).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)

  // « Entrée » saves the row; the page says what became of it.
  await ligneDe(agent, faux).getByLabel('Téléphone').fill(premier.replaceAll(' ', ''))
  await ligneDe(agent, faux).getByLabel('Téléphone').press('Enter')
  await expect(agent.getByText('La ligne 2 est enregistrée et le fichier relu')).toBeVisible()
  await expect(agent.getByText('2 lignes : 1 à corriger, 1 nouvelle.')).toBeVisible()
  await expect(agent.getByText('1 cellule corrigée ici, par Agnes Fictive')).toBeVisible()

  // The colleague corrects the same cell: both are shown, and the choice is made knowingly.
  await ligneDe(collegue, faux).getByLabel('Téléphone').fill(second)
  await collegue.getByRole('button', { name: 'Enregistrer la ligne 2' }).click()
  await expect(collegue.getByRole('alert').filter({ hasText: 'Une autre personne' })).toBeVisible()
  await expect(collegue.getByText(`Corrigé entre-temps : ${premier.replaceAll(' ', '')}`)).toBeVisible()
  await expect(collegue.getByLabel('Téléphone')).toHaveValue(second)
  await expectAccessible(collegue)
  await collegue.getByRole('button', { name: 'Enregistrer la ligne 2 malgré tout' }).click()
  await expect(collegue.getByText('La ligne 2 est enregistrée')).toBeVisible()

  // What the agent was shown has changed: it is shown again, around the refusal, before it is published.
  const vue = agent.locator('input[name="versionVue"]')
  const avant = await vue.inputValue()
  await agent.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(agent.getByRole('alert').filter({ hasText: 'quelqu’un a corrigé une cellule' })).toBeVisible()
  await expect(vue).not.toHaveValue(avant)
  await agent.goto(adresse)
  await agent.getByRole('button', { name: 'Garder Lieu d’information ?' }).click()
  await expect(agent.getByText('2 lignes : 2 nouvelles.')).toBeVisible()

  await agent.getByRole('link', { name: '2 corrigées ici' }).click()
  const corrigee = ligneDe(agent, proche)
  await expect(corrigee.getByText('« Lieu d’informaton »').first()).toBeVisible()
  await corrigee.getByRole('button', { name: 'Reprendre ce qui était écrit' }).click()
  await expect(agent.getByText('2 lignes : 1 à corriger, 1 nouvelle.')).toBeVisible()
  await agent.getByRole('link', { name: '1 corrigée ici' }).click()
  await expect(ligneDe(agent, faux).getByText(`compris : ${second}`)).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  await agent.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()

  // The history says still who corrected what, and offers no more to correct.
  await agent.goto(`${adresse}?vue=corrigees`)
  await expect(ligneDe(agent, faux).getByText('Par Agnes Fictive')).toBeVisible()
  await expect(agent.getByRole('button', { name: 'Reprendre ce qui était écrit' })).toHaveCount(0)
  await agent.getByText('Histoire des corrections').click()
  await expect(agent.getByText(`« ${premier.replaceAll(' ', '')} » → « ${second} »`)).toBeVisible()
  await expect(agent.getByText('→ ce qui est écrit dans le fichier')).toBeVisible()
  await agent.goto('/admin/journal')
  await expect(agent.getByText('corrigé sur le portail : Téléphone (Agnes Fictive)')).toBeVisible()
  await agent.goto(`/admin/points?q=${encodeURIComponent(faux)}`)
  await agent.getByRole('link', { name: faux }).click()
  await expect(agent.getByLabel('Téléphone')).toHaveValue(second)
})

test('[REC-12] sans JavaScript, une ligne qui ressemble à deux points publiés attend une réponse, une cellule se corrige', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const nom = `Guichet fictif ${unMot()}`
  const homonyme = (rue: number) => unPointAuch(nom, { voie: `${rue} rue Fictive`, lundi: `${7 + rue}h-12h` })
  await lireUnFichier(agent, unClasseur([homonyme(1), homonyme(2)]))
  await agent.getByRole('button', { name: 'Publier 2 lignes' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()

  const autre = `Autre point ${unMot()}`
  const adresse = await lireUnFichier(
    agent,
    unClasseur([homonyme(3), homonyme(4), unPointAuch(autre, { voie: '5 rue Fictive', courriel: 'accueil' })]),
  )
  await expectAccessible(agent)
  const lent = await withoutScript.newPage()
  await seConnecter(lent, identite)
  await lent.goto(adresse)
  await expect(lent.getByText('3 lignes : 3 à corriger.')).toBeVisible()
  await expect(lent.getByRole('group', { name: /Quel point est-ce/ })).toHaveCount(2)
  await expectNoSidewaysScroll(lent)
  await lent.getByRole('button', { name: 'Enregistrer la ligne 2' }).click()
  await expect(lent.getByText('Aucune cellule n’a changé.')).toBeVisible()
  await lent.locator('label').filter({ hasText: '2 rue Fictive, 32000 Auch' }).first().click()
  await lent.getByRole('button', { name: 'Enregistrer la ligne 2' }).click()
  await expect(lent.getByText('La ligne 2 est enregistrée et le fichier relu : elle changera')).toBeVisible()
  await expect(lent.getByText('déjà choisi pour la ligne 2')).toBeVisible()
  await lent.locator('label').filter({ hasText: 'Un nouveau point' }).click()
  await lent.getByRole('button', { name: 'Enregistrer la ligne 3' }).click()
  await expect(lent.getByText('elle sera publiée comme nouveau point')).toBeVisible()
  await lent.getByLabel('Courriel').fill('accueil@exemple.invalid')
  await lent.getByRole('button', { name: 'Enregistrer la ligne 4' }).click()
  await expect(lent.getByText('3 lignes : 2 nouvelles, 1 modifiée.')).toBeVisible()
  await expect(lent.getByText('3 cellules corrigées ici, par Agnes Fictive')).toBeVisible()
  await lent.getByRole('button', { name: 'Publier 3 lignes' }).click()
  await expect(lent.getByText('Le recensement est publié')).toBeVisible()
  await agent.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  await expect(agent.getByRole('link', { name: nom })).toHaveCount(3)
})

test('[REC-17] sans JavaScript, plusieurs lignes se corrigent avec un seul bouton, et rien ne se perd d’une erreur', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const [un, deux, trois] = [1, 2, 3].map((rang) => `Point ${rang} ${unMot()}`)
  const adresse = await lireUnFichier(
    agent,
    unClasseur([
      unPointAuch(un ?? '', { telephone: '12' }),
      unPointAuch(deux ?? '', { voie: '3 rue Fictive', type: 'Lieu d’informaton', courriel: 'accueil' }),
      unPointAuch(trois ?? '', { voie: '4 rue Fictive', telephone: '13' }),
    ]),
  )
  const lent = await withoutScript.newPage()
  await seConnecter(lent, identite)
  await lent.goto(adresse)
  await lent.getByRole('link', { name: 'Corriger plusieurs lignes à la fois' }).click()
  await agent.goto(`${adresse}?vue=refuse&ensemble=oui`)
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  const enregistrer = (combien: number) =>
    lent.getByRole('button', { name: `Enregistrer ces ${combien} lignes et relire le fichier` })
  await enregistrer(3).click()
  await expect(lent.getByText('Aucune cellule n’a changé.')).toBeVisible()

  // Someone else corrected one of them meanwhile: all that was typed is still there, with what they wrote.
  const [premier, second] = [unNumero(), unNumero()]
  await ligneDe(agent, trois ?? '')
    .getByLabel('Téléphone')
    .fill(second)
  await ligneDe(agent, trois ?? '')
    .getByLabel('Téléphone')
    .press('Enter')
  await expect(agent.getByText('1 ligne est enregistrée et le fichier relu')).toBeVisible()
  await ligneDe(lent, un ?? '')
    .getByLabel('Téléphone')
    .fill(premier)
  await ligneDe(lent, deux ?? '')
    .getByLabel('Type')
    .selectOption('Lieu d’information')
  await ligneDe(lent, trois ?? '')
    .getByLabel('Téléphone')
    .fill('14')
  await enregistrer(3).click()
  await expect(lent.getByText('Une autre personne', { exact: false }).first()).toBeVisible()
  await expect(lent.getByText(`Corrigé entre-temps : ${second}`)).toBeVisible()
  await expect(ligneDe(lent, un ?? '').getByLabel('Téléphone')).toHaveValue(premier)
  await expect(ligneDe(lent, deux ?? '').getByLabel('Type')).toHaveValue('Lieu d’information')
  await ligneDe(lent, trois ?? '')
    .getByLabel('Téléphone')
    .fill(second)
  await lent.getByRole('button', { name: /^Enregistrer ces .* malgré tout$/ }).click()
  await expect(lent.getByText('il reste quelque chose à corriger dans 1 ligne.')).toBeVisible()
  await expect(lent.getByText('3 lignes : 1 à corriger, 2 nouvelles.')).toBeVisible()
  await lent.getByLabel('Courriel').fill('accueil@exemple.invalid')
  await lent.getByRole('button', { name: 'Enregistrer et relire le fichier' }).click()
  await expect(lent.getByText('3 lignes : 3 nouvelles.')).toBeVisible()
})
