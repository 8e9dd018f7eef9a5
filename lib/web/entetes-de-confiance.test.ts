import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { distrustForwardedHeaders } from './entetes-de-confiance.ts'

let server: Server | undefined
afterEach(() => {
  server?.close()
  delete process.env.PROXYS_DE_CONFIANCE
})

/** What a handler sees of a request that claims to come from elsewhere. */
async function seen(): Promise<Record<string, unknown>> {
  server = createServer((request, response) => response.end(JSON.stringify(request.headers)))
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  const claims = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'ailleurs.invalid', forwarded: 'for=6.6.6.6' }
  return (await fetch(`http://127.0.0.1:${address.port}/`, { headers: claims })).json()
}

describe('les en-têtes de provenance', () => {
  // In this order: the process that believes none believes none until its end.
  it('passent quand un serveur de confiance les écrit', async () => {
    process.env.PROXYS_DE_CONFIANCE = '1'
    distrustForwardedHeaders()
    expect(await seen()).toMatchObject({ 'x-forwarded-for': '6.6.6.6' })
  })

  it('sont ôtés quand aucun ne l’est', async () => {
    distrustForwardedHeaders()
    const headers = await seen()
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'forwarded']) expect(headers).not.toHaveProperty(name)
  })
})
