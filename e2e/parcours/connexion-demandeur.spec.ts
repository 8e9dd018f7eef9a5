import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unMot } from '../steps/connexion.ts'
import { demanderUnCode, ecrireLeCode, lireLeCode } from '../steps/connexion-demandeur.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'

const unCourriel = () => `connexion-${unMot()}@exemple.invalid`
const autreQue = (code: string) => (code.startsWith('1') ? '222 222' : '111 111')

test('[DEM-02] un demandeur se connecte par un code reçu par courriel, collé avec des espaces ; quitter vide l’appareil et ferme la porte', async ({
  page,
  expectAccessible,
}) => {
  const { courriel, demandes } = await unDemandeurEnBase()
  await page.goto(`/ma-demande/${demandes[0]?.ref}`)
  await expect(page).toHaveURL(/\/ma-demande\?retour=/)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await demanderUnCode(page, courriel.toUpperCase())
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  expect(page.url()).not.toContain('exemple')
  await ecrireLeCode(page, ` ${await lireLeCode(page, courriel)} `)
  await expect(page).toHaveURL(`/ma-demande/${demandes[0]?.ref}`)

  await page.evaluate(() => localStorage.setItem('brouillon', 'ce que j’écrivais'))
  const cookies = await page.context().cookies()
  const session = cookies.find(({ name }) => name.endsWith('portail-demandeur'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: 'Quitter' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous avez quitté votre demande')
  await expectAccessible(page)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.goto(`/ma-demande/${demandes[0]?.ref}`)
  await expect(page).toHaveURL(/\/ma-demande\?retour=/)
  // Even the cookie that somebody kept opens nothing any more.
  await loginDemandeur(page, { courriel, demandes, cookie: session?.value ?? '' })
  await page.goto(`/ma-demande/${demandes[0]?.ref}`)
  await expect(page).toHaveURL(/\/ma-demande\?retour=/)
})

test('[DEM-03] sans JavaScript, la connexion par code marche en entier, et garde ce qui est écrit', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  const courriel = unCourriel()
  await page.goto('/ma-demande')
  await page.getByLabel('Votre adresse de courriel').fill('pas une adresse')
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await expect(page.getByText('Écrivez une adresse de courriel').first()).toBeVisible()
  await expect(page.getByLabel('Votre adresse de courriel')).toHaveValue('pas une adresse')
  await page.locator('label[for="appareilPartage"]').click()
  await demanderUnCode(page, courriel)
  const code = await lireLeCode(page, courriel)
  await ecrireLeCode(page, autreQue(code))
  await expect(page.getByText('il reste 4 essais')).toBeVisible()
  await ecrireLeCode(page, code)
  await expect(page.getByRole('button', { name: 'Quitter' })).toBeVisible()
  const cookie = (await withoutScript.cookies()).find(({ name }) => name.endsWith('portail-demandeur'))
  // On a shared computer the browser forgets it when it closes.
  expect(cookie?.expires).toBe(-1)
  await page.getByRole('button', { name: 'Quitter' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous avez quitté votre demande')
})

test('[DEM-04] un code faux, rejoué, deviné ou porté dans un autre navigateur n’ouvre rien, et chaque refus dit quoi faire', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const courriel = unCourriel()
  await page.goto('/ma-demande')
  await demanderUnCode(page, courriel)
  const code = await lireLeCode(page, courriel)

  await ecrireLeCode(page, '12345O')
  await expect(page.getByRole('alert').filter({ hasText: 'à revoir' })).toBeFocused()
  await expect(page.getByLabel('Code reçu par courriel')).toHaveValue('12345O')
  await expectAccessible(page)
  for (const reste of ['4 essais', '3 essais', '2 essais', '1 essai.']) {
    await ecrireLeCode(page, autreQue(code))
    await expect(page.getByText(`il reste ${reste}`)).toBeVisible()
  }
  await ecrireLeCode(page, autreQue(code))
  await expect(page.getByText('il ne peut plus être essayé')).toBeVisible()
  await ecrireLeCode(page, code)
  await expect(page.getByText('Ce code n’est plus valable')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'demandez un nouveau code' }).click()
  await demanderUnCode(page, courriel)
  const bon = await lireLeCode(page, courriel)
  const ailleurs = await (await browser.newContext({ baseURL })).newPage()
  await ailleurs.goto('/ma-demande')
  await demanderUnCode(ailleurs, unCourriel())
  await ecrireLeCode(ailleurs, bon)
  await expect(ailleurs.getByText(/il reste 4 essais/)).toBeVisible()
  await ecrireLeCode(page, bon)
  await expect(page.getByRole('button', { name: 'Quitter' })).toBeVisible()
})
