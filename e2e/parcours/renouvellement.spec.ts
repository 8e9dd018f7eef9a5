import type { Locator, Page } from '@playwright/test'
import type { Changement } from '#lib/domain/demande/formulaire/testing.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { type DemandeurEcrit, loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'

const refDe = ({ demandes }: DemandeurEcrit): string => demandes[0]?.ref ?? ''
const bouton = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name })
const titre = (page: Page): Locator => page.getByRole('heading', { level: 1 })
/** Until the script of the page follows its form. */
const suivie = (page: Page) => expect(page.locator('html[data-fil="pret"]')).toHaveCount(1)

async function entrer(page: Page, qui: DemandeurEcrit): Promise<string> {
  await loginDemandeur(page, qui)
  await page.goto(`/renouveler/${refDe(qui)}`)
  return `/renouveler/${refDe(qui)}`
}

/** Nothing changed: from the facts to the page where it is confirmed. */
async function jusquAConfirmer(page: Page): Promise<void> {
  await bouton(page, 'Rien n’a changé').click()
  await bouton(page, /^Toujours/).click()
  await expect(titre(page)).toHaveText('Votre revenu fiscal de référence')
  await bouton(page, /^Toujours/).click()
  await expect(titre(page)).toHaveText('Confirmer')
}
async function renouveler(page: Page): Promise<void> {
  await page.locator('label[for="honneur"]').click()
  await bouton(page, 'Renouveler ma demande').click()
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
}
const recu = (page: Page) => page.locator('.renouveler__recu').textContent()

test('[REN-05] rien n’a changé : cinq touches sur un téléphone, un reçu, et moins de 400 Ko de l’accueil à la fin', async ({
  page,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase()
  // Who is not known signs in first, and comes back to the renewal.
  const visite = await page.request.get('/ma-demande/renouveler', { maxRedirects: 0 })
  expect(visite.headers().location).toBe('/ma-demande?retour=/ma-demande/renouveler')
  await loginDemandeur(page, qui)
  let octets = 0
  const peser = async () => {
    await page.waitForLoadState('networkidle')
    // A link of Next keeps the document, and its entries: each is counted once.
    octets += await page.evaluate(() => {
      const isPesee = performance.getEntriesByName('pesee').length > 0
      const entries = [
        ...(isPesee ? [] : performance.getEntriesByType('navigation')),
        ...performance.getEntriesByType('resource'),
      ]
      performance.mark('pesee')
      performance.clearResourceTimings()
      return entries.reduce((sum, one) => sum + (one instanceof PerformanceResourceTiming ? one.transferSize : 0), 0)
    })
  }
  await page.goto('/')
  await peser()
  await page.getByRole('link', { name: 'Renouveler ma demande' }).click()
  await expect(titre(page)).toHaveText('Renouveler ma demande')
  await peser()
  const [answer] = await Promise.all([
    page.waitForResponse(`**/renouveler/${refDe(qui)}`),
    page.getByRole('link', { name: 'Renouveler en ligne' }).click(),
  ])
  expect(answer.headers()['cache-control']).toContain('no-store')
  expect(answer.headers()['content-security-policy']).toContain("'nonce-")
  await expect(page.getByText('Étape 1 sur 4')).toBeVisible()
  await peser()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await expect(page.locator('.renouveler__dernier time')).toBeVisible()
  let touches = 0
  const toucher = async (cible: Locator) => {
    touches += 1
    await cible.click()
  }
  await toucher(bouton(page, 'Rien n’a changé'))
  await expect(titre(page)).toHaveText('Vos ressources de chaque mois')
  await expect(page.locator('.renouveler__fil')).toHaveText(/^Enregistré à \d{1,2}\sh\s\d\d$/)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await peser()
  await toucher(bouton(page, 'Toujours 1 240 € par mois'))
  await expect(titre(page)).toHaveText('Votre revenu fiscal de référence')
  await expectAccessible(page)
  await peser()
  await toucher(bouton(page, 'Toujours 13 900 €'))
  await expect(titre(page)).toHaveText('Confirmer')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await peser()
  await toucher(page.locator('label[for="honneur"]'))
  await toucher(bouton(page, 'Renouveler ma demande'))
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
  await expectAccessible(page)
  await peser()
  expect(touches).toBe(5)
  expect(octets).toBeLessThanOrEqual(400_000)
  expect(page.url()).not.toMatch(/Inventée|09\d{16}/)
  await expect(page.getByRole('link', { name: 'Télécharger mon attestation' })).toHaveAttribute(
    'href',
    `/ma-demande/${refDe(qui)}/attestations/2`,
  )
  expect(await recu(page)).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/)
})

