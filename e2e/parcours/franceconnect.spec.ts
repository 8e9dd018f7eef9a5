import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unDemandeurEnBase } from '../steps/demandeur.ts'
import { direQuiOnEst, identiteDe, partirChezFranceConnect, unParticulier } from '../steps/franceconnect.ts'

const RETOUR = '/ma-demande/connexion/franceconnect/retour'

test('[DEM-05] un demandeur s’identifie avec FranceConnect, ouvre sa demande par son numéro ; quitter finit aussi la session de FranceConnect', async ({
  page,
  expectAccessible,
}) => {
  const lui = unParticulier()
  const [sienne] = (await unDemandeurEnBase([{ changements: identiteDe(lui) }])).demandes
  await page.goto('/ma-demande')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  const lien = page.getByRole('link', { name: 'Qu’est-ce que FranceConnect ?' })
  await expect(lien).toHaveAttribute('href', 'https://franceconnect.gouv.fr/')
  const asked = page.waitForRequest((request) => request.url().includes('acr_values=eidas1'))
  await partirChezFranceConnect(page)
  const query = new URL((await asked).url()).searchParams
  expect(query.get('code_challenge_method')).toBe('S256')
  await direQuiOnEst(page, lui)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ouvrir ma demande')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await page
    .locator('section:has(#par-identite)')
    .getByLabel('Numéro')
    .fill(sienne?.numeroUnique ?? '')
  await page.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await expect(page).toHaveURL(`/ma-demande/${sienne?.ref}`)
  expect((await page.context().cookies()).filter(({ name }) => name.includes('franceconnect'))).toEqual([])

  const end = page.waitForRequest((request) => request.url().includes('id_token_hint='))
  await page.getByRole('button', { name: 'Quitter' }).click()
  await end
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous avez quitté votre demande')
  await page.goto(`/ma-demande/${sienne?.ref}`)
  await expect(page).toHaveURL(/\/ma-demande\?retour=/)
  // And FranceConnect asks again who one is; the account finds its demande without its number.
  await partirChezFranceConnect(page)
  await direQuiOnEst(page, lui)
  await expect(page).toHaveURL(`/ma-demande/${sienne?.ref}`)
})

test('[DEM-06] avec FranceConnect, l’identité d’un autre n’ouvre pas la demande ; arrêter, rejouer un retour ou en inventer un se dit en une phrase, et laisse les autres portes', async ({
  page,
  expectAccessible,
}) => {
  const lui = unParticulier()
  const [celleDUnAutre] = (await unDemandeurEnBase([{ changements: identiteDe(unParticulier()) }])).demandes
  await page.goto('/ma-demande')
  await partirChezFranceConnect(page)
  await page.getByRole('button', { name: 'Arrêter et revenir au portail' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Vous avez arrêté' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Recevoir un code' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Trouver qui peut m’aider' })).toBeVisible()
  await expectAccessible(page)

  await page.goto(`${RETOUR}?code=invente&state=invente`)
  await expect(page.getByText('a déjà servi, ou a trop attendu')).toBeVisible()
  // The limit of a network is that of FranceConnect alone: no figure, which a reload would make false.
  await page.goto('/ma-demande?refus=franceconnect-trop-de-demandes')
  await expect(page.getByRole('alert').filter({ hasText: 'Trop de connexions par FranceConnect' })).toHaveText(
    'Trop de connexions par FranceConnect depuis ce réseau. Vous pouvez demander un code par courriel, ci-dessous, ou réessayer plus tard.',
  )
  await expect(page.getByRole('button', { name: 'Recevoir un code' })).toBeVisible()
  await page.goto('/ma-demande?refus=tout-autre-chose')
  await expect(page.getByRole('button', { name: 'Recevoir un code' })).toBeVisible()
  await expect(page.locator('.fr-alert')).toHaveCount(0)

  await partirChezFranceConnect(page)
  // Another tab, or another site, comes back with nothing: the sign-in under way goes on.
  const autreOnglet = await page.context().newPage()
  await autreOnglet.goto(`${RETOUR}?code=invente&state=invente`)
  await expect(autreOnglet.getByText('a déjà servi, ou a trop attendu')).toBeVisible()
  await autreOnglet.close()
  const emporte = (await page.context().cookies()).filter(({ name }) => name.endsWith('portail-franceconnect'))
  expect(emporte).toHaveLength(1)
  const back = page.waitForRequest((request) => request.url().includes(`${RETOUR}?`))
  await direQuiOnEst(page, lui)
  const retour = (await back).url()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ouvrir ma demande')
  const identite = page.locator('section:has(#par-identite)')
  await identite.getByLabel('Numéro').fill(celleDUnAutre?.numeroUnique ?? '')
  await page.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await expect(page.getByText('Nous n’avons pas pu ouvrir cette demande')).toBeVisible()
  await expect(page).toHaveURL(/\/ma-demande\/rattacher/)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Quitter' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous avez quitté votre demande')
  await page.goto(retour)
  await expect(page.getByText('a déjà servi, ou a trop attendu')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Quitter' })).toHaveCount(0)
  // With a copy of what the browser forgot, nothing of that return is heard any more, not even that the person stopped.
  const arret = new URLSearchParams({ error: 'access_denied', state: new URL(retour).searchParams.get('state') ?? '' })
  for (const rejoue of [retour, `${RETOUR}?${arret}`]) {
    await page.context().addCookies(emporte)
    await page.goto(rejoue)
    await expect(page.getByText('a déjà servi, ou a trop attendu')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Quitter' })).toHaveCount(0)
  }
})

test('[DEM-07] sans JavaScript, sur un ordinateur partagé, la connexion par FranceConnect marche en entier', async ({
  withoutScript,
}) => {
  const lui = unParticulier()
  const [sienne] = (await unDemandeurEnBase([{ changements: identiteDe(lui) }])).demandes
  const page = await withoutScript.newPage()
  await page.goto('/ma-demande')
  await page.locator('label[for="fc-partage"]').click()
  await partirChezFranceConnect(page)
  await direQuiOnEst(page, lui)
  const identite = page.locator('section:has(#par-identite)')
  await identite.getByLabel('Numéro').fill('pas un numéro')
  await identite.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await expect(identite.getByLabel('Numéro')).toHaveValue('pas un numéro')
  await identite.getByLabel('Numéro').fill(sienne?.numeroUnique ?? '')
  await identite.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await expect(page).toHaveURL(`/ma-demande/${sienne?.ref}`)
  const cookie = (await withoutScript.cookies()).find(({ name }) => name.endsWith('portail-demandeur'))
  expect(cookie?.expires).toBe(-1)
  await page.getByRole('button', { name: 'Quitter' }).click()
  // The page that leads out goes on by itself; the one of the provider needs a tap where scripts are off.
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous avez quitté votre demande')
})
