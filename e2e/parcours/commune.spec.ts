import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { jour, jourLocal } from '#lib/domain/calendrier.ts'
import { isAncien } from '#lib/domain/guichet/fraicheur.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { publierDesChiffres } from '../steps/chiffres.ts'

const FOIX = '/communes/09122-foix'
const IMAGE_DU_README = 'docs/images/commune.png'
const SAVERDUN = '/communes/09282-saverdun'

test('[COM-01] la page d’une commune dit ses chiffres, ses points de contact et ses voisines', async ({
  page,
  expectAccessible,
}) => {
  await page.goto(FOIX)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Le logement social à Foix')
  await expect(page.getByText('Code postal 09000')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Où aller, qui appeler' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Communes voisines' })).toBeVisible()
  await expectAccessible(page)
})

test('[COM-11] chaque chiffre a sa définition, sa date et sa source ; l’image et le tableau disent les mêmes nombres', async ({
  page,
}) => {
  await page.goto(SAVERDUN)
  const cartes = page.locator('.carte-chiffre')
  await expect(cartes).toHaveText([
    /Logements sociaux au 1er janvier 2026.*197.*au 1er janvier 2026/,
    /Demandes en attente au 31\s+décembre\s+2025.*36.*premier choix.*le total n’est pas la somme des types/,
    /Attributions en 2025.*12.*bail a été signé entre le 1er janvier et le 31 décembre 2025/,
  ])
  await expect(page.getByText('Pour 1 logement attribué en 2025, 3 ménages attendent.')).toBeVisible()
  await expect(page.getByText('Source : Données de démonstration, inventées.')).toBeVisible()
  await expect(page.getByText('« Moins de » : les petits nombres ne sont pas diffusés')).toBeVisible()
  await page.getByText('Voir en tableau').click()
  const lignes = await page
    .locator('.chiffres-tableau tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.children, (cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())),
    )
  const image = await page
    .locator('.barres__type')
    .evaluateAll((types) =>
      types.map((type) =>
        Array.from(type.querySelectorAll('.barres__nom, .barre__valeur strong'), (part) =>
          (part.textContent ?? '').replace(/\s+/g, ' ').trim(),
        ),
      ),
    )
  expect(image).toEqual(lignes.slice(0, -1))
  expect(lignes).toContainEqual(['T1', '9', '18', 'moins de 5'])
  // The total of the demandes is the one declared, lower than what the types make: 9 + 14 + 12 + 6 and three small ones.
  expect(lignes.at(-1)).toEqual(['Ensemble', '36', '197', '12'])
})

test('[COM-12] une commune sans chiffre ni point publié le dit, et mène à qui demander', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/communes/35238-rennes')
  await expect(page.getByRole('heading', { name: 'Pas de chiffre publié pour cette commune' })).toBeVisible()
  await expect(page.locator('.carte-chiffre')).toHaveCount(0)
  await expect(page.getByText('Aucun point de contact n’est publié pour Rennes.')).toBeVisible()
  await expectAccessible(page)
  // Without figures and with: from the page and from its directory, who to ask is said once, and leads to points.
  await publierDesChiffres('29232', 2026, [['ensemble', 'Parcours de test']])
  await expect(async () => {
    await page.goto('/communes/29232-quimper')
    await expect(page.locator('.carte-chiffre')).toHaveCount(3, { timeout: 1 })
  }).toPass()
  await expect(page.getByText('Aucun point de contact n’est publié pour Quimper.')).toBeVisible()
  for (const [path, code] of [
    ['/communes/35238-rennes', '35238'],
    ['/communes/29232-quimper', '29232'],
  ])
    for (const address of [path ?? '', `/points-de-contact?commune=${code}`]) {
      await page.goto(address)
      const renseigner = page.getByRole('link', { name: 'qui peut vous renseigner' })
      await expect(renseigner).toHaveCount(code === '35238' ? 1 : 0)
      if (code === '35238') {
        await renseigner.click()
        await expect(page.locator('#points')).toBeInViewport()
      }
      await expect(page.getByText(/\bmairie\b/i)).toHaveCount(1)
      await expectAccessible(page)
      await page.getByRole('link', { name: 'les points de contact les plus proches' }).click()
      await expect(page).toHaveURL(/\/points-de-contact\?pres=4\d[\d.]*%2C-\d[\d.]*$/)
      await expect(page.locator('.points > li').first()).toBeVisible()
    }
})

test('[COM-02] un code seul, un mauvais nom et un arrondissement mènent à la page de la commune', async ({
  request,
}) => {
  for (const [from, to] of [
    ['/communes/09122', '/communes/09122-foix'],
    ['/communes/09122-nimporte', '/communes/09122-foix'],
    ['/communes/75101', '/communes/75056-paris'],
  ]) {
    const answer = await request.get(from ?? '', { maxRedirects: 0 })
    const targets = answer
      .headersArray()
      .flatMap(({ name, value }) => (name.toLowerCase() === 'location' ? [value] : []))
    expect([from, answer.status(), targets]).toEqual([from, 308, [to]])
  }
})

test('[COM-03] une commune inconnue ou une adresse mal formée est dite en français', async ({ page }) => {
  for (const address of ['/communes/99999-nulle-part', '/communes/abc', '/communes/<script>']) {
    const answer = await page.goto(address)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas')
  }
})

