import { describe, expect, it } from 'vitest'
import { EXEMPLE_DE_L_API_GEO } from './positions-officielles.exemple.ts'
import { readPositions } from './positions-officielles.ts'

const foix = { codeInsee: '09122', latitude: 42.9639, longitude: 1.6053 }

describe('les positions officielles', () => {
  it('se lisent dans la réponse de l’API géo nationale, sans les communes qui n’ont pas de centre', () => {
    const read = readPositions(EXEMPLE_DE_L_API_GEO)
    expect(read).toMatchObject({
      ok: true,
      value: { refusees: [{ rang: 5, code: '09324', motif: 'coordonnees-manquantes' }] },
    })
    expect(read.ok && read.value.positions[0]).toEqual(foix)
    expect(read.ok && read.value.positions.map(({ codeInsee }) => codeInsee)).toEqual([
      '09122',
      '09225',
      '2A004',
      '97411',
      '09998',
    ])
  })

  it('se lisent dans sa forme GeoJSON', () => {
    const features = [
      { type: 'Feature', geometry: { type: 'Point', coordinates: [1.6053, 42.9639] }, properties: { code: '09122' } },
    ]
    expect(readPositions(JSON.stringify({ type: 'FeatureCollection', features }))).toEqual({
      ok: true,
      value: { positions: [foix], refusees: [], completes: [] },
    })
  })

  it.each([
    ['code;latitude;longitude\n09122;42.9639;1.6053\n'],
    ['\uFEFFCode INSEE,Nom,Latitude,Longitude\r\n"09122","Foix, ville",42.9639,1.6053\r\n'],
    ['lon\tlat\tinsee\n1,6053\t42,9639\t09122\n'],
  ])('se lisent dans un CSV, quel qu’en soit le séparateur : %j', (text) =>
    expect(readPositions(text)).toEqual({ ok: true, value: { positions: [foix], refusees: [], completes: [] } }),
  )

  it.each([
    ['09122;1.6053;42.9639', 'coordonnees-inversees'],
    ['09122;6206154;585953', 'coordonnees-projetees'],
    ['09122;48.8;20', 'hors-de-france'],
    ['09122;;', 'coordonnees-manquantes'],
    ['09122;=1+1;1.6', 'coordonnees-manquantes'],
    ['foix;42.96;1.6', 'code-malforme'],
    ['0912;42.96;1.6', 'code-malforme'],
    ['99999;42.96;1.6', 'code-inconnu'],
    ['20004;41.9;8.7', 'code-inconnu'],
  ])('refusent la ligne « %s » : %s (R-TER-08)', (line, motif) =>
    expect(readPositions(`code;latitude;longitude\n${line}`)).toMatchObject({
      ok: true,
      value: { positions: [], refusees: [{ rang: 2, motif }] },
    }),
  )

  it.each([
    [41.2, 9.7, true],
    [41.19, 9.7, false],
    [51.2, -5.3, true],
    [51.21, -5.3, false],
  ])('acceptent la limite du territoire, refusent juste après : %s, %s (R-TER-08)', (latitude, longitude, accepted) => {
    const read = readPositions(`code;latitude;longitude\n09122;${latitude};${longitude}`)
    expect(read.ok && read.value.positions.length === 1).toBe(accepted)
  })

  it('rendent le zéro qu’un tableur a perdu, et le disent (R-TER-06)', () =>
    expect(readPositions('code;lat;lon\n 9122;42.9639;1.6053\n9122;42;1\n')).toEqual({
      ok: true,
      value: {
        positions: [foix],
        refusees: [{ rang: 3, code: '9122', motif: 'en-double' }],
        completes: [{ rang: 2, code: '9122', codeInsee: '09122' }],
      },
    }))

  it('gardent la première de deux lignes d’une même commune, et disent la seconde', () =>
    expect(readPositions('code;lat;lon\n09122;42.9639;1.6053\n09122;42;1')).toEqual({
      ok: true,
      value: { positions: [foix], refusees: [{ rang: 3, code: '09122', motif: 'en-double' }], completes: [] },
    }))

  it.each([
    ['', 'colonnes-manquantes'],
    ['PK\u0003\u0004\u0000\u0000', 'fichier-illisible'],
    ['{"a":', 'fichier-illisible'],
    ['{"a":1}', 'colonnes-manquantes'],
    ['[{"nom":"Foix"}]', 'colonnes-manquantes'],
    ['[]', 'aucune-commune'],
    ['code;latitude;longitude\n', 'aucune-commune'],
    ['nom;ville\nFoix;Foix', 'colonnes-manquantes'],
    ['<html></html>', 'colonnes-manquantes'],
  ])('refusent le fichier %j : %s', (text, code) => expect(readPositions(text)).toEqual({ ok: false, refus: { code } }))
})
