/** What every browser test shares: axe on a page, sign-in as an actor of the demonstration, a page without scripts. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

type Fixtures = {
  /** Expects axe to find nothing on the page as it stands. */
  expectAccessible: (page: Page) => Promise<void>
  /** A context where scripts are off: the page that a poor phone or an old browser gets. */
  withoutScript: BrowserContext
  /** Closes what the test opened, be it of another actor: left open, its pages go on working beside the next tests. */
  closeContexts: undefined
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      let seen: string
      let violations: Violations
      do {
        seen = await arrived(page)
        violations = (await audit(page)).violations
        // What was sent or followed just before may have brought another page, of which the audit saw the beginning.
      } while ((await arrived(page)) !== seen)
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([])
    })
  },
  withoutScript: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      baseURL,
      viewport: { width: 360, height: 740 },
    })
    await use(context)
    await context.close()
  },
  closeContexts: [
    async ({ browser }, use) => {
      // Those of a whole file are opened before its first test.
      const shared = new Set(browser.contexts())
      await use(undefined)
      const own = browser.contexts().filter((context) => !shared.has(context))
      await Promise.all(own.map((context) => context.close()))
    },
    { auto: true },
  ],
})

/** The same axe without its comments and long names: a browser reads it in half of the time. */
const AXE = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/**
 * Every rule of axe. In the page itself: no page here holds a frame of another site, for which axe would open a second
 * page to put its results together. What passed is not described, only what did not.
 */
const audit = (page: Page) =>
  new AxeBuilder({ page, axeSource: AXE })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/**
 * Waits for the whole page and its title: a link followed in the browser shows the new page some milliseconds before it,
 * since Next commits them apart. Answers which page it is: the instant of birth of its document, and its address.
 */
async function arrived(page: Page): Promise<string> {
  await page.waitForFunction(() => document.readyState === 'complete' && /\S/.test(document.title))
  return page.evaluate(() => `${performance.timeOrigin} ${location.href}`)
}

export { expect }

/** Nothing sticks out sideways: what 320 px wide and 400 % zoom ask for. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(client)
}
