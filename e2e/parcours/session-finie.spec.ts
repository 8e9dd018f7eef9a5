/** A form of « Ma demande » sent after the session went out: nothing is recorded, nothing is lost. */
import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { demanderUnCode, ecrireLeCode, lireLeCode } from '../steps/connexion-demandeur.ts'
import {
  ajouterUnEnfantAilleurs,
  type DemandeurEcrit,
  eteindreSaSession,
  loginDemandeur,
  unDemandeurEnBase,
} from '../steps/demandeur.ts'

const surface = (page: Page) => page.getByLabel('Surface, en mètres carrés')
const enregistrer = (page: Page) => page.getByRole('button', { name: /^Enregistrer/ }).click()
const effacer = (page: Page) => page.getByRole('button', { name: 'Effacer ce texte' }).click()
const attente = (page: Page) => page.getByText('Un formulaire vous attend')
const reprise = (page: Page) => page.getByRole('status').filter({ hasText: 'rien n’est encore enregistré' })
async function seReconnecter(page: Page, { courriel }: DemandeurEcrit): Promise<void> {
  await demanderUnCode(page, courriel)
  await ecrireLeCode(page, await lireLeCode(page, courriel))
}
const adresseDe = ({ demandes }: DemandeurEcrit) => `/ma-demande/${demandes[0]?.ref}`

test('[DEM-11] sans JavaScript, une session finie ne perd rien de ce qui est écrit, juste ou faux : après la connexion, le formulaire l’a gardé, pour sa personne seule', async ({
  withoutScript,
  browser,
  baseURL,
}) => {
  const page = await withoutScript.newPage()
  const [lui, autre] = [await unDemandeurEnBase([{ moisEcoules: 3 }]), await unDemandeurEnBase()]
  const ici = adresseDe(lui)
  await loginDemandeur(page, lui)
  await page.goto(`${ici}/modifier/logement`)
  await surface(page).fill('grande')
  await page.getByLabel('Logement actuel').selectOption({ index: 3 })
  const modele = await page.getByLabel('Logement actuel').inputValue()
  await eteindreSaSession(lui)
  await enregistrer(page)
  await expect(page).toHaveURL(/\/ma-demande\?gardee&retour=/)
  expect(page.url()).not.toContain('grande')
  await expect(page.getByRole('status')).toContainText('Ce que vous avez écrit est gardé')
  const connexion = page.url()

  // Somebody else signs in there, on a browser of their own: the demande does not exist for them.
  const ailleurs = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage()
  await ailleurs.goto(connexion)
  await seReconnecter(ailleurs, autre)
  await expect(ailleurs.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas')

  await seReconnecter(page, lui)
  await expect(page).toHaveURL(`${ici}/modifier/logement`)
  await expect(reprise(page)).toBeVisible()
  await expect(surface(page)).toHaveValue('grande')
  await expect(page.getByLabel('Logement actuel')).toHaveValue(modele)
  await page.goto(ici)
  await attente(page).getByRole('link', { name: 'Mon logement actuel' }).click()
  await expect(page).toHaveURL(`${ici}/modifier/logement`)
  await expect(surface(page)).toHaveValue('grande')
  await effacer(page)
  await expect(page).toHaveURL(`${ici}/modifier/logement`)
  await expect(reprise(page)).toHaveCount(0)
  await expect(surface(page)).toHaveValue('38')
  await page.goto(ici)
  await expect(attente(page)).toHaveCount(0)
  await page.goto(`${ici}/modifier/logement`)
  await expect(reprise(page)).toHaveCount(0)
  await surface(page).fill('41')
  await enregistrer(page)
  await expect(page).toHaveURL(`${ici}?enregistre`)
  await expect(page.getByText('Demande mise à jour')).toHaveCount(1)
  await page.goto(`${ici}/modifier/logement`)
  await expect(surface(page)).toHaveValue('41')
  await expect(reprise(page)).toHaveCount(0)

  await page.goto(`${ici}/coordonnees`)
  const enregistre = await page.getByLabel('Courriel').inputValue()
  const portable = await page.getByLabel('Téléphone portable').inputValue()
  await page.getByLabel('Courriel').fill('pas une adresse')
  await page.getByLabel('Téléphone portable').fill('06 39 98 00 07')
  await eteindreSaSession(lui)
  await enregistrer(page)
  await seReconnecter(page, lui)
  await expect(page).toHaveURL(`${ici}/coordonnees`)
  await expect(page.getByLabel('Courriel')).toHaveValue('pas une adresse')
  await expect(page.getByLabel('Téléphone portable')).toHaveValue('06 39 98 00 07')
  // What says the same as the register waits no longer, and the answer is said though the text above is gone.
  await page.getByLabel('Courriel').fill(enregistre)
  await page.getByLabel('Téléphone portable').fill(portable)
  await enregistrer(page)
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(reprise(page)).toHaveCount(0)
})

test('[DEM-12] une session finie mène à la connexion, puis au formulaire tel qu’il était écrit ; de personnes qui ont changé entre-temps, il est à recopier', async ({
  page,
  context,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 320, height: 740 })
  const lui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  const ici = adresseDe(lui)
  await loginDemandeur(page, lui)
  await page.goto(`${ici}/modifier/foyer`)
  await page.getByText('Ajouter une personne à charge').click()
  await page.locator('[id="foyer.personnesACharge.0.prenom"]').fill('Noa')
  await eteindreSaSession(lui)
  await enregistrer(page)
  // Reached from inside another page, the sign-in asks for itself whole.
  await page.waitForFunction(
    () => performance.getEntriesByType('navigation')[0]?.name === location.href && location.search !== '',
  )
  await expect(page.getByRole('status')).toContainText('Ce que vous avez écrit est gardé')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await seReconnecter(page, lui)
  await expect(page).toHaveURL(`${ici}/modifier/foyer`)
  await expect(page.locator('[id="foyer.personnesACharge.0.prenom"]')).toHaveValue('Noa')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  const autre = await context.newPage()
  await autre.goto(`${ici}/modifier/logement`)
  await surface(autre).fill('41')
  await enregistrer(autre)
  await expect(autre).toHaveURL(`${ici}?enregistre`)
  // Another part says nothing of the persons: what was typed of them stays in its fields.
  await page.goto(`${ici}/modifier/foyer`)
  await expect(page.locator('[id="foyer.personnesACharge.0.prenom"]')).toHaveValue('Noa')
  await ajouterUnEnfantAilleurs(lui, 'Alix')
  await page.goto(`${ici}/modifier/foyer`)
  await expect(reprise(page)).toContainText('recopiez')
  await expect(reprise(page)).toContainText('Noa')
  await expect(page.locator('[id="foyer.personnesACharge.0.prenom"]')).toHaveValue('Alix')
  await expect(page.locator('[id="foyer.personnesACharge.1.prenom"]')).toHaveValue('')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByText('Ajouter une personne à charge').click()
  await page.locator('[id="foyer.personnesACharge.1.prenom"]').fill('Sam')
  await effacer(page)
  await expect(reprise(page)).toHaveCount(0)
  await expect(page.locator('[id="foyer.personnesACharge.1.prenom"]')).toHaveValue('')
})
