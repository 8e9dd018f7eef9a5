/** The directory: the list, its filters, its map, what stands around a person. */
import type { Page, Request } from '@playwright/test'
import { formatJour } from '#lib/documents/horaires.ts'
import { addDays, jourLocal } from '#lib/domain/calendrier.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unMot } from '../steps/connexion.ts'
import { POINTS_DE_FLORAC, POINTS_DE_MENDE, type Publies, publierDesPoints } from '../steps/points.ts'

const MAIRIE = 'Mairie fictive de Mende'
const RETIRE = `Point retiré ${unMot()}`
/** Lately enough to be trusted, whatever the day. */
const CONFIRMEE_LE = addDays(jourLocal(new Date(), 'Europe/Paris'), -30)
let points: Publies

// One publication for all: the tests of this file read, each its own way.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  const retire = { ...POINTS_DE_MENDE[0], nom: RETIRE }
  const [mairie, ...autres] = POINTS_DE_MENDE
  const contenus = [{ ...mairie, misAJourLe: CONFIRMEE_LE }, ...autres, ...POINTS_DE_FLORAC, retire]
  points = await publierDesPoints(contenus, '48', 'Centre fictif de la Margeride')
  await points.retirer(RETIRE)
})
test.afterAll(() => points.fin())

const cartes = (page: Page) => page.locator('.points > li')
const noms = (page: Page) => cartes(page).getByRole('heading').allTextContents()
const DE_MENDE = '/points-de-contact?commune=48095'
const DE_FLORAC = '/points-de-contact?commune=48061'

test('[PDC-01] sans JavaScript, l’annuaire donne tout d’un point, les siens d’abord', async ({
  withoutScript,
  expectAccessible,
  page: withScript,
}) => {
  const page = await withoutScript.newPage()
  await page.goto('/points-de-contact')
  await page.getByLabel('Commune ou code postal').fill('mende')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Points de contact pour Mende')
  expect(await noms(page)).toEqual([
    MAIRIE,
    'Relais fictif de Marvejols',
    'Allô logement fictif de Lozère',
    'Site fictif de Lozère',
  ])
  await expect(page.getByText('Demandez à la mairie ou à un point de contact de cette page.')).toBeVisible()
  await page.getByRole('link', { name: 'un point de contact de cette page' }).click()
  await expect(page.locator('#points')).toBeInViewport()
  const mairie = cartes(page).first()
  await expect(mairie.getByText('1 place Inventée, 48000 Mende')).toBeVisible()
  await expect(mairie.getByRole('link', { name: /05\s36\s49\s04\s81/ })).toHaveAttribute('href', 'tel:0536490481')
  await expect(mairie.getByText('de 9 h à 12 h et de 14 h à 17 h 30')).toBeVisible()
  await expect(mairie.getByText(`Mis à jour le ${formatJour(CONFIRMEE_LE)}`)).toBeVisible()
  await expect(mairie.getByRole('link', { name: 'Signaler une erreur' })).toBeVisible()
  await expect(mairie.getByText('<img src=x onerror=alert(1)> Sonner')).toBeVisible()
  await expect(
    cartes(page)
      .nth(1)
      .getByText(/à environ 1\d\skm/),
  ).toBeVisible()
  await expect(page.locator('.carte')).toBeHidden()
  await expectNoSidewaysScroll(page)
  await withScript.goto(DE_MENDE)
  await expectAccessible(withScript)
})

