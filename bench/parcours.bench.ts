/**
 * `parcours`: from the home page to « renouvelée », by the links that it shows and the code that signs in, in Chromium as a cheap phone on slow 4G has it (the profile of
 * Lighthouse: 150 ms, 1.6 Mb/s down, 750 kb/s up, processor slowed four times), by the five taps of who changes nothing.
 * A page is there once its content is painted and all that it loads is loaded, by what the browser says: what the test
 * then asks of the page (its heading, where to touch next) is not counted, nor that people think between pages, wait for a
 * message and type. A page that comes in the place of another, without a document, is there when its text is.
 */
import { randomInt } from 'node:crypto'
import { type Browser, type CDPSession, chromium, expect, type Locator } from '@playwright/test'
import { desc, eq } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { messageEnvoye } from '#db/schema/index.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { startPortal } from '../scripts/navigateur.ts'
import { ensurePrograms } from '../scripts/systeme.ts'
import { type Bench, median, type Row, spread } from './banc.ts'
import { attachDemandeur, courrielDe, withBase } from './portail.ts'

const LATENCE = 150
const DEBIT = { downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const PROCESSEUR = 4
/** What a first connection takes beside its request (TCP, then two ways for TLS), which the browser's brake leaves out. */
const OUVERTURE = 3 * LATENCE
const PASSAGES = 5
const OBJECTIFS = { secondes: 10, touches: 5, octets: 400_000 }

type Passage = Readonly<{ secondes: number; touches: number; octets: number }>

/** Brakes this page as the phone does, and counts every byte that it receives, headers and redirections too. */
async function playPhone(cdp: CDPSession): Promise<() => number> {
  let octets = 0
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    octets += encodedDataLength
  })
  cdp.on('Network.requestWillBeSent', ({ redirectResponse }) => {
    octets += redirectResponse?.encodedDataLength ?? 0
  })
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: LATENCE, ...DEBIT })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: PROCESSEUR })
  return () => octets
}

/**
 * Tells of the next page when it is there (the instant at which the browser has said both that it paints its content and
 * that all it loads is loaded), then when nothing comes any more. Asked of the browser, not of the page, whose braked
 * processor would pay for the question.
 */
async function watchPages(cdp: CDPSession): Promise<() => Record<'montree' | 'calme', Promise<number>>> {
  await cdp.send('Page.enable')
  await cdp.send('Page.setLifecycleEventsEnabled', { enabled: true })
  const { frame } = (await cdp.send('Page.getFrameTree')).frameTree
  return () => {
    const heard = new Map<string, Set<string>>()
    /** What had begun before has no beginning here. */
    const all = (...wanted: readonly string[]): Promise<number> =>
      new Promise((done) => {
        const hear = ({ frameId, loaderId, name }: { frameId: string; loaderId: string; name: string }): void => {
          if (frameId !== frame.id) return
          const names = (heard.get(loaderId) ?? new Set()).add(name)
          heard.set(loaderId, names)
          if (!wanted.every((one) => names.has(one))) return
          cdp.off('Page.lifecycleEvent', hear)
          done(performance.now())
        }
        cdp.on('Page.lifecycleEvent', hear)
      })
    return {
      montree: all('init', 'firstContentfulPaint', 'load'),
      calme: all('init', 'firstContentfulPaint', 'load', 'networkIdle'),
    }
  }
}

/** The code that left for this address, as the person reads it elsewhere. */
async function readCode(courriel: string): Promise<string> {
  const [message] = await db
    .select({ corps: messageEnvoye.corps })
    .from(messageEnvoye)
    .where(eq(messageEnvoye.destinataire, courriel))
    .orderBy(desc(messageEnvoye.createdAt))
    .limit(1)
  const code = /\d{3}\s?\d{3}/.exec(message?.corps ?? '')?.[0]
  if (!code) throw new Error('No code left')
  return code
}

