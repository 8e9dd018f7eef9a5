import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { GESTIONNAIRE, seConnecter, unAgent, unMot } from '../steps/connexion.ts'
import { deposerUnFichier, publierUnClasseur } from '../steps/recensement.ts'

test('[REC-27] les chiffres publiés d’un fichier se rendent avant que ses points paraissent, puis après que son centre l’a annulé, sans JavaScript', async ({
  page,
  browser,
  baseURL,
  request,
  withoutScript,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nombre = 1000 + Math.floor(Math.random() * 8000)
  // Vic-Fezensac, whose figures no other journey changes.
  const lire = async () => (await (await request.get('/api/v1/communes/32462')).json()).chiffres?.total?.logements
  const avant = await lire()
  const chiffres = [['32462', 'Vic-Fezensac', 2026, 'Ensemble', nombre, '', '', '', 'Parcours']]
  const classeur = unClasseur([unPointAuch(`Point fictif ${unMot()}`)], chiffres)
  await deposerUnFichier(agent, classeur)
  await expect(agent.getByText('une proposition au gestionnaire territorial')).toBeVisible()
  const encoreLu = new URL(agent.url()).pathname

  const lent = await withoutScript.newPage()
  await seConnecter(lent, GESTIONNAIRE, encoreLu)
  await expect(lent.getByRole('link', { name: 'Annuler les chiffres' })).toHaveCount(0)
  await lent.getByRole('button', { name: 'Publier les chiffres proposés' }).click()
  await expect(lent.getByText('Les chiffres proposés sont publiés.')).toBeVisible()
  await expect.poll(lire).toBe(nombre)
  await agent.goto(encoreLu)
  await expect(agent.getByText('Chiffres publiés le')).toBeVisible()
  await expect(agent.getByRole('link', { name: 'Annuler les chiffres' })).toHaveCount(0)

  const rendre = async () => {
    await lent.getByRole('link', { name: 'Annuler les chiffres de cet import' }).click()
    await expect(lent.getByText('1 ligne de chiffres')).toBeVisible()
    await expectNoSidewaysScroll(lent)
    await lent.getByRole('button', { name: 'Annuler cet import' }).click()
    await expect(lent.getByText('L’import est annulé')).toBeVisible()
    await expect.poll(lire).toBe(avant)
    await expect(lent.getByRole('link', { name: 'Annuler' })).toHaveCount(0)
  }
  await rendre()

  await publierUnClasseur(agent, classeur)
  const publie = new URL(agent.url()).pathname
  await lent.goto(publie)
  await lent.getByRole('button', { name: 'Publier les chiffres proposés' }).click()
  await expect.poll(lire).toBe(nombre)
  await agent.getByRole('link', { name: 'Annuler cet import' }).click()
  await agent.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect(agent.getByText('L’import est annulé : 1 élément est revenu à la version d’avant.')).toBeVisible()
  expect(await lire()).toBe(nombre)
  await lent.goto(publie)
  await page.goto(publie)
  await expect(page.getByRole('link', { name: 'Annuler les chiffres de cet import' })).toBeVisible()
  await expectAccessible(page)
  await rendre()
})