test('[PDC-02] les filtres sont dans l’adresse ; l’absurde reçoit une phrase calme', async ({
  page,
  expectAccessible,
}) => {
  await page.goto(`${DE_MENDE}&canal=telephone`)
  expect(await noms(page)).toEqual(['Allô logement fictif de Lozère'])
  await page.getByRole('link', { name: 'Sur place' }).click()
  await expect(page).toHaveURL(/commune=48095.*canal=physique/)
  expect(await noms(page)).toEqual([MAIRIE, 'Relais fictif de Marvejols'])
  await page.goto(`${DE_MENDE}&accessible=oui&service=renouvellement&canal=physique`)
  expect(await noms(page)).toEqual([MAIRIE])
  await page.goto(`${DE_MENDE}&public=agents-publics`)
  expect(await noms(page)).toContain('Bureau fictif des agents publics')
  const ouverts = await page.goto(`${DE_MENDE}&ouvert=oui`)
  expect(ouverts?.headers()['cache-control']).toBe('public, max-age=0, s-maxage=30')
  expect(await noms(page)).toContain('Site fictif de Lozère')
  expect(await noms(page)).not.toContain('Relais fictif de Marvejols')
  // The filters leave none, the commune has some: what was asked is widened first, the town hall comes last.
  await page.goto(`${DE_MENDE}&ouvert=oui&canal=physique&service=entretien`)
  await expect(page.getByText('Aucun point de contact ne correspond.')).toBeVisible()
  await expect(page.locator('#points').locator('p, li')).toHaveText([
    'Aucun point de contact ne correspond.',
    'Voir aussi ceux qui sont fermés maintenant',
    'Chercher sur place, par téléphone et sur internet',
    'Chercher pour toutes les démarches',
    'Voir tous les points de contact pour Mende',
    'Voir tous les points de contact',
    'La mairie de votre commune peut vous dire à qui vous adresser.',
  ])
  await expect(page.getByText('Demandez à la mairie ou à un point de contact pour Mende.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'un point de contact pour Mende' }).click()
  await expect(page).toHaveURL(DE_MENDE)
  expect(await noms(page)).toContain(MAIRIE)
  await page.goto('/points-de-contact?canal=pigeon&service=<b>&rayon=-1&pres=a,b&suivant=zz&departement=48')
  await expect(page.getByText('Cette adresse contient des filtres qui n’existent pas')).toBeVisible()
  expect((await noms(page)).length).toBeGreaterThan(3)
  const tous = await page.goto('/points-de-contact?ouvert=non&departement=48')
  await expect(page.getByText('un filtre qui n’existe pas : « ouvert maintenant ».')).toBeVisible()
  expect(tous?.headers()['cache-control']).toContain('s-maxage=')
  await page.goto('/points-de-contact?q=zzzzzzzz')
  await expect(page.getByText('Aucune commune ne correspond à « zzzzzzzz ».')).toBeVisible()
  // A postcode that more than forty communes share: eight are named, the others unfold, each with the filters.
  await page.goto('/points-de-contact?q=51300&canal=telephone&accessible=oui')
  const aussi = page.getByText('Ce nom ou ce code désigne aussi')
  await expect(aussi.getByRole('link')).toHaveCount(8)
  await page.getByText(/^Voir les \d\d autres communes$/).click()
  const autre = page.locator('details[open]').getByRole('link').last()
  const code = /commune=(\d{5})/.exec((await autre.getAttribute('href')) ?? '')?.[1]
  await autre.click()
  await expect(page).toHaveURL(new RegExp(`\\?(?=.*commune=${code})(?=.*canal=telephone)(?=.*accessible=oui)`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Points de contact pour')
})

test('[PDC-11] sans JavaScript, une distance se choisit autour d’un lieu et reste avec les autres filtres', async ({
  withoutScript,
  expectAccessible,
  page: withScript,
}) => {
  const page = await withoutScript.newPage()
  await page.goto('/points-de-contact?canal=physique')
  const plus = page.getByText('Distance, démarche, public, horaires, accès')
  await page.getByLabel('Commune ou code postal').fill('mende')
  await plus.click()
  await page.getByLabel('Distance').selectOption('5')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(/canal=physique/)
  expect(await noms(page)).toEqual([MAIRIE])
  await page.getByLabel('Ce que je veux faire').selectOption('Avoir un entretien')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(/canal=physique.*rayon=5.*service=entretien/)
  await expect(page.getByText('Aucun point de contact ne correspond.')).toBeVisible()
  await expect(page.getByLabel('Commune ou code postal')).toHaveValue('Mende')
  await expect(page.getByLabel('Distance')).toHaveValue('5')
  await page.getByLabel('Ce que je veux faire').selectOption('')
  await page.getByLabel('Distance').selectOption('20')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(/rayon=20/)
  expect(await noms(page)).toEqual([MAIRIE, 'Relais fictif de Marvejols'])
  // A place by its coordinates goes along with the form, and can be left.
  await page.goto('/points-de-contact?pres=44.52,3.5&rayon=7&canal=physique')
  expect(await noms(page)).toContain(MAIRIE)
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(/pres=44.52%2C3.5.*rayon=7/)
  expect(await noms(page)).toContain(MAIRIE)
  await page.getByRole('link', { name: 'Ne plus chercher autour de ce lieu' }).click()
  await expect(page.getByText('Une distance se compte depuis un lieu.')).toBeVisible()
  await expect(page.getByLabel('Distance')).toHaveValue('7')
  await expectNoSidewaysScroll(page)
  await withScript.goto(`${DE_MENDE}&rayon=5&canal=physique&service=entretien`)
  await withScript.getByRole('link', { name: 'Chercher à toutes les distances' }).click()
  await expect(withScript).not.toHaveURL(/rayon/)
  await withScript.goto('/points-de-contact?rayon=5')
  await expect(withScript.getByText('Une distance se compte depuis un lieu.')).toBeVisible()
  await expectAccessible(withScript)
  // A commune chosen among those proposed goes with what the form says now, which was not sent yet.
  await withScript.goto('/points-de-contact?canal=physique&departement=48')
  await withScript.getByLabel('Distance').selectOption('20')
  await withScript.getByLabel('Ce que je veux faire').selectOption('S’informer')
  await withScript.getByLabel('Je suis').selectOption('Locataires')
  await withScript.getByRole('combobox', { name: 'Commune ou code postal' }).fill('mende')
  await withScript.getByRole('option', { name: /^Mende/ }).click()
  await expect(withScript).toHaveURL(
    /\/points-de-contact\?canal=physique&rayon=20&service=information&public=locataires&commune=48095$/,
  )
  expect(await noms(withScript)).toEqual(['Relais fictif de Marvejols'])
  await expect(withScript.getByLabel('Distance')).toHaveValue('20')
})

test('[PDC-04] la carte est numérotée comme la liste, la suit, et ne demande rien ailleurs', async ({
  page,
  baseURL,
  expectAccessible,
}) => {
  const ailleurs: string[] = []
  page.on('request', (asked: Request) => {
    if (!asked.url().startsWith(baseURL ?? '') && asked.url().startsWith('http')) ailleurs.push(asked.url())
  })
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(DE_MENDE)
  await page.locator('.carte').scrollIntoViewIfNeeded()
  const premiere = page.getByRole('button', { name: `1. ${MAIRIE}` })
  await expect(premiere).toBeVisible()
  await expect(page.getByRole('button', { name: '2. Relais fictif de Marvejols' })).toBeVisible()
  await page.locator(`#point-${points.id(MAIRIE)}`).hover()
  await expect(premiere).toHaveClass(/epingle--active/)
  await page.getByRole('button', { name: '2. Relais fictif de Marvejols' }).focus()
  await expect(page.locator('.point--actif')).toContainText('Relais fictif de Marvejols')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Voir dans la liste' })).toBeVisible()
  await expect(page.getByText('Fond : Natural Earth')).toBeVisible()
  await expect(page.locator('.carte__terre')).toBeAttached()
  await expectAccessible(page)
  // A device that asked for dark colours gets a dark map without choosing anything; so does a choice on a light one.
  const mer = () => page.locator('.carte__leaflet').evaluate((map) => getComputedStyle(map).backgroundColor)
  const claire = await mer()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(mer).not.toBe(claire)
  const sombre = await mer()
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(mer).toBe(claire)
  await page.getByLabel('Couleurs du site').selectOption('Sombres')
  await expect.poll(mer).toBe(sombre)
  expect(ailleurs).toEqual([])
})

test('[PDC-09] la carte montre toute la sélection, numérotée comme la liste que l’on lit page par page sans script', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  const liste = await withoutScript.newPage()
  const rangs = new Map<string | null, number>()
  await liste.goto(DE_FLORAC)
  for (let suite = liste.getByRole('link', { name: 'Points suivants' }); ; await suite.click()) {
    await expect(liste.locator('.annuaire__suite')).toContainText(`${rangs.size + 1} à`)
    for (const carte of await cartes(liste).all())
      rangs.set(await carte.getAttribute('data-point'), Number(await carte.locator('.point__numero').textContent()))
    if ((await suite.count()) === 0) break
  }
  expect([...rangs.values()]).toEqual(Array.from(rangs, (_, index) => index + 1))

  await page.setViewportSize({ width: 1280, height: 900 })
  const arrivees = page.waitForResponse(/positions\.json/)
  await page.goto(DE_FLORAC)
  await expect(page.locator('.carte')).toContainText('23 des 25 points de la liste sont sur la carte')
  await page.locator('.carte').scrollIntoViewIfNeeded()
  const reponse = await arrivees
  expect(reponse.headers()['cache-control']).toBe('public, max-age=600, s-maxage=600')
  const ouverts = await page.request.get(reponse.url().replace('?', '?ouvert=oui&'))
  expect(ouverts.headers()['cache-control']).toBe('no-store')
  const positions: [string, string, number, number, number][] = await reponse.json()
  expect(positions.map(([id, , , , numero]) => [id, numero])).toEqual(positions.map(([id]) => [id, rangs.get(id)]))
  expect(positions).toHaveLength(23)

  // A group grows until its pins come apart; those of another page of the list lead to their own.
  const pins = page.locator('.carte .leaflet-marker-icon[role=button]')
  await expect
    .poll(async () =>
      (
        await pins.evaluateAll((all) => all.map(({ ariaLabel }) => /^(\d+) lieux/.exec(ariaLabel ?? '')?.[1] ?? '1'))
      ).reduce((sum, count) => sum + Number(count), 0),
    )
    .toBe(23)
  await expectAccessible(page)
  const memeEndroit = page.getByRole('button', { name: /^2 lieux au même endroit/ })
  while ((await memeEndroit.count()) === 0) {
    const holder = page.getByRole('button', { name: /Agrandir la carte/ }).last()
    const label = await holder.getAttribute('aria-label')
    await holder.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: label ?? '', exact: true })).toHaveCount(0)
  }
  await memeEndroit.focus()
  await page.keyboard.press('Enter')
  const lien = page.locator('.leaflet-popup').getByRole('link').first()
  await expect(lien).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.locator('.leaflet-popup')).toBeHidden()
  await expect(memeEndroit).toBeFocused()
  await page.keyboard.press('Enter')
  const name = await lien.textContent()
  await lien.press('Enter')
  await expect(page).toHaveURL(/\/points-de-contact\/[\w-]+$/)
  expect(name).toContain((await page.getByRole('heading', { level: 1 }).textContent()) ?? '?')

  // Without the other pins the map still has those of the page, and says so.
  await page.route(/positions\.json/, (route) => route.abort())
  await page.goto(DE_FLORAC)
  await page.locator('.carte').scrollIntoViewIfNeeded()
  await expect(page.getByText('La carte ne montre que les lieux de cette page')).toBeVisible()
  await expect(pins.first()).toBeVisible()
})

test('[PDC-12] une carte faite pendant que la page s’imprime montre ensuite ses épingles', async ({ page }) => {
  const printed = Promise.withResolvers<void>()
  await page.route('**/positions.json*', async (route) => {
    await printed.promise
    await route.continue()
  })
  // More points than a page holds: the others are asked for. Fewer, the map waits for nothing that can be held.
  await page.goto('/points-de-contact')
  await page.locator('.carte').scrollIntoViewIfNeeded()
  await expect(page.getByText('La carte arrive…')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  printed.resolve()
  await expect(page.locator('.carte__leaflet')).toBeAttached()
  await page.emulateMedia({ media: 'screen' })
  await expect(page.locator('.carte .leaflet-marker-icon[role=button]').first()).toBeVisible()
})
