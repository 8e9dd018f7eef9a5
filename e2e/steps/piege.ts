/** A trap for what a text must never become: a script that runs, an element, an attribute, a link elsewhere. */
import { expect, type Page } from '@playwright/test'

/** Every link of a page leads by one of these, or stays on the portal. */
const LIENS = /^(?:https?:\/\/|tel:|mailto:|[/#?])/

/**
 * Sets the trap on every page of this browser; the answer looks at the page as it stands. What happened on the pages
 * before it counts too.
 */
export async function tendreUnPiege(page: Page): Promise<() => Promise<void>> {
  const arrive: string[] = []
  page.on('dialog', (dialog) => {
    arrive.push(`dialogue : ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => arrive.push(`erreur : ${error.message}`))
  page.on('request', (asked) => {
    const { hostname, pathname } = new URL(asked.url())
    if (hostname.endsWith('x.invalid') || pathname.endsWith('/x')) arrive.push(`requête : ${asked.url()}`)
  })
  await page.exposeFunction('__piege', (what: string) => arrive.push(what))
  await page.addInitScript(() => {
    const tell = (what: string) => (window as unknown as { __piege: (said: string) => void }).__piege(what)
    Object.defineProperty(window, '__xss', { set: () => tell('un texte s’est exécuté'), get: () => undefined })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      tell(`règle de contenu : ${violatedDirective} ${blockedURI} ${sample}`),
    )
  })
  return async () => {
    const found = await page.evaluate(() => {
      const elements = [...document.querySelectorAll('*')]
      return {
        ecouteurs: elements.flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on'))),
        nes: elements
          .filter((one) => one.matches('img[src="x"], iframe, object, embed, base'))
          .map((one) => one.outerHTML),
        scripts: [...document.scripts].map(({ text }) => text.trim()).filter((text) => text.startsWith('window.__xss')),
        liens: elements.flatMap((one) => one.getAttribute('href') ?? one.getAttribute('xlink:href') ?? []),
      }
    })
    expect({ ...found, liens: found.liens.filter((lien) => !LIENS.test(lien)), arrive }).toEqual({
      ecouteurs: [],
      nes: [],
      scripts: [],
      liens: [],
      arrive: [],
    })
    expect(found.liens.length).toBeGreaterThan(0)
  }
}
