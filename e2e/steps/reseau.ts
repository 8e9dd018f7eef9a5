/** A network that is cut for one page. */
import type { Page } from '@playwright/test'

/** Nothing that the script of this page sends arrives, not even its last words as it closes, which no route of a test stops. */
export const couperLeFil = (page: Page): Promise<void> =>
  page.evaluate(() => {
    globalThis.fetch = () => Promise.reject(new TypeError('Cut by the test'))
  })
