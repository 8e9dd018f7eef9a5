/** « Published means visible » when the command line publishes: beside the server, without it, on fresh data. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unClasseur, unPointAuch } from '../e2e/steps/classeur.ts'
import { type Portal, startPortal, TEST_BUILD } from './navigateur.ts'

const root = resolve(import.meta.dirname, '..')
const work = mkdtempSync(join(tmpdir(), 'portail-publication-'))
/** When to give up, not the promise: `npm run bench -- republication` measures that. */
const ATTENTE = { timeout: 20_000, interval: 100 }
const AUCH = '/communes/32013-auch'
/** In the same département, served by nothing that these files touch. */
const LECTOURE = '/communes/32208-lectoure'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(async () => {
  await portal.stop()
  rmSync(work, { recursive: true, force: true })
})

/** A page as it is served. Next writes an id in each rendering: the same bytes are the same rendering. */
const ask = async (path: string): Promise<string> => {
  const answer = await fetch(portal.url + path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}
/** The same as the store tells it: whoever asks first gets it as it was made. */
const askStored = async (path: string): Promise<string> => {
  await ask(path)
  return ask(path)
}
const shows = (nom: string) => async () => (await ask(AUCH)).includes(nom)

/** Publishes one point of Auch; resolves at the first word of the report, or when it failed; `ended` is its exit. */
async function publish(nom: string): Promise<{ ended: Promise<number | null> }> {
  const file = join(work, `${nom}.xlsx`)
  writeFileSync(file, unClasseur([unPointAuch(nom)]).buffer)
  const env: NodeJS.ProcessEnv = { ...process.env, ...TEST_BUILD, PORTAIL_DATA: portal.data }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, ['scripts/launch.mjs', 'recensement', file, '--publier', '--json'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  await Promise.race([new Promise((done) => child.stdout.once('data', done)), ended])
  return { ended }
}

describe('ce que la ligne de commande publie', () => {
  it('se voit pendant que le serveur tourne, et seules les pages touchées sont refaites', async () => {
    const before = { auch: await askStored(AUCH), lectoure: await askStored(LECTOURE) }
    expect(await ask(AUCH)).toBe(before.auch)
    const { ended } = await publish('Guichet fictif publié en marche')
    await expect.poll(shows('Guichet fictif publié en marche'), ATTENTE).toBe(true)
    expect(await ended).toBe(0)
    expect(await ask(LECTOURE)).toBe(before.lectoure)
    expect(await askStored(AUCH)).not.toBe(before.auch)
    expect(await ask(AUCH)).toBe(await ask(AUCH))
  })

  it('se voit au départ suivant quand le serveur était arrêté', async () => {
    const before = await askStored(LECTOURE)
    await portal.halt()
    expect(await (await publish('Guichet fictif publié à l’arrêt')).ended).toBe(0)
    portal = await startPortal({}, { data: portal.data })
    expect(await shows('Guichet fictif publié à l’arrêt')()).toBe(true)
    expect(await shows('Guichet fictif publié en marche')()).toBe(true)
    // Same content, another rendering: the comparison above does see a page made again.
    expect(await askStored(LECTOURE)).not.toBe(before)
  })

  it('se voit de même après --neuf, où rien ne reste de ce qui précède', async () => {
    await portal.halt()
    portal = await startPortal({}, { data: portal.data, options: ['--neuf'] })
    expect(await shows('Guichet fictif publié en marche')()).toBe(false)
    const { ended } = await publish('Guichet fictif publié à neuf')
    await expect.poll(shows('Guichet fictif publié à neuf'), ATTENTE).toBe(true)
    expect(await ended).toBe(0)
  })
})
