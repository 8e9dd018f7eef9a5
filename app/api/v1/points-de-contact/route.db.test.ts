import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { commune, communeAncienne } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import type { PointOuvert } from '#lib/web/api/schemas.ts'
import { checkAnswer } from '#lib/web/api/testing.ts'
import { GET } from './route.ts'

withDatabase()

const HOSTILE = '=HYPERLINK("http://x.invalid";"<script>alert(1)</script>")'
const get = async (query = '') => GET(new Request(`http://x/api/v1/points-de-contact${query}`))
const read = async (query = ''): Promise<{ total: number; suivant: string | null; points: PointOuvert[] }> =>
  (await get(query)).json()

beforeAll(async () => {
  await insertTerritoire()
  const rattachement = { centreId: await insertCentre({ departements: ['09', '31'] }) }
  const publish = (changes: Partial<ContenuDePoint>) =>
    db.transaction((tx) =>
      insertPoint(tx, { contenu: unPointDeContact({ fermetures: [], ...changes }), rattachement }, { compteId: null }),
    )
  await publish({})
  await publish({ nom: 'Sans position', position: null, publicReserve: 'salaries-employeur' })
  await publish({
    nom: HOSTILE,
    organisme: HOSTILE,
    commentaire: '@SUM(1;1)',
    canal: 'telephone',
    position: null,
    coutAppel: '-1+1',
    territoire: { communes: [], epcis: [], departements: ['09'] },
    horaires: { osm: null, texte: '+ ou - le matin', aVerifier: true },
  })
})

