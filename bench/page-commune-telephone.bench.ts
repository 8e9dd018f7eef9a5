/** `page-commune-telephone`: Lighthouse on the page of a commune, as a cheap phone on slow 4G sees it; median of 5. */
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { startPortal } from '../scripts/navigateur.ts'
import { ensurePrograms } from '../scripts/systeme.ts'
import { type Bench, median, type Row, spread } from './banc.ts'

const PAGE = '/communes/09122-foix'
const NOM = 'page-commune-telephone'

type Figures = Readonly<{ lcp: number; octets: number; cls: number; tbt: number; accessibilite: number }>

async function audit(url: string, port: number): Promise<Figures> {
  // Defaults of Lighthouse for a phone: simulated slow 4G (150 ms, 1.6 Mb/s), processor slowed four times.
  const result = await lighthouse(url, {
    port,
    onlyCategories: ['performance', 'accessibility'],
    formFactor: 'mobile',
    logLevel: 'error',
  })
  if (!result) throw new Error('Lighthouse gave nothing')
  const { audits, categories } = result.lhr
  const value = (id: string): number => {
    const figure = audits[id]?.numericValue
    if (figure === undefined) throw new Error(`Lighthouse gave no ${id}`)
    return figure
  }
  return {
    lcp: value('largest-contentful-paint'),
    octets: value('total-byte-weight'),
    cls: value('cumulative-layout-shift'),
    tbt: value('total-blocking-time'),
    accessibilite: (categories.accessibility?.score ?? 0) * 100,
  }
}

export const bench: Bench = {
  nom: NOM,
  run: async () => {
    const { chromium } = ensurePrograms(['chromium'])
    const portal = await startPortal()
    const browser = await launch({
      chromePath: chromium,
      chromeFlags: [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-quic',
      ],
    })
    try {
      const url = `${portal.url}${PAGE}`
      await (await fetch(url)).text()
      const runs: Figures[] = []
      for (let turn = 0; turn < 5; turn++) runs.push(await audit(url, browser.port))
      const row = (
        key: keyof Figures,
        unite: string,
        objectif: string,
        reached: (value: number) => boolean,
        scale = 1,
      ): Row => {
        const values = runs.map((run) => run[key] / scale)
        const mesure = Math.round(median(values) * 1000) / 1000
        return {
          nom: NOM,
          mesure,
          limite: null,
          unite,
          rapport: null,
          objectif,
          atteint: reached(mesure),
          details: { critere: key, ...spread(values) },
        }
      }
      return [
        row('lcp', 's', 'LCP ≤ 1,8 s', (value) => value <= 1.8, 1000),
        row('octets', 'Ko', '≤ 250 Ko avant la carte', (value) => value <= 250, 1024),
        row('cls', '', 'CLS 0', (value) => value === 0),
        row('tbt', 'ms', 'TBT ≤ 200 ms', (value) => value <= 200),
        row('accessibilite', '/ 100', 'accessibilité 100', (value) => value === 100),
      ]
    } finally {
      browser.kill()
      await portal.stop()
    }
  },
}
