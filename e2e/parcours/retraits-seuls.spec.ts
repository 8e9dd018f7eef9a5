import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { seConnecter, unAgent, unMot } from '../steps/connexion.ts'
import { deposerUnFichier, publierUnClasseur } from '../steps/recensement.ts'

test('[REC-28] un fichier dont aucune ligne ne peut paraître retire les points cochés, sans JavaScript', async ({
  page,
  browser,
  baseURL,
  request,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const [nom, faux] = [`Point à retirer ${unMot()}`, `Point faux ${unMot()}`]
  await publierUnClasseur(agent, unClasseur([unPointAuch(nom)]))
  const noms = async () => {
    const answer = await request.get('/api/v1/points-de-contact?commune=32013&limite=1000')
    const { points }: { points: { nom: string }[] } = await answer.json()
    return points.filter((point) => point.nom === nom).length
  }
  await expect.poll(noms).toBe(1)
  await deposerUnFichier(agent, unClasseur([unPointAuch(faux, { codePostal: 'ABC' })]))
  await expect(agent.getByText('1 ligne : 1 à corriger.')).toBeVisible()
  await expectAccessible(agent)

  const lent = await withoutScript.newPage()
  await seConnecter(lent, identite, new URL(agent.url()).pathname)
  const retirer = lent.getByRole('button', { name: 'Retirer les points cochés' })
  await retirer.click()
  await expect(lent.getByText('Pour retirer des points qui n’y sont pas, cochez-les')).toBeVisible()
  expect(await noms()).toBe(1)
  await lent.getByText('Un point publié n’est pas dans ce fichier').click()
  await lent.getByText(nom).click()
  await expectNoSidewaysScroll(lent)
  await retirer.click()
  await expect(lent.getByText('les points que vous avez cochés sont retirés')).toBeVisible()
  await expect.poll(noms).toBe(0)
  await lent.getByRole('link', { name: 'Annuler cet import' }).click()
  await expect(lent.getByText('1 point retiré sera de nouveau publié.')).toBeVisible()
  await lent.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect.poll(noms).toBe(1)
})
