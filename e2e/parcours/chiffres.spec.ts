import { expect, test } from '../fixtures.ts'
import { publierDesChiffres } from '../steps/chiffres.ts'
import { GESTIONNAIRE, seConnecter, unePageDe } from '../steps/connexion.ts'

test('[ADM-05] deux personnes sur les mêmes chiffres : la seconde est prévenue, voit les deux, ne perd rien', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const adresse = '/admin/communes/32160?annee=2024'
  await seConnecter(page, GESTIONNAIRE)
  const collegue = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await page.goto(adresse)
  await collegue.goto(adresse)
  const ici = String(1000 + Math.floor(Math.random() * 1000))
  const laBas = String(3000 + Math.floor(Math.random() * 1000))
  await page.getByLabel('Logements, T3').fill(ici)
  await page.getByRole('button', { name: 'Publier les chiffres de 2024' }).click()
  await expect(page.getByText('Les chiffres sont publiés.')).toBeVisible()
  await collegue.getByLabel('Logements, T3').fill(laBas)
  await collegue.getByRole('button', { name: 'Publier les chiffres de 2024' }).click()
  await expect(collegue.getByText('Ce qui est enregistré a changé')).toBeVisible()
  await expect(collegue.getByText(`Entre-temps : ${ici}`)).toBeVisible()
  await expect(collegue.getByLabel('Logements, T3')).toHaveValue(laBas)
  await expectAccessible(collegue)
  await collegue.getByRole('button', { name: 'malgré tout' }).click()
  await expect(collegue.getByText('Les chiffres sont publiés.')).toBeVisible()
  await expect(collegue.getByLabel('Logements, T3')).toHaveValue(laBas)
})

test('[ADM-24] qui vide la source commune pendant qu’un autre en met une par ligne voit les deux, et choisit, aussi sans JavaScript', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  const adresse = '/admin/communes/32160?annee=2021'
  const sans = await withoutScript.newPage()
  for (const onglet of [page, sans]) {
    await seConnecter(onglet, GESTIONNAIRE)
    await publierDesChiffres('32160', 2021, [
      ['t1', 'SNE'],
      ['t2', 'SNE'],
    ])
    await onglet.goto(adresse)
    await onglet.getByLabel(/^Source/).fill('')
    await publierDesChiffres('32160', 2021, [
      ['t1', 'RPLS'],
      ['t2', 'SNE'],
    ])
    await onglet.getByRole('button', { name: 'Publier les chiffres de 2021' }).click()
    await expect(onglet.getByText('Enregistré entre-temps : RPLS (T1) ; SNE (T2)')).toBeVisible()
    await expect(onglet.getByText('Vide, ce champ efface ce que dit chaque ligne.')).toBeVisible()
    if (onglet === page) await expectAccessible(page)
    const logements = onglet.getByLabel('Logements, T1', { exact: true })
    const nombre = await logements.inputValue()
    await onglet.getByText('Garder ce que dit chaque ligne').click()
    // A wrong number sent with it: the choice stays as it was made.
    await logements.fill('beaucoup')
    await onglet.getByRole('button', { name: 'malgré tout' }).click()
    await expect(logements).toHaveAttribute('aria-invalid', 'true')
    await expect(onglet.getByLabel('Garder ce que dit chaque ligne')).toBeChecked()
    await logements.fill(nombre)
    await onglet.getByRole('button', { name: 'Publier les chiffres de 2021' }).click()
    await expect(onglet.getByText('Les chiffres sont publiés.')).toBeVisible()
    await expect(onglet.getByText('Les lignes en ont plusieurs : RPLS ; SNE.')).toBeVisible()
  }
})
