/** Who leaves a form within the second and comes back at once: its page may be made before its last words are there. */
import { expect, test } from '../fixtures.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'

test('[DEM-24] la page d’un formulaire, demandée avant que ses derniers mots soient gardés, finit par les montrer', async ({
  page,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  await loginDemandeur(page, qui)
  await page.goto(`/ma-demande/${qui.demandes[0]?.ref}/modifier/logement`)
  const fil = page.locator('.renouveler__fil')
  await expect(fil).toHaveText('Ce que vous écrivez est gardé à mesure.')
  await page.getByLabel('Surface, en mètres carrés').fill('grande')
  await expect(fil).toHaveText(/^Brouillon enregistré à/)

  const { promise: faite, resolve: direFaite } = Promise.withResolvers<void>()
  const { promise: gardes, resolve: direGardes } = Promise.withResolvers<void>()
  await page.route('**/saisie/logement', async (route) => {
    await faite
    await route.continue().catch(() => {})
  })
  page.on('requestfinished', (une) => {
    if (une.method() === 'POST' && une.url().endsWith('/saisie/logement')) direGardes()
  })
  // Made by the server before it has the last words, it arrives after them.
  await page.route('**/modifier/logement*', async (route) => {
    const response = await route.fetch()
    direFaite()
    await gardes
    await new Promise((done) => setTimeout(done, 500))
    await route.fulfill({ response }).catch(() => {})
  })
  await page.getByLabel('Taille').selectOption({ index: 2 })
  const taille = await page.getByLabel('Taille').inputValue()
  await page.getByRole('link', { name: 'Revenir à ma demande sans rien changer' }).click()
  await expect(page.getByText('Un formulaire vous attend')).toBeVisible()
  await page.goBack()
  // The page that the server made; the one that the browser remembers is shown before it.
  await expect(page.getByText('Vous aviez commencé ce formulaire')).toBeVisible()
  await expect(page.getByLabel('Taille')).toHaveValue(taille)
  await expect(page.getByLabel('Surface, en mètres carrés')).toHaveValue('grande')
})