test('[COM-04] la page est entière sans JavaScript', async ({ withoutScript }) => {
  const page = await withoutScript.newPage()
  await page.goto(FOIX)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Le logement social à Foix')
  await expect(page.getByRole('heading', { name: 'Où aller, qui appeler' })).toBeVisible()
  await expect(page.locator('.carte-chiffre')).toHaveCount(3)
  await expect(page.locator('.barres__type').first()).toBeVisible()
  const point = page.locator('.points > li').first()
  await expect(point).toContainText(/\d{5} /)
  await expect(point).toContainText('Renouveler une demande')
  await expect(point).toContainText(/Accessible|Non accessible|Accès/)
  const fraicheur = point.getByText(/(Mis à jour|non confirmées depuis) le \d/)
  const confirmeLe = jour((await fraicheur.locator('time').getAttribute('datetime')) ?? '')
  // The demonstration grows old: what its centres said is no longer taken as true one day.
  await expect(fraicheur).toHaveText(
    isAncien(confirmeLe, jourLocal(new Date(), 'Europe/Paris')) ? /^Informations non confirmées/ : /^Mis à jour/,
  )
  await expect(point.getByText(/de \d+\sh/).first()).toBeVisible()
  await expect(point.locator('a[href^="tel:"]').first()).toBeVisible()
  await expect(point.getByRole('link', { name: /^Signaler une erreur/ })).toBeVisible()
  for (const canal of ['Sur place', 'Par téléphone', 'Sur internet'])
    await expect(page.getByRole('heading', { name: canal })).toBeVisible()
})

test('[COM-05] rien ne déborde à 320 px, et la page sombre est accessible', async ({ page, expectAccessible }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(FOIX)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('[COM-07] l’image du README existe et pèse moins de 200 Ko, comme une capture d’aujourd’hui', async ({ page }) => {
  const taille = { width: 1280, height: 800 }
  await page.setViewportSize(taille)
  await page.goto(FOIX)
  await expect(page.getByText('Chiffres inventés')).toBeVisible()
  const picture = await page.screenshot({ path: process.env.PORTAIL_IMAGES ? IMAGE_DU_README : undefined })
  expect(readFileSync('README.md', 'utf8')).toContain(`](${IMAGE_DU_README})`)
  // The one that is committed, and the one of today: what the README shows is still made from the product.
  for (const png of [readFileSync(IMAGE_DU_README), picture]) {
    expect(png.length).toBeLessThanOrEqual(200 * 1024)
    expect(png.toString('latin1', 1, 4)).toBe('PNG')
    expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual(taille)
  }
})

test('[COM-06] imprimée, la page tient sur une feuille A4 avec son code QR', async ({ page }) => {
  // Marseille and Rouen have the most to say: long names, many points, a week without two like days.
  for (const address of ['/communes/13055-marseille', '/communes/76540-rouen', FOIX]) {
    await page.goto(address)
    const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    expect([address, paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length]).toEqual([address, 1])
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('/communes/09122-foix')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Menu principal' })).toBeHidden()
})

test('[COM-08] la page stockée attend d’être touchée ou vue pour charger son cadre de scripts', async ({
  page,
  request,
}) => {
  await request.get(FOIX)
  await page.setViewportSize({ width: 360, height: 740 })
  const scripts: string[] = []
  page.on('request', (asked) => {
    if (asked.resourceType() === 'script') scripts.push(asked.url())
  })
  await page.goto(FOIX)
  const attendus = page.locator('script[data-src]')
  const statut = page.locator('.statut').first()
  await expect(attendus).not.toHaveCount(0)
  expect(scripts).toEqual([])
  await expect(statut).toBeEmpty()

  await page.mouse.wheel(0, 40)
  await expect(attendus).toHaveCount(0)
  await expect(statut).toContainText(/Ouvert|Fermé/)
  await expect(page.getByLabel('Couleurs du site')).toBeVisible()
})

test('[COM-10] ce qui est plus bas attend d’être approché, se dessine au repos, et d’emblée sans script', async ({
  page,
  request,
  withoutScript,
}) => {
  await request.get(FOIX)
  // The style that the stylesheet gives each part, before and apart from what rest makes of it.
  const styles = (of: Page) =>
    of.locator('[data-plus-bas]').evaluateAll((parts: HTMLElement[]) =>
      parts.map((part) => {
        const drawn = part.style.contentVisibility
        part.style.contentVisibility = ''
        const given = getComputedStyle(part).contentVisibility
        part.style.contentVisibility = drawn
        return { given, drawn }
      }),
    )
  await page.goto(FOIX)
  await expect.poll(async () => new Set((await styles(page)).map(({ drawn }) => drawn))).toEqual(new Set(['visible']))
  const parts = await styles(page)
  expect(parts.length).toBeGreaterThan(5)
  expect(new Set(parts.map(({ given }) => given))).toEqual(new Set(['auto']))

  // What waits is still found by an address that names it.
  const dernier = await page.locator('.point[id]').last().getAttribute('id')
  await page.goto('/aide')
  await page.goto(`${FOIX}#${dernier}`)
  await expect(page.locator(`#${dernier}`)).toBeInViewport()

  await page.emulateMedia({ media: 'print' })
  expect(new Set((await styles(page)).map(({ given }) => given))).toEqual(new Set(['visible']))

  const sansScript = await withoutScript.newPage()
  await sansScript.goto(FOIX)
  await expect(sansScript.locator('[data-plus-bas]').last()).toHaveCSS('content-visibility', 'visible')
})

test('[COM-09] le clavier et un grand écran la font vivre aussi', async ({ page, request }) => {
  await request.get(FOIX)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(FOIX)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Couleurs du site')).toBeVisible()

  await page.setViewportSize({ width: 1280, height: 3000 })
  await page.goto(FOIX)
  await expect(page.locator('.statut').first()).toContainText(/Ouvert|Fermé/)
})
