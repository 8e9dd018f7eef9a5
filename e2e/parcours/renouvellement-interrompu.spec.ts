/** A renewal that does not go straight: the network is cut, the computer is shared, it is sent twice, or from two tabs. */
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { loginDemandeur, renouvellementsDe, unDemandeurEnBase } from '../steps/demandeur.ts'
import { bouton, confirmer, entrer, recu, renouveler, repondreToujours, titre } from '../steps/renouveler.ts'

/** Until the script of the page follows its form. */
const suivie = (page: Page) => expect(page.locator('html[data-fil="pret"]')).toHaveCount(1)

/** Nothing changed: from the facts to the page where it is confirmed. */
async function jusquAConfirmer(page: Page): Promise<void> {
  await bouton(page, 'Rien n’a changé').click()
  await repondreToujours(page)
}

test('[REN-10] le réseau est coupé, puis la session est finie : la ligne dit vrai, et rien de ce qui est écrit n’est perdu', async ({
  page,
  context,
}) => {
  const qui = await unDemandeurEnBase()
  const ici = await entrer(page, qui)
  const fil = page.locator('.renouveler__fil')
  await expect(fil).toHaveText('Vos réponses sont enregistrées à chaque étape.')
  await page.goto(`${ici}/vous`)
  await suivie(page)
  const courriel = page.getByLabel('Courriel')
  await courriel.fill('neuf@exemple.fr')
  await expect(fil).toHaveText(/^Enregistré à /)
  await context.setOffline(true)
  await courriel.fill('coupe@exemple.fr')
  await expect(fil).toHaveText('En attente de réseau, rien n’est perdu.')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(titre(page)).toHaveText('Ce qui a changé : vous')
  const garde = await page.evaluate(() => Object.values(localStorage).join())
  expect(garde).not.toContain('coupe')
  expect(garde.length).toBeGreaterThan(20)
  await context.setOffline(false)
  await expect(fil).toHaveText(/^Enregistré à /)
  expect(await page.evaluate(() => Object.keys(localStorage).filter((cle) => cle.includes('renouvellement')))).toEqual(
    [],
  )
  // Cut and back with nothing typed, the line says again what is true; a portal that does not answer is no network.
  await context.setOffline(true)
  await expect(fil).toHaveText('En attente de réseau, rien n’est perdu.')
  await context.setOffline(false)
  await expect(fil).toHaveText(/^Enregistré à /)
  await page.route('**/reponses', (route) => route.fulfill({ status: 503 }))
  await courriel.fill('occupe@exemple.fr')
  await expect(fil).toContainText('Le portail ne répond pas, rien n’est perdu')
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded()
  await expect(fil).toBeInViewport()
  await page.unroute('**/reponses')
  await expect(fil).toHaveText(/^Enregistré à /)
  await context.clearCookies()
  await courriel.fill('fini@exemple.fr')
  await expect(fil).toContainText('Votre session est terminée, rien n’est perdu.')
  await expect(fil.getByRole('link')).toHaveAttribute('href', /^\/ma-demande\?retour=/)
  await loginDemandeur(page, qui)
  await page.goto(`${ici}/vous`)
  await expect(courriel).toHaveValue('fini@exemple.fr')
  await expect(fil).toHaveText(/^Enregistré à /)
  await page.reload()
  await expect(courriel).toHaveValue('fini@exemple.fr')
})

test('[REN-11] un ordinateur partagé ne garde rien, et un autre appareil reprend où l’on en était', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const qui = await unDemandeurEnBase([{}], { appareilPartage: true })
  const ici = await entrer(page, qui)
  await page.goto(`${ici}/vous`)
  await suivie(page)
  await page.getByLabel('Rue').fill('rue Neuve')
  await expect(page.locator('.renouveler__fil')).toHaveText(/^Enregistré à /)
  await context.setOffline(true)
  await page.getByLabel('Lieu-dit').fill('Ailleurs')
  await expect(page.locator('.renouveler__fil')).toHaveText('En attente de réseau. Ne fermez pas cette page.')
  expect(await page.evaluate(() => Object.keys(localStorage).filter((cle) => cle.includes('renouvellement')))).toEqual(
    [],
  )
  await context.setOffline(false)
  await expect(page.locator('.renouveler__fil')).toHaveText(/^Enregistré à /)
  // The last word before the page is left, which the browser keeps nowhere.
  await page.getByLabel('Lieu-dit').fill('Là-bas')
  await page.goto('/aide')
  const autre = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  await loginDemandeur(autre, qui)
  await expect(async () => {
    await autre.goto(`${ici}/vous`)
    await expect(autre.getByLabel('Lieu-dit')).toHaveValue('Là-bas', { timeout: 1000 })
  }).toPass()
  await expect(autre.getByLabel('Rue')).toHaveValue('rue Neuve')
})

