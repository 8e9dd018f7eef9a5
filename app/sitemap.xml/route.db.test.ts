import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ADRESSES_PAR_PLAN } from '#db/queries/donnees-ouvertes.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { GET as getPart } from '../sitemaps/[nom]/route.ts'
import { GET } from './route.ts'

withDatabase({ pays: true })

const part = (nom: string) => getPart(new Request('http://x'), { params: Promise.resolve({ nom }) })
const locs = (xml: string): string[] => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc ?? '')

beforeAll(async () => {
  const rattachement = { centreId: await insertCentre() }
  await db.transaction((tx) => insertPoint(tx, { contenu: unPointDeContact(), rattachement }, { compteId: null }))
})

describe('le plan du site', () => {
  it('mène à chaque commune et à chaque point, une fois, par morceaux de moins de 50 000 adresses', async () => {
    const parts = locs(await (await GET()).text()).map((loc) => new URL(loc).pathname.replace('/sitemaps/', ''))
    expect(parts[0]).toBe('pages.xml')
    const lists = await Promise.all(parts.map(async (nom) => locs(await (await part(nom)).text())))
    for (const list of lists) expect(list.length).toBeLessThanOrEqual(ADRESSES_PAR_PLAN)
    const all = lists.flat().map((loc) => new URL(loc).pathname)
    expect(all.filter((path) => path.startsWith('/communes/'))).toHaveLength(34_969)
    expect(all.filter((path) => /^\/points-de-contact\/./.test(path))).toHaveLength(1)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toContain('/communes/09122-foix')
  })

  it('n’a pas d’autre morceau', async () => {
    for (const nom of ['communes-5.xml', 'communes-0.xml', 'points-2.xml', 'autre.xml', '../pages.xml', '']) {
      const answer = await part(nom)
      expect([nom, answer.status, answer.headers.get('cache-control')]).toEqual([nom, 404, 'no-store'])
      expect(await answer.text()).toBe('Ce morceau du plan du site n’existe pas. La liste est dans /sitemap.xml.\n')
    }
  })
})