test('[REN-06] un groupe a changé : ses champs s’ouvrent, l’avant et l’après se relisent, et l’on peut revenir dessus', async ({
  page,
  expectAccessible,
}) => {
  await entrer(page, await unDemandeurEnBase())
  await page.getByRole('link', { name: 'Ça a changé : Vous' }).click()
  await expect(titre(page)).toHaveText('Ce qui a changé : vous')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await expect(page.getByLabel('Nom', { exact: true })).toHaveCount(0)
  await page.getByLabel('Téléphone portable').fill('06 39 98 77 77')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('#vous ins')).toContainText('06 39 98 77 77')
  await expect(page.locator('#vous del')).toContainText('06 39 98 12 34')
  await page.getByRole('link', { name: 'Ça a changé : Votre foyer' }).click()
  await page.getByText('Ajouter une personne à charge').click()
  await page.getByLabel('Prénom').last().fill('Noa')
  await page.getByLabel('Date de naissance').nth(1).fill('12/03/2019')
  await page.locator('[id="foyer.personnesACharge.0.lien"]').selectOption('E')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('#foyer ins')).toContainText('Noa, enfant, 12 mars 2019')
  await page.getByRole('link', { name: 'Revoir ce groupe : Votre foyer' }).click()
  await bouton(page, 'Finalement, rien n’a changé ici').click()
  await expect(page.locator('#foyer')).toContainText('Exact')
  await bouton(page, 'Le reste n’a pas changé').click()
  await bouton(page, /^Toujours/).click()
  await bouton(page, /^Toujours 13/).click()
  await expect(page.locator('ins')).toHaveText(/06 39 98 77 77/)
  await renouveler(page)
})

test('[REN-07] un revenu fiscal qui n’est pas encore connu le reste, un zéro se déclare, et rien n’est jamais deviné', async ({
  page,
}) => {
  await entrer(page, await unDemandeurEnBase())
  await bouton(page, 'Rien n’a changé').click()
  await page.getByText('Ça a changé').click()
  await page.locator('label[for="demandeur.ressources.reponse-rien"]').click()
  await bouton(page, 'Enregistrer ces ressources').click()
  await bouton(page, 'Je ne l’ai pas encore').click()
  const ressources = page.locator('section', { has: page.locator('#titre-ressources') })
  await expect(ressources).toContainText('Aucune (0 €)')
  await expect(ressources).toContainText('Pas encore connu')
  await page.getByRole('link', { name: 'Corriger le revenu fiscal' }).click()
  await page.getByText('Ça a changé').click()
  await page.locator('label[for="demandeur.revenuFiscal.reponse-rien"]').click()
  await bouton(page, 'Enregistrer ce revenu').click()
  await expect(ressources).toContainText('Rien (0 €)')
  await renouveler(page)
})

test('[REN-08] trop tôt, dernier mois, dernier jour passé, autre site : la date en toutes lettres, et qui voir', async ({
  page,
  expectAccessible,
}) => {
  // Asked for in Pamiers, by somebody who lives in Foix: where they live stands in no address.
  const changements: readonly Changement[] = [
    ['recherche.localisations', [{ commune: '09225', quartier: null }]],
    ['demandeur.adresse.commune', '09122'],
  ]
  const parMois = (moisEcoules: number) => unDemandeurEnBase([{ moisEcoules, joursEcoules: 5, changements }])
  const [tot, mois, tard] = [await parMois(9), await parMois(12), await parMois(13)]
  await entrer(page, tot)
  await expect(titre(page)).toHaveText('Il est trop tôt pour renouveler')
  await expect(page.locator('main time')).toHaveText(/^\p{L}+ \d{1,2}(er)? \p{L}+ \d{4}$/u)
  await expectAccessible(page)
  await entrer(page, mois)
  await expect(page.locator('.renouveler__dernier--urgent')).toContainText('C’est le dernier mois')
  await expectAccessible(page)
  await entrer(page, tard)
  await expect(titre(page)).toHaveText('Le dernier jour est passé')
  await expect(page.getByRole('link', { name: 'Voir tous les guichets qui renouvellent' })).toHaveAttribute(
    'href',
    '/points-de-contact?service=renouvellement&commune=09225',
  )
  await expect(page.locator('main')).not.toContainText(/réactiv/i)
  await expectAccessible(page)
  await page.goto(`/renouveler/${refDe(tard)}/confirmer`)
  await expect(titre(page)).toHaveText('Le dernier jour est passé')
})