/**
 * The page of confirmation as a browser keeps it: going back shows it again as it was, whatever the demande has become.
 * To be called while it is still the page of the day.
 */
async function garderConfirmer(page: Page, ici: string): Promise<void> {
  const gardee = await page.request.get(`${ici}/confirmer`)
  await page.route(`**${ici}/confirmer`, (route) => route.fulfill({ response: gardee }))
}

/** Back to the page that the browser kept, with what was ticked there. */
async function revenir(page: Page): Promise<void> {
  await page.goBack()
  await expect(titre(page)).toHaveText('Confirmer')
  await expect(page.locator('#honneur')).toBeChecked()
}

/** There, the same form is sent again. */
async function revenirEtRedire(page: Page): Promise<void> {
  await revenir(page)
  await bouton(page, 'Renouveler ma demande').click()
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
}

/** Two taps on the button, the second when the first form has left and nobody has answered: both are sent. */
async function taperDeuxFois(page: Page, ici: string): Promise<void> {
  let premier: Promise<unknown> | undefined
  await page.route(
    `**${ici}/envoi`,
    (route) => {
      premier = route.fetch({ maxRedirects: 0 })
    },
    { times: 1 },
  )
  await page.locator('label[for="honneur"]').click()
  const cible = bouton(page, 'Renouveler ma demande')
  await cible.scrollIntoViewIfNeeded()
  const { x = 0, y = 0 } = (await cible.boundingBox()) ?? {}
  // By the mouse itself: a double click of the browser leaves as one form, and a click waits for the page that comes.
  await page.mouse.click(x + 9, y + 9)
  await expect.poll(() => premier !== undefined).toBe(true)
  await page.mouse.click(x + 9, y + 9)
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
  await premier
}

/** The form reaches the portal, whose answer is lost on the way; the browser sends it anew when its page is refreshed. */
async function perdreEtRafraichir(page: Page, ici: string): Promise<void> {
  await page.route(
    `**${ici}/envoi`,
    async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await bouton(page, 'Renouveler ma demande').click({ noWaitAfter: true })
  // Its address comes before it: until it answers, the browser has nothing to refresh.
  await expect(async () => {
    expect(page.url()).toMatch(/^chrome-error:/)
    expect(await page.evaluate(() => document.readyState)).toBe('complete')
  }).toPass()
  await page.reload()
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
}

/** The forms that this page sends, by what they hold. */
function suivreLesEnvois(page: Page): readonly string[] {
  const envois: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/envoi')) envois.push(request.postData() ?? '')
  })
  return envois
}

/** The same form was sent, so many times. */
const expectLeMeme = (envois: readonly string[], nombre: number): void =>
  expect(envois).toEqual(Array(nombre).fill(envois[0]))

/** The receipt that a page shows, of the only renewal. */
async function premierRecu(page: Page): Promise<string> {
  const numero = (await recu(page)) ?? ''
  expect(numero).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/)
  return numero
}

/** Back on a page that no browser kept: it says what became of the demande, and leads to the receipt. */
async function revenirEtLire(page: Page): Promise<void> {
  await page.goBack()
  await expect(titre(page)).toHaveText('Votre demande est déjà renouvelée')
  await page.getByRole('link', { name: 'Voir le reçu' }).click()
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
}

