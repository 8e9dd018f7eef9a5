/** What the benches of an import share: a portal, its gestionnaire on the page of censuses, and what it takes. */
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import postgres from 'postgres'
import { ensureDatabase, startEmbedded } from '../db/embedded.ts'
import { GESTIONNAIRE, seConnecterParProConnect } from '../e2e/steps/connexion.ts'
import { type Portal, startPortal } from '../scripts/navigateur.ts'
import { ensurePrograms } from '../scripts/systeme.ts'
import { writeGrandClasseur } from './grand-classeur.ts'
import { readOffre } from './offre.ts'

const ATTENTE = 180_000

export type Bureau = Readonly<{ page: Page; sql: postgres.Sql; portal: Portal }>

/** Opens all of it on fresh data, warmed by a small import, and closes it. */
export async function withBureau<T>(run: (bureau: Bureau) => Promise<T>): Promise<T> {
  const { chromiumSansFenetre: executablePath } = ensurePrograms(['chromiumSansFenetre'])
  const portal = await startPortal()
  const sql = postgres(await ensureDatabase(await startEmbedded(portal.data), 'portail'), {
    max: 1,
    onnotice: () => {},
  })
  let browser: Browser | undefined
  try {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    const context = await browser.newContext({ baseURL: portal.url, locale: 'fr-FR', javaScriptEnabled: false })
    const page = await context.newPage()
    page.setDefaultTimeout(ATTENTE)
    await seConnecterParProConnect(page, GESTIONNAIRE)
    const bureau = { page, sql, portal }
    await deposer(bureau, writeGrandClasseur(50))
    await publier(bureau, 50)
    await checkPublies(bureau, 50)
    await forget(sql)
    return await run(bureau)
  } finally {
    await browser?.close()
    await sql.end()
    await portal.stop()
  }
}

/** Seconds from the click that sends the file to its preview. */
export async function deposer({ page, sql }: Bureau, buffer: Buffer): Promise<number> {
  await page.goto('/admin/recensements')
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('#fichier').setInputFiles({ name: 'mesure.xlsx', mimeType, buffer })
  const start = performance.now()
  await page.getByRole('button', { name: 'Déposer et lire' }).click()
  await attendreLApercu(page, sql)
  return (performance.now() - start) / 1000
}

/** How often the page of a reading asks how far it is (`lecture/ronde.ts`); how often this bench looks for its end. */
const RONDE_MS = 2_000
const REGARD_MS = 20

/**
 * A reading that goes on behind its page is asked for as the script of that page does. Its end is seen in the base, so that
 * the wait between two questions is not measured: asking the server more often took the processor of the reading.
 */
async function attendreLApercu(page: Page, sql: postgres.Sql): Promise<void> {
  const publier = page.getByRole('button', { name: /^Publier / })
  await publier
    .or(page.getByRole('link', { name: 'Voir où elle en est' }))
    .first()
    .waitFor()
  if ((await publier.count()) > 0) return
  const adresse = `${page.url()}/lecture`
  const importId = adresse.split('/').at(-2) ?? ''
  const limite = performance.now() + ATTENTE
  for (let asked = performance.now(); ; ) {
    const [lecture] = await sql<{ echec: unknown }[]>`select echec from lecture_d_import where import_id = ${importId}`
    if (!lecture) break
    if (lecture.echec !== null || performance.now() > limite) throw new Error('the reading came to nothing')
    await setTimeout(REGARD_MS)
    if (performance.now() - asked < RONDE_MS) continue
    asked = performance.now()
    await page.request.get(adresse)
  }
  await page.reload()
  await publier.waitFor()
}

/** Seconds from the click that publishes to the page that says it. `lignes`: what its button must say that it publishes. */
export async function publier({ page }: Bureau, lignes: number): Promise<number> {
  const bouton = page.getByRole('button', { name: /^Publier / })
  const offre = readOffre((await bouton.textContent()) ?? '')
  if (offre !== lignes) throw new Error(`The page publishes ${offre} rows where ${lignes} were sent to be.`)
  const start = performance.now()
  await bouton.click()
  await page.getByText('Le recensement est publié').waitFor()
  return (performance.now() - start) / 1000
}

/** A time of something that was not done says nothing: the base holds that many points of the workbook, no more, no less. */
export async function checkPublies({ sql }: Bureau, lignes: number): Promise<void> {
  const [row] = await sql<{ nombre: number }[]>`
    select count(*)::int as nombre from point_de_contact where organisme like '% (mesure)' and retire_at is null`
  if (row?.nombre !== lignes) throw new Error(`${row?.nombre} points are published where ${lignes} were sent.`)
}

/** Takes away what the workbooks of the benches published, so that the next import is the first again. */
export async function forget(sql: postgres.Sql): Promise<void> {
  const ours = sql`select id from point_de_contact where organisme like '% (mesure)'`
  await sql`delete from fait_de_point where point_id in (${ours})`
  await sql`delete from desserte where point_id in (${ours})`
  await sql`delete from point_de_contact where organisme like '% (mesure)'`
  await sql`delete from import_de_recensement where fichier_nom = 'mesure.xlsx'`
}

/** The process that listens on the port of this portal: Linux says it in /proc. */
function findWeb({ url }: Portal): number {
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0')
  const line = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((text) => text.trim().split(/\s+/))
    .find(([, local, , state]) => local?.endsWith(`:${port}`) && state === '0A')
  const socket = `socket:[${line?.[9]}]`
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === socket))
        return Number(pid)
    } catch {
      // Gone meanwhile, or not ours to look at.
    }
  throw new Error('The web process was not found: this bench needs Linux.')
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
const statusOf = (pid: number, field: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((text) => text !== '')
    .map(Number)

export type Memoire = Readonly<{ web: number; enfants: Readonly<Record<string, number>> }>

/** Follows resident megabytes: by how much the web process rose at most, and the highest of each process it started. */
export function watchMemoire(portal: Portal): () => Memoire {
  const web = findWeb(portal)
  // Its highest is counted from here.
  writeFileSync(`/proc/${web}/clear_refs`, '5')
  const before = statusOf(web, 'VmRSS')
  const enfants: Record<string, number> = {}
  const look = (pid: number): void => {
    for (const child of childrenOf(pid)) {
      const script = /[^\0]*\/(lib\/[^\0]+)\.m?[jt]s(?=\0)/.exec(read(`/proc/${child}/cmdline`))?.[1]
      if (script) enfants[script] = Math.max(enfants[script] ?? 0, Math.round(statusOf(child, 'VmHWM')))
      look(child)
    }
  }
  const watch = setInterval(() => look(web), 20)
  return () => {
    clearInterval(watch)
    return { web: Math.round(statusOf(web, 'VmHWM') - before), enfants }
  }
}

export const arrondi = (value: number): number => Math.round(value * 1000) / 1000
