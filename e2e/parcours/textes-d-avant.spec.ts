/** What a page that was left had typed: it comes back when nobody has it, and only then, though no script runs on the next. */
import type { BrowserContext, Page, Route } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ajouterUnEnfantAilleurs, type DemandeurEcrit, loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'
import { couperLeFil } from '../steps/reseau.ts'

const refDe = ({ demandes }: DemandeurEcrit): string => demandes[0]?.ref ?? ''
const bouton = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const suivie = (page: Page) => expect(page.locator('html[data-fil="pret"]')).toHaveCount(1)
const mobile = (page: Page) => page.getByLabel('Téléphone portable')
const surface = (page: Page) => page.getByLabel('Surface, en mètres carrés')
const fil = (page: Page) => page.locator('.renouveler__fil')
const reprise = (page: Page) => page.getByRole('status').filter({ hasText: 'rien n’est encore enregistré' })
const dAvant = (page: Page) => page.getByRole('status').filter({ hasText: 'avant que votre demande ne change' })
const ATTEND = 'En attente de réseau, rien n’est perdu.'

/** Entries of what was typed and waits, each ciphered. */
const entrees = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((nom) => nom.startsWith('portail-renouvellement:')).length)
const nAttendPlus = (page: Page) => expect(async () => expect(await entrees(page)).toBe(0)).toPass()
const attend = (page: Page, nombre = 1) => expect(async () => expect(await entrees(page)).toBe(nombre)).toPass()

/** Nothing of what is typed arrives; a form that is sent does. */
const garderLesFormulaires = (route: Route) =>
  route.request().isNavigationRequest() ? route.continue() : route.abort()
/** What is typed arrives, and its page hears no answer. */
const couperLaReponse = async (route: Route) => {
  if (route.request().isNavigationRequest()) return route.continue()
  await route.fetch().catch(() => undefined)
  await route.abort()
}
/** No script comes to the pages opened meanwhile, as on a poor network. */
async function sansScript(page: Page, faire: () => Promise<void>): Promise<void> {
  await page.route(/\.js(\?|$)/, (route) => route.abort())
  await faire()
  await page.unroute(/\.js(\?|$)/)
}
/** The browser writes nothing more of what is typed, until it is let go. */
async function retenirLeNavigateur(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const chiffrer = crypto.subtle.encrypt.bind(crypto.subtle)
    const lache = new Promise((done) => addEventListener('lacher', done, { once: true }))
    const value: typeof chiffrer = async (...dits) => {
      await lache
      return chiffrer(...dits)
    }
    Object.defineProperty(crypto.subtle, 'encrypt', { value })
  })
  return async () => void (await page.evaluate(() => dispatchEvent(new Event('lacher'))))
}
const unAutreOnglet = async (context: BrowserContext, adresse: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(adresse)
  return page
}

test('[REN-15] une réponse abandonnée avant que le script de la page ne coure ne revient pas ; une autre, jamais partie, revient', async ({
  page,
  context,
}) => {
  const qui = await unDemandeurEnBase()
  await loginDemandeur(page, qui)
  const ici = `/renouveler/${refDe(qui)}`
  await context.route('**/reponses', garderLesFormulaires)
  const ferme = await unAutreOnglet(context, `${ici}/logement`)
  await suivie(ferme)
  await couperLeFil(ferme)
  await surface(ferme).fill('77')
  await expect(fil(ferme)).toHaveText(ATTEND)
  await attend(ferme)
  await ferme.close()

  await page.goto(`${ici}/vous`)
  await suivie(page)
  await mobile(page).fill('+44 20 7946 0958')
  await expect(fil(page)).toHaveText(ATTEND)
  await attend(page)
  await sansScript(page, async () => {
    // The form leaves once the browser says that the other answer comes after it, however slow it is.
    const lacher = await retenirLeNavigateur(page)
    await bouton(page, 'Enregistrer ces changements').click()
    await lacher()
    await expect(page.locator('main').getByRole('alert')).toContainText('Une réponse est à revoir')
    await expect(mobile(page)).toHaveValue('+44 20 7946 0958')
    await context.unroute('**/reponses')
    await bouton(page, 'Finalement, rien n’a changé ici').click()
    await expect(page.locator('#vous')).toContainText('Exact')
  })
  // Here the script runs again, with all that the browser keeps.
  await page.reload()
  await suivie(page)
  await nAttendPlus(page)
  await page.goto(`${ici}/vous`)
  await expect(mobile(page)).toHaveValue('06 39 98 12 34')
  await expect(bouton(page, 'Finalement, rien n’a changé ici')).toHaveCount(0)
  await page.goto(`${ici}/logement`)
  await expect(surface(page)).toHaveValue('77')
})

