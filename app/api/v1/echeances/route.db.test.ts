import { describe, expect, it } from 'vitest'
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { withDatabase } from '#db/testing/database.ts'
import { addDays, jourLocal } from '#lib/domain/calendrier.ts'
import { checkAnswer } from '#lib/web/api/testing.ts'
import { GET } from './route.ts'

withDatabase()

const get = (query: string) => GET(new Request(`http://x/api/v1/echeances${query}`))

describe('GET /api/v1/echeances', () => {
  it('répond ce que le document OpenAPI promet', async () => {
    const answer = await get('?depuis=2014-07-29&departement=09')
    expect(answer.status).toBe(200)
    const body = await answer.json()
    expect(checkAnswer('Echeances', body)).toEqual([])
    expect(body).toEqual({
      depuis: '2014-07-29',
      departement: '09',
      fuseau: 'Europe/Paris',
      ouvreLe: '2015-05-29',
      avisAuPlusTardLe: '2015-06-29',
      expireLe: '2015-07-29',
      dernierJour: '2015-08-29',
    })
    expect(answer.headers.get('cache-control')).toContain('s-maxage=60')
    expect((await (await get('?depuis=2014-08-31&departement=2a')).json()).departement).toBe('2A')
  })

  it('les dit aussi en CSV, sous les mêmes noms', async () => {
    const answer = await get('?depuis=2014-08-31&departement=2a&format=csv')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="echeances-2014-08-31-2A.csv"')
    expect(answer.headers.get('cache-control')).toContain('s-maxage=60')
    const json: Record<string, string> = await (await get('?depuis=2014-08-31&departement=2a')).json()
    const [entete, ligne, fin] = (await answer.text()).replace(/^\uFEFF/, '').split('\r\n')
    expect(entete).toBe(Object.keys(json).join(';'))
    expect(ligne).toBe(Object.values(json).join(';'))
    expect(ligne).toBe('2014-08-31;2A;Europe/Paris;2015-06-30;2015-07-31;2015-08-31;2015-09-30')
    expect(fin).toBe('')
  })

  it.each([
    ['974', 'Indian/Reunion'],
    ['973', 'America/Cayenne'],
    ['09', 'Europe/Paris'],
  ])('aujourd’hui dans le département %s est accepté, demain est refusé (R-ECH-11)', async (departement, fuseau) => {
    const aujourdhui = jourLocal(await readMaintenant(lecture), fuseau)
    expect((await get(`?depuis=${aujourdhui}&departement=${departement}`)).status).toBe(200)
    const demain = await get(`?depuis=${addDays(aujourdhui, 1)}&departement=${departement}`)
    expect(demain.status).toBe(400)
    expect(await demain.json()).toMatchObject({ code: 'jour-a-venir', erreurs: [{ parametre: 'depuis' }] })
  })

  it.each([
    ['?depuis=2026-02-30&departement=09', 'jour-illisible'],
    ['?depuis=1999-12-31&departement=09', 'jour-trop-ancien'],
    ['?depuis=1800-01-01&departement=09', 'jour-trop-ancien'],
    ['?depuis=0001-01-01&departement=09', 'jour-trop-ancien'],
    ['?depuis=1800-02-30&departement=09', 'jour-illisible'],
    ['?depuis=2200-01-01&departement=09', 'jour-a-venir'],
    ['?depuis=9999-12-31&departement=09', 'jour-a-venir'],
    ['?depuis=2014-07-29&departement=20', 'departement-inconnu'],
    ['?depuis=2014-07-29&departement=988', 'departement-inconnu'],
    ['?depuis=2026-02-30&departement=99', 'jour-illisible'],
    ['?depuis=29/07/2014&departement=09', 'parametre-invalide'],
    ['?depuis=2014-07-29&departement=9', 'parametre-invalide'],
    ['?depuis=2014-07-29', 'parametre-invalide'],
    ['?departement=09', 'parametre-invalide'],
    ['', 'parametre-invalide'],
    ['?depuis=2014-07-29&departement=09&nom=martin', 'parametre-invalide'],
    ['?depuis=2014-07-29&depuis=2014-07-30&departement=09', 'parametre-invalide'],
    ['?depuis=2014-07-29&departement=09&format=geojson', 'parametre-invalide'],
    ['?depuis=2014-07-29&departement=988&format=csv', 'departement-inconnu'],
    ['?depuis=2200-01-01&departement=09&format=csv', 'jour-a-venir'],
    [`?depuis=${encodeURIComponent('<script>😀')}&departement=${'9'.repeat(2000)}`, 'parametre-invalide'],
  ])('refuse « %s » : %s', async (query, code) => {
    const answer = await get(query)
    expect(answer.status).toBe(400)
    const body = await answer.json()
    expect(checkAnswer('Probleme', body)).toEqual([])
    expect(body.code).toBe(code)
    expect(body.erreurs.length).toBeGreaterThan(0)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
  it('conseille d’écrire le jour comme cette adresse le lit', async () => {
    const detail = 'Écrivez un jour qui existe, par exemple 2026-03-12.'
    expect(await (await get('?depuis=2014-02-30&departement=09')).json()).toMatchObject({
      detail,
      erreurs: [{ parametre: 'depuis', detail }],
    })
  })
})
