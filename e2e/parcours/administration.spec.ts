import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import {
  ADMINISTRATRICE,
  choisir,
  creerUnCentre,
  GESTIONNAIRE,
  inviterUnAgent,
  SIRET,
  seConnecter,
  seConnecterParProConnect,
  unAgent,
  unePageDe,
  unMot,
} from '../steps/connexion.ts'

/** What the page holds when it is read; reading it again is what waits. How long, `npm run bench -- republication` says. */
const SANS_ATTENDRE = { timeout: 1 }

test('[ADM-01] une personne inconnue apprend à qui demander son accès', async ({ page, expectAccessible }) => {
  await page.goto('/admin/points')
  await expect(page).toHaveURL(/\/connexion\?retour=/)
  await expectAccessible(page)
  await choisir(page, { prenom: 'Zoe', nom: 'Inconnue', courriel: `zoe-${unMot()}@x.invalid`, siret: SIRET })
  await expect(page.getByRole('heading', { name: 'Votre accès n’est pas ouvert' })).toBeVisible()
  await expect(page.getByText('gestionnaire territorial de votre département').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/admin')
  await expect(page).toHaveURL(/\/connexion/)
})

test('[ADM-02] un gestionnaire crée un centre et invite son agent ; fermer le compte coupe sa session', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  // Sent twice with the same key, as a second click does where nothing holds it back: one centre (R-EDI-10).
  const simple = await withoutScript.newPage()
  await seConnecter(simple, GESTIONNAIRE, '/admin/centres/nouveau')
  const double = `Centre cliqué deux fois ${unMot()}`
  const cle = await simple.locator('input[name=cle]').inputValue()
  for (const essai of [1, 2]) {
    if (essai === 2) await simple.goto('/admin/centres/nouveau')
    await simple.locator('input[name=cle]').evaluate((field, value) => field.setAttribute('value', value), cle)
    await simple.getByLabel('Nom', { exact: false }).first().fill(double)
    await simple.getByText('32 Gers').click()
    await simple.getByRole('button', { name: 'Créer le centre' }).click()
    await expect(simple.getByText('Le centre est créé.')).toBeVisible()
  }
  await simple.goto(`/admin/centres?q=${encodeURIComponent(double)}`)
  await expect(simple.getByRole('row', { name: new RegExp(double) })).toHaveCount(1)

  await seConnecterParProConnect(page, GESTIONNAIRE)
  await expectAccessible(page)
  const { nom, id } = await creerUnCentre(page)
  const identite = await inviterUnAgent(page, id)
  await expectAccessible(page)

  await page.goto('/demonstration')
  await expect(page.getByText(`À ${identite.courriel}`)).toBeVisible()
  await expectAccessible(page)

  const mauvais = await browser.newContext({ baseURL })
  const intrus = await mauvais.newPage()
  await intrus.goto('/connexion')
  await choisir(intrus, { ...identite, siret: '98765432400019' })
  await expect(intrus.getByText('au nom d’un autre organisme')).toBeVisible()

  const agent = await unePageDe(browser, identite, baseURL ?? '', seConnecterParProConnect)
  await expect(agent.getByText('Agent de guichet')).toBeVisible()
  await expect(agent.getByRole('link', { name: 'Comptes', exact: true })).toHaveCount(0)
  await agent.goto('/admin/points/nouveau')
  await expect(agent.getByLabel('Tenu par')).toContainText(nom)

  await page.goto('/admin/comptes')
  await page
    .getByRole('row', { name: new RegExp(nom) })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Fermer le compte' }).click()
  await expect(page.getByText('Le compte est fermé.')).toBeVisible()
  await agent.goto('/admin/points')
  await expect(agent).toHaveURL(/\/connexion/)
  await choisir(agent, identite)
  await expect(agent.getByText('Ce compte a été fermé.')).toBeVisible()
})

