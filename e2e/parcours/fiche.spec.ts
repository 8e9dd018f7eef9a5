/** The page of one point: what it says, when it says it, its print, the errors that the public reports. */
import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ADMINISTRATRICE, seConnecter, unMot } from '../steps/connexion.ts'
import {
  POINT_DE_AURILLAC,
  POINT_DE_SAINT_DENIS,
  POINT_LOURD,
  type Publies,
  publierDesPoints,
} from '../steps/points.ts'

const MAIRIE = 'Mairie fictive d’Aurillac'
const LOURDE = POINT_LOURD.nom
const RETIRE = `Point retiré ${unMot()}`
let points: Publies

// One publication for all: the tests of this file read, each its own way.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  const contenus = [POINT_DE_AURILLAC, POINT_DE_SAINT_DENIS, POINT_LOURD, { ...POINT_DE_AURILLAC, nom: RETIRE }]
  points = await publierDesPoints(contenus, '15', 'Centre fictif des monts du Cantal')
  await points.retirer(RETIRE)
})
test.afterAll(() => points.fin())

test('[PDC-03] une page gardée de la veille dit juste, à l’heure du point', async ({ browser, request, baseURL }) => {
  const adresse = `/points-de-contact/${points.id(MAIRIE)}`
  const stored = await (await request.get(adresse)).text()
  expect(stored).not.toMatch(/Ouvert,|Fermé,|ferme à|ouvre (lundi|demain|à)/)
  const outreMer = `/points-de-contact/${points.id('Mairie fictive de Saint-Denis')}`
  const storedOutreMer = await (await request.get(outreMer)).text()

  for (const timezoneId of ['Europe/Paris', 'America/New_York']) {
    const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'fr-FR', timezoneId })
    const page = await context.newPage()
    await page.route(`**${adresse}`, (route) =>
      route.fulfill({ body: stored, contentType: 'text/html; charset=utf-8' }),
    )
    await page.route(`**${outreMer}`, (route) =>
      route.fulfill({ body: storedOutreMer, contentType: 'text/html; charset=utf-8' }),
    )
    const statut = page.locator('.statut')
    for (const [instant, said] of [
      // Monday 2 March 2026 in Paris, UTC+1; the page itself was made on another day.
      ['2026-03-02T08:00:00Z', 'Ouvert, ferme à 12 h'],
      ['2026-03-02T16:30:00Z', 'Fermé, ouvre demain à 9 h'],
      ['2026-02-28T11:00:00Z', 'Fermé, ouvre lundi à 9 h'],
      ['2026-05-01T08:00:00Z', 'Fermé (jour férié), ouvre demain à 9 h'],
      // Thursday 5 March, closed for the day; the 10th opens a closure of three days.
      ['2026-03-05T08:00:00Z', 'Fermé exceptionnellement, ouvre demain à 9 h'],
      ['2026-03-10T08:00:00Z', 'Fermé exceptionnellement, ouvre vendredi à 9 h'],
    ] as const) {
      await page.clock.setFixedTime(new Date(instant))
      await page.goto(adresse)
      await expect(statut).toHaveText(said)
    }
    await page.clock.setFixedTime(new Date('2026-03-02T04:30:00Z'))
    await page.goto(outreMer)
    await expect(statut).toHaveText('Ouvert, ferme à 12 h')
    await context.close()
  }
})

test('[PDC-06] la fiche d’un point se lit, s’imprime sur une feuille avec son code, se partage', async ({
  page,
  context,
  expectAccessible,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const adresse = `/points-de-contact/${points.id(MAIRIE)}`
  await page.goto(adresse)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(MAIRIE)
  for (const dit of [
    '1 place Inventée, 15000 Aurillac',
    'Guichet qui enregistre les demandes',
    'Renouveler une demande',
    'Avec ou sans rendez-vous',
    'Ouvert à tous',
    'Sonner',
  ])
    await expect(page.getByRole('article').getByText(dit).first()).toBeVisible()
  await expect(page.locator('meta[name=description]')).toHaveAttribute(
    'content',
    /^Guichet qui enregistre les demandes/,
  )
  const territoire = page.getByRole('region', { name: 'Reçoit les habitants de' })
  await expect(territoire.getByRole('link', { name: 'Aurillac' })).toHaveAttribute('href', '/communes/15014-aurillac')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  expect(data).toMatchObject({ '@type': 'GovernmentOffice', name: MAIRIE })
  await page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }))
  await page.getByRole('button', { name: 'Partager' }).click()
  await expect(page.getByText('Adresse de la page copiée.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(adresse)
  for (const [imprimee, corps] of [
    [adresse, '14.6667px'],
    [`/points-de-contact/${points.id(LOURDE)}`, '12px'],
  ] as const) {
    await page.goto(imprimee)
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
    expect([imprimee, pdf.match(/\/Type\s*\/Page\b/g)?.length]).toEqual([imprimee, 1])
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.qr img')).toBeVisible()
    await expect(page.locator('.qr p')).toHaveCSS('font-size', '12px')
    await expect(page.locator('.carte')).toBeHidden()
    // Letters of 11 points, of 9 where there is much to say; a line that the centre wrote stays a line.
    const ecrits = page.locator('.point__commentaire, .horaires__texte')
    for (const ecrit of await ecrits.all()) {
      await expect(ecrit).toHaveCSS('white-space', 'pre-line')
      await expect(ecrit).toHaveCSS('font-size', corps)
    }
    expect(await ecrits.count()).toBeGreaterThan(0)
    await page.emulateMedia({ media: null })
  }
  // What unfolds on a screen is counted on paper: départements, groups of communes, communes.
  for (const quoi of ['départements', 'groupes de communes', 'communes']) {
    const plie = page.getByText(`Voir les 2 autres ${quoi}`, { exact: true })
    await page.emulateMedia({ media: null })
    await expect(plie).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expect(plie).toBeHidden()
    await expect(page.getByText(`et 2 autres ${quoi}`, { exact: true })).toBeVisible()
  }
})

