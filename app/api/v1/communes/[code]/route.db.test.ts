import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { chiffreDeCommune, communeAncienne } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { checkAnswer } from '#lib/web/api/testing.ts'
import { GET } from './route.ts'

withDatabase()

const get = (code: string, query = '') =>
  GET(new Request(`http://x/api/v1/communes/${encodeURIComponent(code)}${query}`), {
    params: Promise.resolve({ code }),
  })

beforeAll(async () => {
  await insertTerritoire()
  await db
    .insert(communeAncienne)
    .values({ codeInsee: '09999', nom: 'Vieux Foix', nature: 'deleguee', communeCode: '09122' })
  const common = { codeInsee: '09122', annee: 2026, arreteAu: jour('2025-12-31'), source: '=1+1 <b>SNE</b>' }
  await db.insert(chiffreDeCommune).values([
    { ...common, type: 'ensemble', logements: 1234, demandesEnAttente: 567, attributionsN1: 89 },
    { ...common, type: 't1', logements: 140, demandesEnAttente: 3, attributionsN1: null },
  ])
  const rattachement = { centreId: await insertCentre() }
  for (const publicReserve of ['tout-public', 'locataires'] as const)
    await db.transaction((tx) =>
      insertPoint(tx, { contenu: unPointDeContact({ publicReserve }), rattachement }, { compteId: null }),
    )
})

describe('GET /api/v1/communes/{code}', () => {
  it('répond ce que le document OpenAPI promet, petits nombres masqués', async () => {
    const body = await (await get('09122')).json()
    expect(checkAnswer('Commune', body)).toEqual([])
    expect(body).toMatchObject({
      code: '09122',
      nom: 'Foix',
      departement: '09',
      region: '76',
      codesPostaux: ['09000'],
      chiffres: {
        annee: 2026,
        arreteAu: '2025-12-31',
        tension: 6.4,
        total: { logements: 1234, demandesEnAttente: 567, demandesTousVoeux: null, attributionsN1: 89 },
      },
      nombreDePointsDeContact: 2,
    })
    const types = body.chiffres.parType.map(({ type }: { type: string }) => type)
    expect(types).toEqual(['chambre', 't1', 't2', 't3', 't4', 't5', 't6-et-plus'])
    expect(body.chiffres.parType[1]).toEqual({
      type: 't1',
      logements: 140,
      demandesEnAttente: { masque: true, moinsDe: 5 },
      attributionsN1: null,
    })
  })

  it('garde la même forme pour une commune sans chiffre, tout inconnu', async () => {
    const body = await (await get('09225')).json()
    expect(checkAnswer('Commune', body)).toEqual([])
    expect(body.chiffres).toEqual({
      annee: null,
      arreteAu: null,
      source: null,
      demonstration: false,
      tension: null,
      total: { logements: null, demandesEnAttente: null, demandesTousVoeux: null, attributionsN1: null },
      parType: [],
    })
  })

  it('mène d’un ancien code à la commune d’aujourd’hui, dans le même format', async () => {
    const answer = await get('09999', '?format=csv')
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toBe('/api/v1/communes/09122?format=csv')
    expect((await get('09999')).headers.get('location')).toBe('/api/v1/communes/09122')
  })

  it('dit 404 pour une commune inconnue, 400 pour un code mal formé', async () => {
    const unknown = await get('99999')
    expect(unknown.status).toBe(404)
    expect(checkAnswer('Probleme', await unknown.json())).toEqual([])
    for (const code of ['9122', 'foix', '2C004', '<script>', "09122'--", '0'.repeat(10_000), '09122\0'])
      expect((await get(code)).status, code.slice(0, 20)).toBe(400)
  })

  it('donne les chiffres en CSV : nombres typés, inconnu vide, masqué en toutes lettres, source sans formule', async () => {
    const answer = await get('09122', '?format=csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="logement-social-09122-foix.csv"')
    const [header, ensemble, , t1] = (await answer.text()).split('\r\n')
    expect(header).toBe(
      'codeInsee;commune;annee;type;logements;demandesEnAttente;attributionsN1;arreteAu;source;demonstration;demandesTousVoeux;tension',
    )
    expect(ensemble).toBe("09122;Foix;2026;ensemble;1234;567;89;2025-12-31;'=1+1 <b>SNE</b>;non;;6.4")
    expect(t1).toBe("09122;Foix;2026;t1;140;moins de 5;;2025-12-31;'=1+1 <b>SNE</b>;non;;")
  })
})