test('[ADM-03] un agent crée, corrige, ferme, retire et rétablit un point sur son téléphone', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nom = `Guichet fictif ${unMot()}`
  await agent.goto('/admin/points/nouveau')
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  await agent.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(agent.getByRole('alert').filter({ hasText: 'à revoir' })).toBeFocused()
  await agent.getByLabel('Nom', { exact: false }).first().fill(nom)
  await agent.getByLabel('Canal').selectOption('Physique')
  await agent.getByLabel('Type', { exact: false }).selectOption('Lieu d’information')
  await agent.getByText('Renouvellement', { exact: true }).click()
  await agent.getByLabel('Adresse (facultatif)', { exact: true }).fill('1 place Fictive')
  await agent.getByLabel('Code postal').fill('32000')
  await agent.getByLabel('Commune (facultatif)', { exact: true }).fill('Auch')
  await agent.getByLabel('Lundi').fill('le matin, parfois')
  await agent.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(agent.getByText('« parfois » n’est pas compris dans ces horaires').first()).toBeVisible()
  await expect(agent.getByLabel('Adresse (facultatif)', { exact: true })).toHaveValue('1 place Fictive')
  await expectAccessible(agent)
  await agent.getByLabel('Lundi').fill('9h-12h / 14h-17h30')
  await agent.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(agent.getByText('Le point est publié.')).toBeVisible()
  await expectAccessible(agent)
  await expect(agent.getByLabel('Lundi')).toHaveValue('09:00-12:00, 14:00-17:30')

  const publique = await agent.getByRole('link', { name: 'Voir la page publique' }).getAttribute('href')
  const pageDuPublic = await (await browser.newContext({ baseURL })).newPage()
  await expect(async () => {
    await pageDuPublic.goto(publique ?? '')
    await expect(pageDuPublic.getByRole('heading', { level: 1 })).toContainText(nom, SANS_ATTENDRE)
  }).toPass()

  await agent.getByLabel('Téléphone').fill('05 36 49 00 07')
  await agent.getByRole('button', { name: 'Publier les corrections' }).click()
  await expect(agent.getByText('Le point est à jour')).toBeVisible()
  await expect(async () => {
    await pageDuPublic.reload()
    await expect(pageDuPublic.getByText('05 36 49 00 07').first()).toBeVisible(SANS_ATTENDRE)
  }).toPass()

  await agent.getByLabel('Du', { exact: true }).fill('2099-08-01')
  await agent.getByLabel(/^Au/).fill('2099-08-15')
  await agent.getByRole('button', { name: 'Fermer pendant cette période' }).click()
  await expect(agent.getByText('La fermeture est publiée.')).toBeVisible()
  await expect(agent.getByLabel('Fermetures exceptionnelles')).toHaveValue('01/08/2099 au 15/08/2099')

  await agent.getByRole('button', { name: 'Retirer ce point' }).click()
  await expect(agent.getByText('Le point est retiré')).toBeVisible()
  await expect(async () => {
    expect((await pageDuPublic.reload())?.status()).toBe(410)
  }).toPass()
  await agent.getByRole('button', { name: 'Rétablir ce point' }).click()
  await expect(agent.getByText('de nouveau publié')).toBeVisible()
  await agent.getByRole('link', { name: 'Historique' }).click()
  await expect(agent.getByText(`${nom} rétabli`)).toBeVisible()
  await expectAccessible(agent)
})

test('[ADM-04] le formulaire d’un point marche sans JavaScript et garde ce qui est écrit', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  await seConnecterParProConnect(page, GESTIONNAIRE)
  const nom = `Accueil fictif ${unMot()}`
  await page.goto('/admin/points/nouveau')
  // With a sign that turns what follows around, and one of no width: nobody sees them, they are not kept.
  await page.locator('#nom').fill(`\u202e${nom}\u200b`)
  await page.locator('#canal').selectOption('telephone')
  await page.locator('#type').selectOption('adil')
  await page.locator('label[for="services-information"]').click()
  await page.locator('#telephone').fill('pas un numéro')
  await page.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(page.locator('#telephone-erreur')).toContainText('n’est pas un numéro français')
  await expect(page.locator('#nom')).toHaveValue(nom)
  await expect(page.locator('#canal')).toHaveValue('telephone')
  await expect(page.locator('#services-information')).toBeChecked()
  await page.locator('#telephone').fill('05 36 49 00 08')
  await page.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(page.getByText('Le point est publié.')).toBeVisible()
  await expect(page.locator('#nom')).toHaveValue(nom)
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.goto('/admin')
  await expect(page).toHaveURL(/\/connexion/)
})

