/** `demarrage`: from a fresh clone to the first page by `npm start` alone, then a second start. Runs once. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../db/port-libre.ts'
import type { Bench } from './banc.ts'

const FIRST_S = 300
const NEXT_S = 15
const STOP_MS = 10_000

/** Seconds from the command to a page of the portal in hand; the portal is stopped before it returns. */
async function startOnce(checkout: string): Promise<number> {
  const port = await freePort()
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port) }
  for (const name of ['DATABASE_URL', 'PORTAIL_DATA', 'PORTAIL_DIST']) delete env[name]
  const begun = performance.now()
  const child = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  await new Promise<void>((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Prêt :')) done()
      })
    }
    child.once('exit', () => fail(new Error(`npm start ended:\n${said}`)))
  })
  const page = await fetch(`http://127.0.0.1:${port}/communes/09122-foix`)
  await page.text()
  const seconds = (performance.now() - begun) / 1000
  if (page.status !== 200) throw new Error(`the first page answered ${page.status}`)
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
  // npm may end before the portal that it started has stopped all of its parts.
  const owner = join(checkout, '.data', 'portail.pid')
  for (let waited = 0; existsSync(owner); waited += 100) {
    if (waited > STOP_MS) throw new Error('the portal did not stop within ten seconds')
    await new Promise((done) => setTimeout(done, 100))
  }
  return seconds
}

export const bench: Bench = {
  nom: 'demarrage',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portail-demarrage-'))
    try {
      const checkout = join(folder, 'portail')
      execFileSync('git', ['clone', '-q', resolve(import.meta.dirname, '..'), checkout])
      const first = await startOnce(checkout)
      const next = await startOnce(checkout)
      const row = (mesure: number, seconds: number, objectif: string) => ({
        nom: 'demarrage',
        mesure: Math.round(mesure * 10) / 10,
        limite: null,
        unite: 's',
        rapport: null,
        objectif,
        atteint: mesure <= seconds,
        details: {},
      })
      return [row(first, FIRST_S, 'clone neuf, première page ≤ 5 min'), row(next, NEXT_S, 'second départ ≤ 15 s')]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
