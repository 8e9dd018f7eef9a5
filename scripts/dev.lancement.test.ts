/** The development server as a contributor launches it: the administration opens, and what was begun ends together. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { COMPTES_DE_DEMONSTRATION } from '#db/seed/demo/comptes.ts'
import { freePort } from '../db/port-libre.ts'
import { root } from './base.ts'
import { freshData } from './navigateur.ts'

const data = freshData()
afterAll(() => rmSync(data, { recursive: true, force: true }))

let url = ''
let dev: ChildProcess
let said = ''
beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const environment: NodeJS.ProcessEnv = { ...process.env, PORTAIL_DATA: data, PORT: String(port) }
  // Next and React choose by it, and the runner says « test ».
  for (const name of ['DATABASE_URL', 'NODE_ENV', 'HOST']) delete environment[name]
  dev = spawn(process.execPath, ['scripts/launch.mjs', 'dev'], { cwd: root, env: environment, stdio: 'pipe' })
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(dev, 'exit')
  const ready = async () => {
    while (!said.includes(`Prêt : ${url}`)) await new Promise((done) => setTimeout(done, 200))
    return 'prêt'
  }
  expect(await Promise.race([ready(), ended]), said).toBe('prêt')
})

/** Every process whose environment names our data. */
const tree = (): number[] =>
  execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number)
    .filter((pid) => {
      try {
        return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PORTAIL_DATA=${data}`)
      } catch {
        return false
      }
    })

/** A browser that keeps its cookies, which know no port, and follows where it is led. */
function makeBrowser() {
  const cookies = new Map<string, string>()
  return async function go(
    address: string,
    form?: Record<string, string>,
  ): Promise<Readonly<{ at: string; html: string }>> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie }, ...sent })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    return location ? go(new URL(location, address).href) : { at: address, html: await answer.text() }
  }
}

it('laisse un compte de la démonstration entrer dans l’administration', async () => {
  const go = makeBrowser()
  const { html } = await go(`${url}/connexion`)
  const csrfToken = /name="csrfToken" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const choix = await go(`${url}/api/auth/signin/proconnect`, { csrfToken, callbackUrl: '/admin/exploitation' })
  expect(choix.html).toContain('Qui voulez-vous être')
  const sub = COMPTES_DE_DEMONSTRATION.find(({ role }) => role === 'administrateur-national')?.sub ?? ''
  const admin = await go(choix.at, { sub })
  expect(admin.at).toBe(`${url}/admin/exploitation`)
  expect(admin.html).toContain('signe de vie')
})

it('s’arrête tout entier, par un code qui le dit, quand son serveur meurt', async () => {
  const serveur = tree().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('next/dist/bin/next'))
  const ended = once(dev, 'exit')
  process.kill(serveur ?? 0, 'SIGKILL')
  expect(await ended).toEqual([1, null])
  expect(said).toMatch(/^Le serveur de développement s’est arrêté/m)
  await expect.poll(tree).toEqual([])
})
