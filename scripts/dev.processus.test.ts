/** What stops `npm run dev` before it prepares anything: a French sentence, as for `npm start`, and not a zero. */
import { spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from './base.ts'

let taken: Server
let port = ''
beforeAll(async () => {
  taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const address = taken.address()
  port = String(typeof address === 'object' ? address?.port : '')
})
afterAll(() => {
  taken.close()
})

it.each([
  ['un port pris', () => ({ PORT: port }), /^Le port \d+ est déjà pris sur 127\.0\.0\.1\. .+ PORT=3000 npm run dev$/],
  ['un port absurde', () => ({ PORT: 'abc' }), /^PORT doit être un nombre entre 1 et 65535 \(reçu : « abc »\)\.$/],
  // Kept for documentation (RFC 5737): no machine has it.
  ['une adresse d’ailleurs', () => ({ HOST: '203.0.113.7' }), /^HOST=203\.0\.113\.7 n’est pas une adresse de cette/],
  ['un réglage écrit de travers', () => ({ SITE_URL: 'exemple.fr' }), /^SITE_URL doit être l’adresse publique/],
])('dit %s', (_, env, sentence) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=react-server', 'scripts/dev.ts'], {
    cwd: root,
    env: { ...process.env, ...env() },
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr.trim()).toMatch(sentence)
})
