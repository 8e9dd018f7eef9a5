import { join } from 'node:path'
import type { NextConfig } from 'next'
import { unstable_doesMiddlewareMatch, unstable_getResponseFromNextConfig } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { beforeAll, describe, expect, it } from 'vitest'
import proxy, { config } from './proxy.ts'

// Read by its path: a configuration has no types.
const { default: nextConfig }: { default: NextConfig } = await import(join(import.meta.dirname, 'next.config.mjs'))

const NOM = 'content-security-policy'

/** The policies that a path is given, by the configuration and by the proxy. */
async function politiquesDe(path: string): Promise<string[]> {
  const url = `https://portail.exemple.fr${path}`
  const written = (await unstable_getResponseFromNextConfig({ url, nextConfig })).headers.get(NOM)
  const isProxied = unstable_doesMiddlewareMatch({ config, nextConfig, url })
  const made = isProxied ? proxy(new NextRequest(url)).headers.get(NOM) : null
  return [written, made].filter((one) => one !== null)
}

beforeAll(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})

describe('la politique de sécurité du contenu', () => {
  it.each([
    '/',
    '/communes',
    '/communes/09122-foix',
    '/communes/admin',
    '/api/v1/communes/09122',
    '/api/sante',
    '/api/authentique',
    '/adresse-inconnue',
    '/administration',
    '/administration/centres',
    '/guichets',
    '/professionnels-du-logement',
    '/connexions',
    '/demonstrations',
    '/a%20b',
  ])('%s a celle des pages publiques, et elle seule', async (path) => {
    expect(await politiquesDe(path)).toEqual([expect.stringContaining("script-src 'self' 'unsafe-inline'")])
  })

  it.each([
    '/admin',
    '/admin/',
    '/admin/centres/nouveau',
    '/guichet',
    '/guichet/recherche',
    '/professionnels',
    '/professionnels/cles',
    '/connexion',
    '/connexion/refus',
    '/demonstration',
    '/ma-demande',
    '/ma-demande/rattacher',
    '/demonstration/messages',
    '/api/auth/session',
  ])('%s a celle des pages privées, et elle seule', async (path) => {
    expect(await politiquesDe(path)).toEqual([expect.stringMatching(/script-src 'self' 'nonce-[^']+'/)])
  })
})
