import { describe, expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { checkAnswer } from '#lib/web/api/testing.ts'
import { GET } from './route.ts'

withDatabase({ pays: true })

const get = (query: string) => GET(new Request(`http://x/api/v1/communes${query}`))
const codes = async (query: string): Promise<string[]> =>
  (await (await get(query)).json()).map(({ code }: { code: string }) => code)

describe('GET /api/v1/communes', () => {
  it('répond ce que le document OpenAPI promet', async () => {
    const body = await (await get('?q=foix')).json()
    for (const commune of body) expect(checkAnswer('CommuneTrouvee', commune)).toEqual([])
    expect(body[0]).toMatchObject({
      code: '09122',
      nom: 'Foix',
      departement: '09',
      region: '76',
      codesPostaux: ['09000'],
      motif: 'nom',
      ancienNom: null,
      codeReconnu: null,
    })
    const [lille] = await (await get('?q=lomme')).json()
    expect(lille).toMatchObject({ nom: 'Lille', motif: 'associee', ancienNom: 'Lomme' })
    expect(body.length).toBeLessThanOrEqual(10)
    const both = await (await get('?q=09200')).json()
    expect(both[0]).toMatchObject({ nom: 'Saint-Girons', motif: 'code-postal', codeReconnu: '09200' })
    expect(both.at(-1)).toMatchObject({ code: '09200', motif: 'code-insee', codeReconnu: '09200' })
    const [ancien] = await (await get('?q=1126')).json()
    expect(ancien).toMatchObject({ code: '01033', motif: 'ancien-code', codeReconnu: '01126' })
  })

  it.each([
    ['un code postal', '09000', '09122'],
    ['un code INSEE', '2A004', '2A004'],
    ['un nom et son département', 'st jeannet 06', '06122'],
    ['un arrondissement', '75101', '75056'],
  ])('trouve par %s', async (_, q, code) => {
    expect(await codes(`?q=${encodeURIComponent(q)}`)).toContain(code)
  })

  it('se borne à la limite demandée', async () => {
    expect(await codes('?q=saint&limite=3')).toHaveLength(3)
    // A postcode that more than forty communes share.
    expect((await codes('?q=51300&limite=50')).length).toBeGreaterThan(40)
  })

  it('rend une liste vide quand rien ne ressemble, quoi que l’on écrive', async () => {
    for (const q of ['zzzzzzzzzz', '<script>alert(1)</script>', "' or 1=1 --", '%%%', '😀', '=1+1', '🇫🇷'.repeat(20)]) {
      const answer = await get(`?q=${encodeURIComponent(q)}`)
      expect(answer.status, q).toBe(200)
      expect(Array.isArray(await answer.json()), q).toBe(true)
    }
  })

  it('donne les mêmes en CSV, codes entiers', async () => {
    const csv = await (await get('?q=09000&format=csv')).text()
    expect(csv.split('\r\n')[0]).toBe('code;nom;departement;region;codesPostaux;population')
    expect(csv).toMatch(/^09122;Foix;09;76;09000;\d+$/m)
  })

  it.each(['', '?q=', '?q=%20', '?limite=3', '?q=foix&q=pamiers', '?q=foix&limite=51', `?q=${'a'.repeat(101)}`])(
    'refuse « %s »',
    async (query) => {
      const answer = await get(query)
      expect(answer.status).toBe(400)
      const body = await answer.json()
      expect(checkAnswer('Probleme', body)).toEqual([])
      expect(body.erreurs.length).toBeGreaterThan(0)
    },
  )
})
