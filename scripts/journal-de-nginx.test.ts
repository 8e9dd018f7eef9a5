/** What nginx writes of an address in its journal (docs/exploitation/nginx.conf), against the addresses of the product. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './base.ts'

const conf = readFileSync(join(root, 'docs/exploitation/nginx.conf'), 'utf8')
const [, lines = ''] = /map \$uri \$portail_chemin \{\n([^}]+)\}/.exec(conf) ?? []
const RULES = [...lines.matchAll(/^ +~(\S+) (\S+);$/gm)].map(([, from = '', to = '']) => ({
  from: new RegExp(from),
  to: to.replace(/\$(\w+)/g, '$<$1>'),
}))

/** What the journal holds of an address: the first rule that knows it decides, as nginx does. */
function written(path: string): string {
  const rule = RULES.find(({ from }) => from.test(path))
  const [found = ''] = rule?.from.exec(path) ?? []
  return rule ? found.replace(rule.from, rule.to) : path
}

/** Addresses whose variable part is public, or names neither a person nor a demande. */
const PUBLIC = [
  '/communes/[commune]',
  '/points-de-contact/[id]',
  '/verifier/specimens/[nom]',
  '/sitemaps/[nom]',
  '/api/v1/communes/[code]',
  '/api/[[...inconnu]]',
  // Steps of a sign-in: what is secret there follows the question mark.
  '/api/auth/[...nextauth]',
  '/admin/[...inconnu]',
  '/demonstration/[...inconnu]',
  '/admin/centres/[id]',
  '/admin/communes/[code]',
  '/admin/mentions/[departement]',
  '/admin/points/[id]',
  '/admin/recensements/[id]',
  '/admin/territoires/[territoire]',
]

/** Every address with a variable part, as app/ has it. */
const variables = readdirSync(join(root, 'app'), { recursive: true })
  .map((file) => String(file))
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && file.includes('['))
  .map((file) => `/${file.replace(/\/?[^/]+$/, '').replace(/\([^)]+\)\//g, '')}`)

const isPublic = (path: string) => PUBLIC.some((one) => path === one || path.startsWith(`${one}/`))

describe('le journal de nginx', () => {
  it.each(variables.filter((path) => !isPublic(path)))('ne garde rien de ce qui varie dans %s', (path) => {
    const secret = '7b4d0c3a-0000-4000-8000-00000000beef'
    expect(written(path.replace(/\[+[^\]]+\]+/g, secret))).not.toContain(secret)
  })

  it('garde les adresses de tous, et chaque exception existe encore', () => {
    for (const path of [
      '/',
      '/communes/09122-foix',
      '/renouveler',
      '/renouveler/quand',
      '/ma-demande',
      '/admin/comptes',
    ])
      expect(written(path)).toBe(path)
    expect(written('/renouveler/0090324016982G0901')).toBe('/renouveler/-')
    for (const one of PUBLIC)
      expect(
        variables.some((path) => path === one || path.startsWith(`${one}/`)),
        one,
      ).toBe(true)
    expect(RULES).toHaveLength(2)
    expect(variables.length).toBeGreaterThan(PUBLIC.length)
  })
})
