/** What is typed in a form of « Ma demande », kept before it is sent: on the server field by field, and in the browser. */
import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import {
  ajouterUnEnfantAilleurs,
  type DemandeurEcrit,
  eteindreSaSession,
  loginDemandeur,
  unDemandeurEnBase,
} from '../steps/demandeur.ts'
import { couperLeFil } from '../steps/reseau.ts'

const surface = (page: Page) => page.getByLabel('Surface, en mètres carrés')
const fil = (page: Page) => page.locator('.renouveler__fil')
const garde = (page: Page) => expect(fil(page)).toHaveText(/^Brouillon enregistré à \d{1,2}\sh\s\d\d$/)
const reprise = (page: Page) => page.getByRole('status').filter({ hasText: 'rien n’est encore enregistré' })
const enregistrer = (page: Page) => page.getByRole('button', { name: /^Enregistrer/ }).click()
/** What the browser holds of what was typed: entries, each ciphered. */
const dansLeNavigateur = (page: Page) =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([nom]) => nom.startsWith('portail-renouvellement:'))
      .join(),
  )
const adresseDe = ({ demandes }: DemandeurEcrit) => `/ma-demande/${demandes[0]?.ref}`
const prenom = (page: Page, rang: number) => page.locator(`[id="foyer.personnesACharge.${rang}.prenom"]`)

/** Opens a form, until its script follows it. */
async function ouvrir(page: Page, adresse: string): Promise<void> {
  await page.goto(adresse)
  await expect(fil(page)).toHaveText('Ce que vous écrivez est gardé à mesure.')
}
async function entrer(page: Page, qui: DemandeurEcrit): Promise<string> {
  await loginDemandeur(page, qui)
  return adresseDe(qui)
}
const unAutreOnglet = async (context: BrowserContext, adresse: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(adresse)
  return page
}

test('[DEM-18] ce qui s’écrit dans un formulaire de mise à jour est gardé à mesure : l’onglet se ferme, un autre appareil le retrouve, le retour aussi, et il s’efface une fois enregistré', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 320, height: 740 })
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  const ici = await entrer(page, qui)
  await ouvrir(page, `${ici}/modifier/logement`)
  await expect(reprise(page)).toHaveCount(0)
  await surface(page).fill('grande')
  await garde(page)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  // Left by a link of the portal, then « Back »: the page is not shown as it was before one wrote.
  await page.getByLabel('Taille').selectOption({ index: 2 })
  const taille = await page.getByLabel('Taille').inputValue()
  await page.getByRole('link', { name: 'Revenir à ma demande sans rien changer' }).click()
  await expect(page.getByText('Un formulaire vous attend')).toBeVisible()
  await page.goBack()
  await expect(reprise(page)).toContainText('Vous aviez commencé ce formulaire')
  await expect(surface(page)).toHaveValue('grande')
  await expect(page.getByLabel('Taille')).toHaveValue(taille)
  await page.close()

  const autre = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  await loginDemandeur(autre, qui)
  await ouvrir(autre, `${ici}/modifier/logement`)
  await expect(reprise(autre)).toContainText(/gardé le \p{L}+ \d{1,2}(er)? \p{L}+ \d{4} à \d{1,2}\sh\s\d\d/u)
  await expect(surface(autre)).toHaveValue('grande')
  await expect(autre.getByLabel('Taille')).toHaveValue(taille)
  await enregistrer(autre)
  await expect(autre.locator('main').getByRole('alert')).toContainText('Un champ est à revoir')
  await surface(autre).fill('41')
  await enregistrer(autre)
  await expect(autre).toHaveURL(`${ici}?enregistre`)
  await expect(autre.getByText('Un formulaire vous attend')).toHaveCount(0)
  await ouvrir(autre, `${ici}/modifier/logement`)
  await expect(reprise(autre)).toHaveCount(0)
  await expect(surface(autre)).toHaveValue('41')
  // Written back as it stands, nothing is left to take up; given up, neither.
  await surface(autre).fill('50')
  await garde(autre)
  await surface(autre).fill('41')
  await expect(fil(autre)).toHaveText('Ce que vous écrivez est gardé à mesure.')
  await surface(autre).fill('60')
  await garde(autre)
  await ouvrir(autre, `${ici}/modifier/logement`)
  await surface(autre).fill('61')
  await autre.getByRole('button', { name: 'Effacer ce texte' }).click()
  await expect(reprise(autre)).toHaveCount(0)
  await expect(surface(autre)).toHaveValue('41')
  await ouvrir(autre, `${ici}/modifier/logement`)
  await expect(reprise(autre)).toHaveCount(0)

  // Two tabs: what the second had typed before the first recorded the form is kept again with what it types next.
  await surface(autre).fill('70')
  await garde(autre)
  const second = await unAutreOnglet(autre.context(), `${ici}/modifier/logement`)
  await surface(second).fill('44')
  await enregistrer(second)
  await expect(second).toHaveURL(`${ici}?enregistre`)
  await autre.getByLabel('Taille').selectOption({ index: 3 })
  const neuve = await autre.getByLabel('Taille').inputValue()
  await expect(async () => {
    await second.goto(`${ici}/modifier/logement`)
    await expect(second.getByLabel('Taille')).toHaveValue(neuve, { timeout: 1000 })
    await expect(surface(second)).toHaveValue('70', { timeout: 1000 })
  }).toPass()
  await enregistrer(second)
  await expect(second.locator('main').getByRole('alert')).toContainText('ou par vous dans un autre onglet')
  await enregistrer(second)
  await expect(second).toHaveURL(`${ici}?enregistre`)

  for (const [forme, libelle, texte] of [
    ['coordonnees', 'Courriel', 'neuf@exemple.invalid'],
    ['nom', 'Ce qui ne va pas', 'Une lettre manque'],
  ] as const) {
    await ouvrir(autre, `${ici}/${forme}`)
    if (forme === 'nom') await autre.getByLabel('Nom d’usage').fill('Inventé')
    await autre.getByLabel(libelle).fill(texte)
    await garde(autre)
    await autre.reload()
    await expect(reprise(autre)).toBeVisible()
    await expect(autre.getByLabel(libelle)).toHaveValue(texte)
    await autre.getByRole('button', { name: /^(Enregistrer|Demander)/ }).click()
    await expect(autre).toHaveURL(`${ici}?enregistre`)
    await expect(autre.getByText('Un formulaire vous attend')).toHaveCount(0)
  }
})