test('[REN-09] sans JavaScript : le renouvellement entier, et ce qui est faux ou oublié se dit sans rien perdre', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  await entrer(page, await unDemandeurEnBase([{ changements: [['demandeur.nationalite', null]] }]))
  await page.getByRole('link', { name: 'Ça a changé : Votre logement actuel' }).click()
  await page.getByLabel('Surface, en mètres carrés').fill('grand')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('main').getByRole('alert')).toContainText('Une réponse est à revoir')
  await expect(page.getByLabel('Surface, en mètres carrés')).toHaveValue('grand')
  await page.getByLabel('Surface, en mètres carrés').fill('45')
  await bouton(page, 'Enregistrer ces changements').click()
  await bouton(page, 'Le reste n’a pas changé').click()
  await bouton(page, /^Toujours/).click()
  await bouton(page, /^Toujours 13/).click()
  await expect(titre(page)).toHaveText('Il manque quelques réponses')
  await expect(page.locator('main select')).toHaveCount(1)
  await page.getByLabel('Nationalité').selectOption({ label: 'Française' })
  await bouton(page, 'Enregistrer ces réponses').click()
  await bouton(page, 'Renouveler ma demande').click()
  await expect(page.locator('main').getByRole('alert')).toContainText('Cochez cette case')
  await renouveler(page)
})

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

test('[REN-12] deux touches, deux onglets, un retour, un envoi redit : un seul renouvellement, le même reçu', async ({
  page,
  context,
}) => {
  const qui = await unDemandeurEnBase()
  const ici = await entrer(page, qui)
  await jusquAConfirmer(page)
  const onglet = await context.newPage()
  await onglet.goto(`${ici}/confirmer`)
  await page.locator('label[for="honneur"]').click()
  await bouton(page, 'Renouveler ma demande').dblclick()
  await expect(titre(page)).toContainText('Votre demande est renouvelée')
  const premier = await recu(page)
  await renouveler(onglet)
  expect(await recu(onglet)).toBe(premier)
  await page.goBack()
  await page.goto(ici)
  await expect(titre(page)).toHaveText('Votre demande est déjà renouvelée')
  await page.getByRole('link', { name: 'Voir le reçu' }).click()
  expect(await recu(page)).toBe(premier)
  await expect(page.getByRole('link', { name: 'Télécharger mon attestation' })).toHaveAttribute(
    'href',
    /attestations\/2$/,
  )
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
  await page.locator('label[for="honneur"]').click()
  await bouton(page, 'Renouveler ma demande').click()
  await expect(page.locator('main').getByRole('alert')).toContainText('Vos réponses ont changé depuis')
  await expect(page.locator('ins')).toContainText('autre@exemple.fr')
  await renouveler(page)
})

const MAUVAIS = [
  ['vous', 'demandeur.telephonePortable', '+44 20 7946 0958'],
  ['vous', 'demandeur.courriel', 'pas une adresse'],
  ['vous', 'demandeur.adresse.commune', '<img src=x onerror=alert(1)>'],
  ['vous', 'demandeur.adresse.codePostal', '🏠🏠'],
  ['foyer', 'foyer.enfantsANaitre.prevusLe', '31/02/2027'],
  ['foyer', 'foyer.enfantsANaitre.nombre', 'пять'],
  ['logement', 'logementActuel.entreLe', '12/03/2199'],
  ['logement', 'logementActuel.surface', '٣٨'],
  ['recherche', 'recherche.loyerMaximal', '-500'],
  ['recherche', 'recherche.localisations.1.commune', 'Foix'],
] as const

test('[REN-14] une mauvaise réponse reçoit une phrase à son champ, reste écrite, et n’empêche pas de la corriger', async ({
  page,
}) => {
  const ici = await entrer(page, await unDemandeurEnBase())
  for (const [groupe, champ, texte] of MAUVAIS) {
    await page.goto(`${ici}/${groupe}`)
    const saisi = page.locator(`[id="${champ}"]`)
    await saisi.fill(texte)
    await bouton(page, 'Enregistrer ces changements').click()
    await expect(page.locator('main').getByRole('alert'), champ).toContainText('Une réponse est à revoir')
    const erreur = page.locator('.fr-error-text')
    await expect(erreur).toHaveText(/^\p{Lu}.*\.$/u)
    await expect(page.locator(`[id="${(await erreur.getAttribute('id'))?.replace(/-erreur$/, '')}"]`)).toHaveAttribute(
      'aria-invalid',
      'true',
    )
    await expect(saisi).toHaveValue(texte)
    await bouton(page, 'Finalement, rien n’a changé ici').click()
    await expect(page.locator(`#${groupe}`)).toContainText('Exact')
  }
  await page.goto(`${ici}/vous`)
  await page.getByLabel('Rue').evaluate((input) => input.removeAttribute('maxlength'))
  await page.getByLabel('Rue').fill('très long '.repeat(200))
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('.fr-error-text')).toHaveText('Écrivez 150 signes au plus.')
  // A step that nobody wrote, though every object answers to its name.
  for (const etape of ['toString', 'constructor', '__proto__', 'rien'])
    expect([etape, (await page.goto(`${ici}/${etape}`))?.status()]).toEqual([etape, 404])
})
