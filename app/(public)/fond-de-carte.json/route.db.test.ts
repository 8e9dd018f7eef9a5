import { describe, expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { mailleDe, writeMaille } from '#lib/domain/territoire/fond-de-carte.ts'
import { GET } from './route.ts'

withDatabase({ pays: true })

const get = (maille: string) => GET(new Request(`http://x/fond-de-carte.json?maille=${maille}`))

describe('un carré du fond de carte', () => {
  it('a ses terres et ses villes, se garde une heure chez qui le demande, et nulle part chez nous (R-DEB-04)', async () => {
    const foix = writeMaille(mailleDe({ sud: 42.8, ouest: 1.4, nord: 43.1, est: 1.8 }))
    // Outside Next there is no store: what asked for one would throw.
    const answer = await get(foix)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600, s-maxage=3600')
    const { terres, villes } = await answer.json()
    expect(terres).toHaveLength(1)
    expect(villes.map(({ nom }: { nom: string }) => nom)).toContain('Foix')
  })

  it('n’existe pas hors de la Terre', async () => expect((await get('3,9,0')).status).toBe(400))
})
