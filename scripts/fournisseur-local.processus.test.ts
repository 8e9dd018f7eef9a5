import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { freePort } from '../db/port-libre.ts'

it('le fournisseur d’identité de la démonstration répond, et n’écrit rien sur le terminal', async () => {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const franceConnect = `http://127.0.0.1:${await freePort()}`
  const child = spawn(process.execPath, ['--conditions=react-server', 'scripts/fournisseur-local.ts'], {
    cwd: resolve(import.meta.dirname, '..'),
    env: {
      ...process.env,
      FOURNISSEUR_SITE: 'http://127.0.0.1:3000',
      PROCONNECT_ISSUER: issuer,
      PROCONNECT_CLIENT_ID: 'essai',
      PROCONNECT_CLIENT_SECRET: 'un secret assez long pour un essai',
      FRANCECONNECT_ISSUER: franceConnect,
      FRANCECONNECT_CLIENT_ID: 'essai',
      FRANCECONNECT_CLIENT_SECRET: 'un secret assez long pour un essai',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill()
    await ended
  })
  // Each draws a key of its own before it listens: either may be the later one.
  const ask = (of: string) => fetch(`${of}/.well-known/openid-configuration`).then((answer) => answer.json())
  await expect.poll(() => ask(issuer).catch(() => undefined)).toMatchObject({ issuer })
  await expect
    .poll(() => ask(franceConnect).catch(() => undefined))
    .toMatchObject({
      issuer: franceConnect,
      code_challenge_methods_supported: ['S256'],
      end_session_endpoint: expect.stringContaining(franceConnect),
    })
  // An authorization goes to the choice of an identity: what it keeps meanwhile is kept.
  const asked = new URLSearchParams({
    client_id: 'essai',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://127.0.0.1:3000/api/auth/callback/proconnect',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state: 'x',
    nonce: 'y',
  })
  const answer = await fetch(`${issuer}/auth?${asked}`, { redirect: 'manual' })
  expect(answer.headers.get('location')).toMatch(/^\/choix\//)
  child.kill()
  await ended
  expect(said).toBe('')
})