/** One applicant with an account and no session, on a browser that knows nothing of the site. */
async function passer(browser: Browser, url: string): Promise<Passage> {
  const demande = await insertUneDemande({ sequence: randomInt(1_000_000) })
  await db.transaction((tx) => attachDemandeur(tx, demande))
  const context = await browser.newContext({
    baseURL: url,
    locale: 'fr-FR',
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const octets = await playPhone(cdp)
  const suivante = await watchPages(cdp)
  let [millisecondes, touches] = [OUVERTURE, 0]
  const paraitre = async (act: () => Promise<unknown>, titre: string | RegExp): Promise<void> => {
    const { montree, calme } = suivante()
    const start = performance.now()
    await act()
    millisecondes += (await montree) - start
    await expect(page.getByRole('heading', { level: 1, name: titre })).toBeVisible()
    await calme
  }
  /** The same of a page that comes without a document: seen by its text, a little late. */
  const glisser = async (act: () => Promise<unknown>, attendu: Locator): Promise<void> => {
    const start = performance.now()
    await act()
    await attendu.waitFor()
    millisecondes += performance.now() - start
    await page.waitForLoadState('networkidle')
  }
  /** Where a finger goes, once the eye has found it. */
  const viser = async (cible: Locator): Promise<() => Promise<void>> => {
    await cible.scrollIntoViewIfNeeded()
    const box = await cible.boundingBox()
    if (!box) throw new Error('Nothing to touch there')
    return () => {
      touches += 1
      return page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
    }
  }
  const lien = (name: string): Promise<() => Promise<void>> => viser(page.getByRole('link', { name }).first())
  const bouton = (name: string | RegExp): Promise<() => Promise<void>> => viser(page.getByRole('button', { name }))
  await paraitre(() => page.goto('/', { waitUntil: 'commit' }), 'Que voulez-vous faire ?')
  await glisser(await lien('Renouveler ma demande'), page.getByRole('link', { name: 'Renouveler en ligne' }))
  const courriel = page.getByRole('textbox', { name: 'Votre adresse de courriel' })
  await glisser(await lien('Renouveler en ligne'), courriel)
  await courriel.fill(courrielDe(demande))
  const code = page.getByRole('textbox', { name: 'Code reçu par courriel' })
  await glisser(await bouton('Recevoir un code'), code)
  await code.fill(await readCode(courrielDe(demande)))
  await glisser(await bouton('Me connecter'), page.getByText('Étape 1 sur 4'))
  // Counted once signed in.
  touches = 0
  await paraitre(await bouton('Rien n’a changé'), 'Vos ressources de chaque mois')
  await paraitre(await bouton(/^Toujours/), 'Votre revenu fiscal de référence')
  await paraitre(await bouton(/^Toujours/), 'Confirmer')
  const [jurer, renouveler] = [await viser(page.locator('label[for="honneur"]')), await bouton('Renouveler ma demande')]
  await paraitre(() => jurer().then(renouveler), /^Votre demande est renouvelée jusqu’au/)
  await context.close()
  return { secondes: millisecondes / 1000, touches, octets: octets() }
}

export const bench: Bench = {
  nom: 'parcours',
  run: async () => {
    const { chromiumSansFenetre: executablePath } = ensurePrograms(['chromiumSansFenetre'])
    const portal = await startPortal()
    let browser: Browser | undefined
    try {
      const opened = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'],
      })
      browser = opened
      const runs = await withBase(portal, async () => {
        // The server has answered each page once before anything is timed.
        await passer(opened, portal.url)
        const passages: Passage[] = []
        for (let turn = 0; turn < PASSAGES; turn++) passages.push(await passer(opened, portal.url))
        return passages
      })
      const row = (key: keyof Passage, unite: string, most: number, objectif: string): Row => {
        const values = runs.map((run) => Math.round(run[key] * 100) / 100)
        const mesure = median(values)
        return {
          nom: 'parcours',
          mesure,
          limite: null,
          unite,
          rapport: null,
          objectif,
          atteint: mesure <= most,
          details: { critere: key, ...spread(values) },
        }
      }
      return [
        row('secondes', 's', OBJECTIFS.secondes, '≤ 10 s de machine et de réseau, de l’accueil à « renouvelée »'),
        row('touches', 'touches', OBJECTIFS.touches, '≤ 5 touches une fois connecté'),
        row('octets', 'octets', OBJECTIFS.octets, '≤ 400 Ko en tout'),
      ]
    } finally {
      await browser?.close()
      await portal.stop()
    }
  },
}