test('[ADM-06] un gestionnaire modifie les chiffres d’une commune ; le public les voit ; le journal les annule', async ({
  page,
  request,
  expectAccessible,
}) => {
  const total = async () => (await (await request.get('/api/v1/communes/32208')).json()).chiffres?.total?.logements
  await seConnecter(page, GESTIONNAIRE)
  const avant = await total()
  await page.goto('/admin/communes')
  await page.getByLabel('Commune, code INSEE ou code postal').fill('lectoure')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(/lectoure/)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Lectoure' }).click()
  await page.getByLabel('Logements, Ensemble').fill('plusieurs')
  await page.getByRole('button', { name: /Publier les chiffres/ }).click()
  const resume = page.getByRole('alert').filter({ hasText: 'Un champ est à revoir' })
  await expect(resume).toContainText('Logements, Ensemble : Écrivez un nombre entier')
  const nombre = 5000 + Math.floor(Math.random() * 4000)
  await page.getByLabel('Logements, Ensemble').fill(String(nombre))
  await page.getByLabel(/^Source/).fill('Parcours de test')
  await page.getByRole('button', { name: /Publier les chiffres/ }).click()
  await expect(page.getByText('Les chiffres sont publiés.')).toBeVisible()
  await expect.poll(total).toBe(nombre)
  await page.getByRole('link', { name: 'Historique' }).click()
  await expectAccessible(page)
  await expect(page.getByText(String(nombre)).first()).toBeVisible()
  await page
    .locator('.admin__changements > li')
    .filter({ hasText: String(nombre) })
    .getByRole('button', { name: 'Annuler ce changement' })
    .click()
  await expect(page.getByText('Le changement est annulé')).toBeVisible()
  await expect.poll(total).toBe(avant)
})

test('[ADM-07] l’administratrice crée un gestionnaire, lit l’exploitation et les renouvellements par région, règle le seuil', async ({
  page,
  expectAccessible,
}) => {
  await seConnecter(page, ADMINISTRATRICE)
  const courriel = `nouveau-${unMot()}@gestionnaire.invalid`
  await page.goto('/admin/comptes/nouveau')
  await page.getByLabel('Courriel professionnel').fill(courriel)
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await expect(page.locator('#departements-erreur')).toHaveText('Choisissez au moins un département.')
  await page.getByText('27 Eure').click()
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await expect(page.getByText('L’invitation est partie.')).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(courriel) })).toContainText('pas encore venu')

  await page.goto('/admin/exploitation')
  await expect(page.locator('dt:text-is("Version du portail") + dd')).toHaveText(
    /^\d\S+, construction [0-9a-f]{12}, mode démonstration$/,
  )
  await expect(page.locator('dt:text-is("Courriels") + dd')).toHaveText(
    'gardés dans la boîte d’envoi de la démonstration',
  )
  await expect(page.locator('dt:text-is("SMS") + dd')).toHaveText('gardés dans la boîte d’envoi de la démonstration')
  await expectAccessible(page)
  const tous = page.getByRole('region', { name: /^Renouvellements de .* \d{4}, par région et par canal$/ })
  const titre = (await tous.getAttribute('aria-label')) ?? ''
  await expect(tous.getByRole('row', { name: /^Occitanie/ })).toBeVisible()
  await expect(tous.getByRole('row', { name: /^Toutes les régions/ })).toBeVisible()
  await page.getByRole('region', { name: 'Renouvellements', exact: true }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\?mois=\d{4}-\d{2}#renouvellements$/)
  await expect(tous).not.toHaveAttribute('aria-label', titre)
  await page.getByLabel('Seuil, de 1 à 11').fill('12')
  await page.getByRole('button', { name: 'Enregistrer le seuil' }).click()
  await expect(page.getByText('Écrivez un nombre entier de 1 à 11.').first()).toBeVisible()
  await page.getByLabel('Seuil, de 1 à 11').fill('5')
  await page.getByRole('button', { name: 'Enregistrer le seuil' }).click()
  await expect(page.getByText('Le seuil est enregistré.')).toBeVisible()
})

test('[ADM-08] une page privée ne se garde nulle part et n’exécute que ses propres scripts', async ({ page }) => {
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await seConnecter(page, GESTIONNAIRE)
  const pages = [
    '/admin',
    '/admin/points/nouveau',
    '/demonstration',
    '/connexion',
    '/ma-demande',
    '/ma-demande/quittee',
  ]
  const nullePart = [
    '/admin/nulle-part',
    '/ma-demande/nulle/part/du/tout',
    `/renouveler/${crypto.randomUUID()}/nulle/part`,
    '/connexion/nulle-part',
    '/demonstration/nulle-part',
  ]
  // Twice: a page kept from the first time would carry its nonce.
  for (const path of [...pages, ...nullePart, ...pages, ...nullePart]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(nullePart.includes(path) ? 404 : 200)
    const headers = answer?.headers() ?? {}
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['content-security-policy'], path).toMatch(
      /script-src 'self' 'nonce-[^']+' 'sha256-[^']+' 'strict-dynamic'/,
    )
  }
  // What only looks like a private address is a public page, with the policy of public pages.
  for (const path of ['/Admin', '/administration']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    expect(answer?.headers()['content-security-policy'], path).toContain("script-src 'self' 'unsafe-inline'")
  }
  expect(violations).toEqual([])
})
