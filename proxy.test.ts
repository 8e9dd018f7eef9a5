import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NextConfig } from 'next'
import { unstable_doesMiddlewareMatch, unstable_getResponseFromNextConfig } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { formatRobots } from '#lib/documents/plan-du-site.ts'
import { CACHE_D_UN_INSTANT, CACHE_PARTAGE } from './lib/web/cache-partage.ts'
import proxy, { config } from './proxy.ts'

// Read by its path: a configuration has no types.
const { default: nextConfig }: { default: NextConfig } = await import(join(import.meta.dirname, 'next.config.mjs'))

const NOM = 'content-security-policy'

const writtenFor = (path: string) =>
  unstable_getResponseFromNextConfig({ url: `https://portail.exemple.fr${path}`, nextConfig })

/** The policies that a path is given, by the configuration and by the proxy. */
async function politiquesDe(path: string): Promise<string[]> {
  const url = `https://portail.exemple.fr${path}`
  const written = (await writtenFor(path)).headers.get(NOM)
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

/** A reference of a demande, as the patterns of the private paths write it, and one of them. */
const REFERENCE = { ecrite: '[0-9a-fA-F-]{36}', une: '00000000-0000-4000-8000-000000000009' }

describe('les chemins privés s’écrivent partout de même', () => {
  // Next reads the matcher in the text of proxy.ts: it can be derived from nothing. It is the list of reference here.
  const chemins = config.matcher
    .filter((path) => path.endsWith('/:path*'))
    .map((path) => path.replace('/:path*', '').replace(`:ref(${REFERENCE.ecrite})`, REFERENCE.ecrite).slice(1))
    .sort()
  const unDe = (chemin: string) => `/${chemin.replace(REFERENCE.ecrite, REFERENCE.une)}`

  it('dans next.config.mjs', async () => {
    const sources = (await nextConfig.headers?.())?.map(({ source }) => source) ?? []
    const [, ecrits = ''] =
      sources.map((source) => /^\/\(\(\?!\(\?:(.+)\)\(\?:\/\|\$\)\)/.exec(source)).find(Boolean) ?? []
    expect(ecrits.split('|').sort()).toEqual(chemins)
  })

  it('dans l’expression de proxy.ts', () => {
    const texte = readFileSync(join(import.meta.dirname, 'proxy.ts'), 'utf8')
    const [, ecrits = ''] = /const PRIVATE =\s+\/\^\\\/\((.+)\)\(\\\/\|\$\)\/\n/.exec(texte) ?? []
    expect(ecrits.replaceAll('\\/', '/').split('|').sort()).toEqual(chemins)
  })

  it.each(chemins)('dans ce que fait proxy.ts : %s', async (chemin) => {
    for (const path of [unDe(chemin), `${unDe(chemin)}/suite`])
      expect(await politiquesDe(path)).toEqual([expect.stringContaining("'nonce-")])
    const answer = proxy(new NextRequest(`https://portail.exemple.fr${unDe(chemin)}`))
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  it('dans ce que nginx ne garde pas ; la démonstration n’est jamais derrière lui', () => {
    const conf = readFileSync(join(import.meta.dirname, 'docs/exploitation/nginx.conf'), 'utf8')
    const gardes = [...conf.matchAll(/location ~ "?\^\/\((\S+)\)\(\/\|\$\)"? \{\n +proxy_cache off;/g)]
    const ecrits = gardes.flatMap(([, liste = '']) => liste.split('|'))
    expect([...ecrits, 'demonstration'].sort()).toEqual(chemins)
  })

  it('dans robots.txt, hors ceux qu’il ne sait pas écrire', () => {
    const fermes = [...formatRobots('https://x.invalid').matchAll(/^Disallow: (.+)$/gm)].map(([, path = '']) => path)
    const ouverts = chemins.filter((chemin) => !fermes.some((ferme) => `/${chemin}`.startsWith(ferme)))
    expect(ouverts).toEqual([`renouveler/${REFERENCE.ecrite}`])
  })
})

describe('une page que tous voient pareille', () => {
  it.each([
    ['/', CACHE_PARTAGE],
    ['/communes?q=foix', CACHE_PARTAGE],
    ['/points-de-contact', CACHE_PARTAGE],
    ['/points-de-contact?commune=09122', CACHE_PARTAGE],
    ['/points-de-contact?commune=09122&ouvert=oui', CACHE_D_UN_INSTANT],
    ['/renouveler/quand?depuis=12/03/2026&departement=09', CACHE_D_UN_INSTANT],
    // The answer to what is sent there holds what was typed.
    ['/verifier', null],
    ['/points-de-contact/abc/signaler', null],
    ['/renouveler/0199a5e2-0000-7000-8000-000000000000', null],
    ['/ma-demande', null],
  ])('%s se garde dans un cache partagé : %s', async (path, attendu) => {
    expect((await writtenFor(path)).headers.get('cache-control')).toBe(attendu)
  })
})