test('[REN-16] ce qui attend dans le navigateur d’avant un changement de la demande se montre, ne se met sur personne, et s’efface d’un geste', async ({
  page,
  context,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 320, height: 740 })
  const qui = await unDemandeurEnBase()
  await loginDemandeur(page, qui)
  const ici = `/renouveler/${refDe(qui)}`
  await page.goto(`${ici}/vous`)
  await suivie(page)
  await couperLeFil(page)
  await mobile(page).fill('06 39 98 77 77')
  await page.getByLabel('Lieu-dit').fill('Là-bas')
  await expect(fil(page)).toHaveText(ATTEND)
  await attend(page)
  await page.close()
  await ajouterUnEnfantAilleurs(qui, 'Alix')
  for (const etape of ['', '/vous']) {
    const retour = await unAutreOnglet(context, `${ici}${etape}`)
    await expect(dAvant(retour)).toContainText('Ce n’est pas enregistré')
    await expect(dAvant(retour)).toContainText(/Téléphone portable\s: «\s06 39 98 77 77\s»/)
    await expect(dAvant(retour)).toContainText(/Lieu-dit\s: «\sLà-bas\s»/)
    if (etape === '') {
      await retour.close()
      continue
    }
    await retour.setViewportSize({ width: 320, height: 740 })
    await expectNoSidewaysScroll(retour)
    await expectAccessible(retour)
    await expect(mobile(retour)).toHaveValue('06 39 98 12 34')
    await bouton(retour, 'Effacer ce texte de cet appareil').click()
    await expect(retour.getByRole('status').filter({ hasText: 'effacé de cet appareil' })).toBeVisible()
    await nAttendPlus(retour)
    await retour.reload()
    await suivie(retour)
    await expect(dAvant(retour)).toHaveCount(0)
  }
})

test('[DEM-22] un texte effacé avant que le script de la page ne coure ne revient pas, même quand sa page n’a pas su qu’il était gardé', async ({
  page,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  await loginDemandeur(page, qui)
  const logement = `/ma-demande/${refDe(qui)}/modifier/logement`
  await page.goto(logement)
  await suivie(page)
  const avant = await surface(page).inputValue()
  await page.route('**/saisie/logement', couperLaReponse)
  await surface(page).fill('4100')
  await expect(fil(page)).toHaveText(ATTEND)
  await attend(page)
  await sansScript(page, async () => {
    await page.reload()
    await expect(reprise(page)).toBeVisible()
    await expect(surface(page)).toHaveValue('4100')
    await bouton(page, 'Effacer ce texte').click()
    await expect(reprise(page)).toHaveCount(0)
    await expect(surface(page)).toHaveValue(avant)
  })
  await page.unroute('**/saisie/logement')
  await page.goto(logement)
  await suivie(page)
  await nAttendPlus(page)
  await expect(surface(page)).toHaveValue(avant)
  await page.reload()
  await expect(reprise(page)).toHaveCount(0)
  await expect(surface(page)).toHaveValue(avant)
})

test('[DEM-23] une page que la demande a dépassée le dit ; rechargée, elle montre ce qui y était écrit, à recopier', async ({
  page,
  context,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3 }])
  await loginDemandeur(page, qui)
  const foyer = `/ma-demande/${refDe(qui)}/modifier/foyer`
  const naissances = (une: Page) => une.locator('[id="foyer.enfantsANaitre.nombre"]')
  await page.goto(foyer)
  await suivie(page)
  await ajouterUnEnfantAilleurs(qui, 'Alix')
  const autre = await unAutreOnglet(context, foyer)
  await suivie(autre)
  await naissances(autre).fill('1')
  await expect(fil(autre)).toHaveText(/^Brouillon enregistré à /)
  await autre.close()
  await naissances(page).fill('2')
  await expect(fil(page)).toContainText('Votre demande a changé')
  await expect(fil(page)).toContainText('Rechargez la page')
  await page.reload()
  await expect(naissances(page)).toHaveValue('1')
  await expect(dAvant(page)).toContainText(/«\s2\s»/)
  await expectAccessible(page)
  await bouton(page, 'Effacer ce texte de cet appareil').click()
  await nAttendPlus(page)
  await expect(naissances(page)).toHaveValue('1')
})