test('[DEM-19] le réseau est coupé, puis la session est finie : la ligne d’un formulaire de mise à jour dit vrai, rien n’est perdu ; quitter vide l’appareil, et un ordinateur partagé ne garde rien', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  const ici = await entrer(page, qui)
  await ouvrir(page, `${ici}/modifier/logement`)
  await context.setOffline(true)
  await surface(page).fill('4100')
  await expect(fil(page)).toHaveText('En attente de réseau, rien n’est perdu.')
  await enregistrer(page)
  await expect(page).toHaveURL(`${ici}/modifier/logement`)
  await expect(async () => expect((await dansLeNavigateur(page)).length).toBeGreaterThan(60)).toPass()
  expect(await dansLeNavigateur(page)).not.toContain('4100')
  await context.setOffline(false)
  await garde(page)
  expect(await dansLeNavigateur(page)).toBe('')
  // What the server could not take waits in the browser, and comes back in its field when the form opens again.
  await page.route('**/saisie/logement', (route) => route.fulfill({ status: 503 }))
  await surface(page).fill('4200')
  await expect(fil(page)).toContainText('Le portail ne répond pas, rien n’est perdu')
  await page.reload()
  await expect(surface(page)).toHaveValue('4200')
  await page.unroute('**/saisie/logement')
  // It goes as the page is left, or when it opens again.
  await page.reload()
  await expect(surface(page)).toHaveValue('4200')
  await expect(async () => expect(await dansLeNavigateur(page)).toBe('')).toPass()

  await eteindreSaSession(qui)
  await surface(page).fill('4300')
  await expect(fil(page)).toContainText('Votre session est terminée, rien n’est perdu.')
  await expect(fil(page).getByRole('link')).toHaveAttribute('href', /^\/ma-demande\?retour=/)
  const neuve = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  const partage = await unDemandeurEnBase([{ moisEcoules: 3 }], { appareilPartage: true })
  const la = await entrer(neuve, partage)
  await ouvrir(neuve, `${la}/modifier/logement`)
  await neuve.context().setOffline(true)
  await surface(neuve).fill('4400')
  await expect(fil(neuve)).toHaveText('En attente de réseau. Ne fermez pas cette page.')
  expect(await dansLeNavigateur(neuve)).toBe('')
  await neuve.context().setOffline(false)
  await garde(neuve)
  await neuve.goto(`${la}/coordonnees`)
  await expect(neuve.getByLabel('Courriel')).toBeVisible()
  await expect(fil(neuve)).toHaveCount(0)
  const envoi = { headers: { origin: baseURL ?? '' }, data: { version: '1', courriel: 'neuf@exemple.invalid' } }
  expect((await neuve.request.post(`${la}/saisie/coordonnees`, envoi)).status()).toBe(404)
  expect((await neuve.request.post(`${ici}/saisie/logement`, envoi)).status()).toBe(404)
  expect((await neuve.request.post(`${la}/saisie/confirmer`, envoi)).status()).toBe(404)
  expect((await neuve.request.post(`${la}/saisie/vous`, { data: envoi.data })).status()).toBe(403)

  await ouvrir(neuve, `${la}/modifier/logement`)
  await neuve.getByRole('button', { name: 'Quitter' }).click()
  await expect(neuve.getByRole('heading', { level: 1 })).toHaveText('Vous avez quitté votre demande')
  expect(await dansLeNavigateur(neuve)).toBe('')
  expect((await neuve.request.post(`${la}/saisie/vous`, envoi)).status()).toBe(401)
})

