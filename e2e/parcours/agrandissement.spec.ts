import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { GESTIONNAIRE, seConnecter } from '../steps/connexion.ts'

/** What a window of 1280 × 1024 shows at 400 %. */
test.use({ viewport: { width: 320, height: 256 } })

/** Every text of the page stands inside the window sideways: nothing is cut, nothing is under an edge. */
async function expectNothingCut(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page)
  const cut = await page.getByRole('main').evaluate((main) =>
    [...main.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, label, button, a, input, select, textarea, summary')]
      .filter((element) => element.checkVisibility() && !element.closest('.carte, .tableau, .visuellement-cache'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 1 && (left < -1 || right > window.innerWidth + 1)
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(cut).toEqual([])
}

/** With the keyboard alone, the next places where one stops are in the window and outlined. */
async function expectFocusSeen(page: Page, stops = 12): Promise<void> {
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { top, bottom, left, right } = element.getBoundingClientRect()
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return {
        where: element.outerHTML.slice(0, 120),
        inside: bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth,
        outlined: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
      }
    })
    if (seen) expect(seen).toEqual({ where: seen.where, inside: true, outlined: true })
  }
}

const ADRESSES = { accueil: '/', commune: '/communes/09122-foix', recherche: '/communes?q=saint' } as const

test('[AGR-01] à 400 %, l’accueil, une commune et une recherche se lisent sans rien perdre, et l’on voit où l’on est', async ({
  page,
  expectAccessible,
}) => {
  for (const adresse of Object.values(ADRESSES)) {
    await page.goto(adresse)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNothingCut(page)
    await expectFocusSeen(page)
    await expectAccessible(page)
  }
})

test('[AGR-03] à 400 %, l’annuaire et un point de contact se lisent sans rien perdre, et l’on voit où l’on est', async ({
  page,
  request,
  expectAccessible,
}) => {
  const { points } = await (await request.get('/api/v1/points-de-contact?commune=09122&limite=1')).json()
  for (const adresse of ['/points-de-contact?departement=13', `/points-de-contact/${points[0].id}`]) {
    await page.goto(adresse)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNothingCut(page)
    await expectFocusSeen(page)
    await expectAccessible(page)
  }
})

test('[AGR-02] à 400 %, le formulaire d’un point se remplit sans rien perdre', async ({ page, expectAccessible }) => {
  await seConnecter(page, GESTIONNAIRE, '/admin/points/nouveau')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNothingCut(page)
  await expectFocusSeen(page)
  await expectAccessible(page)
})
