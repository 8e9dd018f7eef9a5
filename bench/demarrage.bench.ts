/**
 * `demarrage`: from a fresh clone to the first page by `npm start` alone, then a second start. Runs once. The clone lies
 * in a folder whose name has a space and an accent, and belongs to an ordinary account: as root, to one that is lent.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unprivileged } from '../db/lieu-de-base.ts'
import { freePort } from '../db/port-libre.ts'
import { root } from '../scripts/base.ts'
import type { Bench } from './banc.ts'
import { environnementDe } from './compte-ordinaire.ts'

const FIRST_S = 300
const NEXT_S = 15
const STOP_MS = 10_000

/** Seconds from the command to a page of the portal in hand; the portal is stopped before it returns. */
async function startOnce(checkout: string, home: NodeJS.ProcessEnv): Promise<number> {
  const port = await freePort()
  const env = { ...home, PORT: String(port) }
  const begun = performance.now()
  const child = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], ...unprivileged() })
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
    const folder = mkdtempSync(join(tmpdir(), 'portail démarrage '))
    try {
      const checkout = join(folder, 'le portail cloné')
      // Not by hard links: giving the clone away would give away the objects of this checkout.
      execFileSync('git', ['clone', '-q', '--no-hardlinks', root, checkout])
      const account = unprivileged()
      if (account) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder])
      const registre = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim()
      const env = environnementDe(process.env, { home: folder, registre, depot: root })
      const first = await startOnce(checkout, env)
      const next = await startOnce(checkout, env)
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