test('[PDC-10] les fermetures exceptionnelles à venir se lisent et s’impriment, avec leurs dates', async ({
  page,
  withoutScript,
}) => {
  const fermetures = (seen: Page) => seen.locator(`.fermetures`).first()
  const simple = await withoutScript.newPage()
  await page.clock.setFixedTime(new Date('2026-03-08T09:00:00Z'))
  for (const adresse of ['/communes/15014-aurillac', `/points-de-contact/${points.id(MAIRIE)}`]) {
    await simple.goto(adresse)
    await page.goto(adresse)
    await fermetures(page).scrollIntoViewIfNeeded()
    for (const media of ['screen', 'print'] as const) {
      await simple.emulateMedia({ media })
      await page.emulateMedia({ media })
      await expect(fermetures(simple)).toHaveText(
        /Fermetures exceptionnelles\s: le 5\smars\s2026\s; du 10\smars\s2026 au 12\smars\s2026/,
      )
      await expect(fermetures(page)).toHaveText(/Fermeture exceptionnelle\s: du 10\smars\s2026 au 12\smars\s2026/)
      await expect(fermetures(page)).toBeVisible()
      await expect(fermetures(simple)).toBeVisible()
    }
  }
})

test('[PDC-07] une erreur se signale sans compte ni JavaScript, une seule fois, et se voit à l’administration', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  const mot = unMot()
  const adresse = `/points-de-contact/${points.id(MAIRIE)}/signaler`
  const simple = await withoutScript.newPage()
  await simple.goto(adresse)
  await simple.getByLabel('Ce qui ne va pas').selectOption('Autre chose')
  await simple.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(simple.getByText('Dites en quelques mots ce qui ne va pas.').first()).toBeVisible()
  await expect(simple.getByLabel('Ce qui ne va pas')).toHaveValue('autre')
  // With a sign that turns what follows around, and one of no width: nobody sees them, they are not kept.
  await simple.getByLabel('Précisions').fill(`Le nom\u202e a chan\u200bgé ${mot}`)
  const cle = await simple.locator('input[name=cle]').inputValue()
  await simple.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(simple.getByRole('heading', { name: 'Merci' })).toBeVisible()

  // The same form sent again, as a second click would: same key, one report.
  await page.goto(adresse)
  await expectAccessible(page)
  await page.locator('input[name=cle]').evaluate((field: HTMLInputElement, same) => {
    field.value = same
  }, cle)
  await page.getByLabel('Ce qui ne va pas').selectOption('Autre chose')
  await page.getByLabel('Précisions').fill(`Le nom a changé ${mot}`)
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(page.getByRole('heading', { name: 'Merci' })).toBeVisible()

  await page.goto('/demonstration')
  await expect(page.getByText(`Le nom a changé ${mot}`)).toHaveCount(1)
  await seConnecter(page, ADMINISTRATRICE, '/admin/signalements')
  await expect(page.getByText(`Le nom a changé ${mot}`)).toHaveCount(1)
  const recu = page.getByRole('listitem').filter({ hasText: mot })
  await expect(recu.locator('.admin__etat')).toHaveText('Reçu')
  await expect(recu).toContainText(/Reçu Autre chose.*Signalé le /s)
})

test('[PDC-08] un point retiré ou inconnu est dit en français', async ({ page, expectAccessible }) => {
  for (const [id, statut, titre] of [
    [points.id(RETIRE), 410, 'Ce point de contact a été retiré'],
    ['inconnu000000', 404, 'Ce point de contact n’est pas publié'],
    ['..%2F..%2Fetc', 404, 'Ce point de contact n’est pas publié'],
  ] as const) {
    const answer = await page.goto(`/points-de-contact/${id}`)
    expect(answer?.status()).toBe(statut)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(titre)
    await expectAccessible(page)
  }
  expect((await page.goto(`/points-de-contact/${points.id(RETIRE)}/signaler`))?.status()).toBe(410)
})