test('[DEM-20] une personne ajoutée ailleurs pendant que l’on écrit : ce qui est gardé, au serveur ou dans le navigateur, ne se met pas sur elle, et attend d’être recopié', async ({
  page,
  context,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  const ici = await entrer(page, qui)
  const foyer = `${ici}/modifier/foyer`
  await ouvrir(page, foyer)
  await page.getByText('Ajouter une personne à charge').click()
  await prenom(page, 0).fill('Noa')
  await garde(page)
  await ajouterUnEnfantAilleurs(qui, 'Alix')
  const onglet = await unAutreOnglet(context, foyer)
  await expect(reprise(onglet)).toContainText('Noa')
  await expect(prenom(onglet, 0)).toHaveValue('Alix')
  await expect(fil(onglet)).toHaveCount(0)
  // Nothing typed beside it takes its place.
  await prenom(onglet, 0).fill('Alixe')
  await onglet.reload()
  await expect(reprise(onglet)).toContainText('Noa')
  await expect(prenom(onglet, 0)).toHaveValue('Alix')
  await expectAccessible(onglet)
  // The page of before still adds to what it wrote, and records nothing of it on Alix.
  await page.locator('[id="foyer.personnesACharge.0.naissance"]').fill('01/02/2020')
  await garde(page)
  await enregistrer(page)
  await expect(page.locator('main').getByRole('alert')).toContainText('Votre demande a changé')
  await onglet.reload()
  await expect(reprise(onglet)).toContainText('01/02/2020')
  await onglet.getByRole('button', { name: 'Effacer ce texte' }).click()
  await expect(reprise(onglet)).toHaveCount(0)
  await page.close()

  // What waited in the browser alone, on a page that was closed without the network.
  await ouvrir(onglet, foyer)
  await onglet.route('**/saisie/foyer', (route) => route.abort())
  await onglet.getByText('Ajouter une personne à charge').click()
  await prenom(onglet, 1).fill('Sam')
  await expect(fil(onglet)).toHaveText('En attente de réseau, rien n’est perdu.')
  await expect(async () => expect((await dansLeNavigateur(onglet)).length).toBeGreaterThan(60)).toPass()
  await ajouterUnEnfantAilleurs(qui, 'Camille')
  await onglet.close()
  const apres = await unAutreOnglet(context, foyer)
  await expect(reprise(apres)).toContainText('Sam')
  await expect(prenom(apres, 1)).toHaveValue('Camille')
  await expect(async () => expect(await dansLeNavigateur(apres)).toBe('')).toPass()
  await apres.getByText('Ajouter une personne à charge').click()
  await prenom(apres, 2).fill('Sam')
  await apres.getByRole('button', { name: 'Effacer ce texte' }).click()
  await expect(reprise(apres)).toHaveCount(0)
  await ouvrir(apres, foyer)
  await expect(reprise(apres)).toHaveCount(0)
  await expect(prenom(apres, 0)).toHaveValue('Alix')
  await expect(prenom(apres, 1)).toHaveValue('Camille')
})

test('[DEM-21] ce qu’un onglet fermé gardait dans le navigateur n’écrase pas ce qu’un autre appareil a écrit depuis, et le reste revient', async ({
  page,
  context,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  const logement = `${await entrer(page, qui)}/modifier/logement`
  const occupants = (une: Page) => une.locator('[id="logementActuel.occupants"]')
  await ouvrir(page, logement)
  await couperLeFil(page)
  await surface(page).fill('42')
  await occupants(page).fill('3')
  await expect(fil(page)).toHaveText('En attente de réseau, rien n’est perdu.')
  await expect(async () => expect((await dansLeNavigateur(page)).length).toBeGreaterThan(60)).toPass()
  await page.close()

  const autre = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  await loginDemandeur(autre, qui)
  await ouvrir(autre, logement)
  await surface(autre).fill('50')
  await garde(autre)

  const retour = await unAutreOnglet(context, logement)
  await expect(occupants(retour)).toHaveValue('3')
  await expect(surface(retour)).toHaveValue('50')
  // Announced, as all that the page says by itself.
  const ecartes = retour.getByRole('status').filter({ hasText: 'Sur cet appareil, vous aviez écrit' })
  await expect(ecartes).toContainText(/Surface, en mètres carrés\s: «\s42\s»/)
  await expect(async () => expect(await dansLeNavigateur(retour)).toBe('')).toPass()
  await expectAccessible(retour)
  await autre.reload()
  await expect(surface(autre)).toHaveValue('50')
  await expect(occupants(autre)).toHaveValue('3')
})