describe('GET /api/v1/points-de-contact', () => {
  it('répond ce que le document OpenAPI promet', async () => {
    const body = await read()
    expect(checkAnswer('ListeDePoints', body)).toEqual([])
    expect(body.total).toBe(3)
    expect(body.points.find(({ nom }) => nom.startsWith('Maison'))).toMatchObject({
      canal: 'physique',
      adresse: { codeInsee: '09122', voie: '45 cours Gabriel-Fauré' },
      position: { latitude: 42.9654, longitude: 1.607, precision: 'adresse' },
      horaires: { osm: 'Mo-Fr 09:00-12:00; PH off', texte: null, aVerifier: false },
      misAJourLe: '2026-03-03',
    })
  })

  it('ne dit rien du centre, de son SIREN ni de la version', async () => {
    expect(await (await get()).text()).not.toMatch(/centreId|siren|codeGuichet|version|210901229/)
  })

  it('donne tous les publics, ou celui qui est demandé', async () => {
    expect((await read('?public=salaries-employeur')).total).toBe(3)
    expect((await read('?public=tout-public')).total).toBe(2)
  })

  it('va d’une page à l’autre par « suivant », jusqu’à la dernière', async () => {
    const ids: string[] = []
    let suivant: string | null = ''
    while (suivant !== null) {
      const page = await read(`?limite=1${suivant && `&suivant=${suivant}`}`)
      expect(page.points).toHaveLength(1)
      ids.push(...page.points.map(({ id }) => id))
      suivant = page.suivant
    }
    expect(new Set(ids).size).toBe(3)
  })

  it.each(['zzz', 'W10', 'bnVsbA', '%00', '-'])('refuse une suite qui n’est pas la sienne : %s', async (suivant) => {
    for (const format of ['', '&format=csv', '&format=geojson']) {
      const answer = await get(`?suivant=${suivant}${format}`)
      expect(answer.status).toBe(400)
      expect(checkAnswer('Probleme', await answer.json())).toEqual([])
    }
  })

  it('refuse la suite d’une autre liste, et suit la sienne quel que soit le nombre de points par page', async () => {
    const { suivant } = await read('?limite=1&public=salaries-employeur')
    expect((await get(`?suivant=${suivant}&public=salaries-employeur&limite=2`)).status).toBe(200)
    for (const autre of ['', '&public=tout-public', '&public=salaries-employeur&pres=42.97,1.61']) {
      const answer = await get(`?suivant=${suivant}${autre}`)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'suite-perdue', erreurs: [{ parametre: 'suivant' }] })
    }
  })

  it('montre le balisage et les formules comme du texte, en JSON et en CSV', async () => {
    expect((await read('?canal=telephone')).points[0]?.nom).toBe(HOSTILE)
    const json = await get('?canal=telephone')
    expect(json.headers.get('content-type')).toContain('application/json')
    const csv = await (await get('?canal=telephone&format=csv')).text()
    expect(csv).toContain(`"'${HOSTILE.replaceAll('"', '""')}"`)
    for (const cell of csv.split(/;|\r\n/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@]|^-\D/)
    expect(csv).toContain(";'-1+1;")
    expect(csv).toContain(";'+ ou - le matin;oui;")
  })

  it('exporte tout en CSV, ou autant de lignes que demandé', async () => {
    const lines = async (query: string) => (await (await get(`?format=csv${query}`)).text()).trimEnd().split('\r\n')
    expect(await lines('')).toHaveLength(4)
    expect(await lines('&limite=1')).toHaveLength(2)
    const [header = '', first = ''] = await lines('&departement=09&canal=physique')
    expect(header).toMatch(/^id;nom;canal;type;/)
    const bytes = new Uint8Array(await (await get('?format=csv')).arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    // A quoted cell may hold the separator.
    expect(first.replace(/"[^"]*"/g, '').split(';')).toHaveLength(header.split(';').length)
  })

  it('exporte en GeoJSON, sans inventer de position', async () => {
    const answer = await get('?format=geojson')
    expect(answer.headers.get('content-type')).toContain('application/geo+json')
    const { type, features } = await answer.json()
    expect(type).toBe('FeatureCollection')
    expect(features).toHaveLength(3)
    const geometries = features.map(({ geometry }: { geometry: unknown }) => geometry)
    expect(geometries.filter(Boolean)).toEqual([{ type: 'Point', coordinates: [1.607, 42.9654] }])
  })

  it('trouve par un ancien code les points de la commune d’aujourd’hui', async () => {
    await db
      .insert(communeAncienne)
      .values({ codeInsee: '09999', nom: '', nature: 'ancien-code', communeCode: '09122' })
    expect((await read('?commune=09999')).total).toBe(3)
    expect((await read('?commune=31555')).total).toBe(0)
  })

  it('compte le rayon depuis la commune, comme l’annuaire, quand aucun lieu n’est donné', async () => {
    const noms = async (query: string) => (await read(query)).points.map(({ nom }) => nom)
    await db
      .update(commune)
      .set({ latitude: 42.9654, longitude: 1.607, positionPrecision: 'commune' })
      .where(eq(commune.codeInsee, '09122'))
    expect(await noms('?commune=09122&rayon=5')).toEqual([unPointDeContact().nom])
    // A chosen place comes before the commune.
    expect(await noms('?commune=09122&rayon=5&pres=48.85,2.35')).toEqual([])
  })

  it('dit « ouvert » pour un instant seulement', async () => {
    expect((await get('?ouvert=oui')).headers.get('cache-control')).toBe('public, max-age=0, s-maxage=30')
    expect((await get()).headers.get('cache-control')).toContain('stale-while-revalidate')
  })

  it.each([
    '?canal=fax',
    '?service=renouvellement&service=creation',
    '?public=tous',
    '?pres=foix',
    '?rayon=5',
    '?rayon=1e9&pres=42.9,1.6',
    '?limite=1001',
    '?ouvert=peut-être',
    '?ouvert=non',
    '?ouvert=false',
    '?ouvert=0',
    '?ouvert=non&format=csv',
    "?departement=09';drop table commune;--",
    '?commune=Foix',
    '?commune[]=09122',
    '?commune=99999',
    '?departement=99',
  ])('refuse %s', async (query) => {
    const answer = await get(query)
    expect(answer.status).toBe(400)
    expect(checkAnswer('Probleme', await answer.json())).toEqual([])
  })
})