test('[REN-12] deux touches, deux onglets, un retour, un envoi redit : un seul renouvellement, le même reçu', async ({
  page,
  context,
}) => {
  const qui = await unDemandeurEnBase()
  const ici = await entrer(page, qui)
  await jusquAConfirmer(page)
  const onglet = await context.newPage()
  await onglet.goto(`${ici}/confirmer`)
  await garderConfirmer(onglet, ici)
  const [envois, autres] = [suivreLesEnvois(page), suivreLesEnvois(onglet)]
  await taperDeuxFois(page, ici)
  const premier = await premierRecu(page)
  await renouveler(onglet)
  expect(await recu(onglet)).toBe(premier)
  await onglet.reload()
  expect(await recu(onglet)).toBe(premier)
  await revenirEtRedire(onglet)
  expect(await recu(onglet)).toBe(premier)
  await revenir(onglet)
  await perdreEtRafraichir(onglet, ici)
  expect(await recu(onglet)).toBe(premier)
  expectLeMeme([...envois, ...autres], 2 + 4)
  await revenirEtLire(page)
  expect(await recu(page)).toBe(premier)
  await expect(page.getByRole('link', { name: 'Télécharger mon attestation' })).toHaveAttribute(
    'href',
    /attestations\/2$/,
  )
  expect(await renouvellementsDe(qui)).toBe(1)
})

test('[REN-26] sans JavaScript, deux touches, un retour, une réponse perdue puis renvoyée : un seul renouvellement, le même reçu', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  const qui = await unDemandeurEnBase()
  const ici = await entrer(page, qui)
  await jusquAConfirmer(page)
  await garderConfirmer(page, ici)
  const envois = suivreLesEnvois(page)
  await taperDeuxFois(page, ici)
  const premier = await premierRecu(page)
  await page.reload()
  expect(await recu(page)).toBe(premier)
  await revenirEtRedire(page)
  expect(await recu(page)).toBe(premier)
  await revenir(page)
  await perdreEtRafraichir(page, ici)
  expect(await recu(page)).toBe(premier)
  expectLeMeme(envois, 2 + 1 + 2)
  await page.unroute(`**${ici}/confirmer`)
  await revenirEtLire(page)
  expect(await recu(page)).toBe(premier)
  expect(await renouvellementsDe(qui)).toBe(1)

  // The answer that is lost is the one that renews.
  const autre = await unDemandeurEnBase()
  const la = await entrer(page, autre)
  await jusquAConfirmer(page)
  await page.locator('label[for="honneur"]').click()
  await perdreEtRafraichir(page, la)
  expect(await premierRecu(page)).not.toBe(premier)
  expect(await renouvellementsDe(autre)).toBe(1)
})

test('[REN-13] un autre onglet change une réponse : ce qui a été montré n’est plus ce qui serait enregistré, on relit', async ({
  page,
  context,
}) => {
  const ici = await entrer(page, await unDemandeurEnBase())
  await jusquAConfirmer(page)
  const onglet = await context.newPage()
  await onglet.goto(`${ici}/vous`)
  await onglet.getByLabel('Courriel').fill('autre@exemple.fr')
  await bouton(onglet, 'Enregistrer ces changements').click()
  await expect(onglet.locator('#vous ins')).toContainText('autre@exemple.fr')
  await confirmer(page)
  await expect(page.locator('main').getByRole('alert')).toContainText('Vos réponses ont changé depuis')
  await expect(page.locator('ins')).toContainText('autre@exemple.fr')
  await renouveler(page)
})

test('[REN-27] un onglet resté sur d’autres réponses n’est pas dit enregistré, une fois la demande renouvelée', async ({
  page,
  context,
}) => {
  const ici = await entrer(page, await unDemandeurEnBase())
  await jusquAConfirmer(page)
  const onglet = await context.newPage()
  await onglet.goto(`${ici}/vous`)
  await onglet.getByLabel('Courriel').fill('autre@exemple.fr')
  await bouton(onglet, 'Enregistrer ces changements').click()
  await expect(onglet.locator('#vous ins')).toContainText('autre@exemple.fr')
  await onglet.goto(`${ici}/confirmer`)
  await renouveler(onglet)
  await confirmer(page)
  await expect(titre(page)).toHaveText('Votre demande est déjà renouvelée')
  await expect(page.locator('main').getByRole('heading', { level: 2 })).toHaveText(
    'Ce que vous venez d’envoyer n’est pas enregistré',
  )
  await page.getByRole('link', { name: 'Voir ma demande' }).click()
  await expect(page.locator('main')).toContainText('autre@exemple.fr')
})
