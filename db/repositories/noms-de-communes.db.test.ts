import { beforeAll, expect, it } from 'vitest'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { listPoints } from '../queries/points.ts'
import { commune, communeAncienne, departement, region } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertCentre } from '../testing/territoire.ts'
import { loadCommunesNommees } from './communes-nommees.ts'
import { listCommunesPostales, listNomsDeCommunes } from './noms-de-communes.ts'
import { insertPoint } from './points-de-contact.ts'

withDatabase()
beforeAll(async () => {
  await db.insert(region).values({ code: '93', nom: 'Provence-Alpes-Côte d’Azur' })
  await db.insert(departement).values({ code: '13', nom: 'Bouches-du-Rhône', regionCode: '93' })
  await db.insert(commune).values({
    codeInsee: '13055',
    nom: 'Marseille',
    slug: 'marseille',
    departementCode: '13',
    codesPostaux: ['13001', '13002'],
    population: 870_000,
  })
  await db.insert(communeAncienne).values({
    codeInsee: '13201',
    nom: 'Marseille 1er Arrondissement',
    nature: 'arrondissement',
    communeCode: '13055',
    codesPostaux: ['13001'],
  })
})

it('un arrondissement a son nom s’il est connu, sinon celui de sa ville (R-TER-14)', async () => {
  const noms = await listNomsDeCommunes(db, ['13201', '13202', '99999'])
  expect(Object.fromEntries(noms)).toEqual({
    13055: 'Marseille',
    13201: 'Marseille 1er Arrondissement',
    13202: 'Marseille',
  })
  const { dAdresse } = await loadCommunesNommees()
  expect(dAdresse(['13001'], ['13201']).map(({ code }) => code)).toEqual(['13055', '13201'])
})

it('une commune d’avant se nomme avec celle d’aujourd’hui, ou comme elle quand son nom s’est perdu (R-TER-15, R-TER-16)', async () => {
  const ancienne = { communeCode: '13200', codesPostaux: [] }
  const actuelle = { departementCode: '13', codesPostaux: ['13999'], population: 900 }
  await db.insert(commune).values([
    { ...actuelle, codeInsee: '13200', nom: 'Val-Inventé', slug: 'val-invente' },
    { ...actuelle, codeInsee: '13300', nom: 'Mas-Inventé', slug: 'mas-invente' },
  ])
  await db.insert(communeAncienne).values([
    { ...ancienne, codeInsee: '13998', nom: 'Saint-Fictif', nature: 'deleguee', codesPostaux: ['13998'] },
    { ...ancienne, codeInsee: '13997', nom: '', nature: 'ancien-code' },
    { ...ancienne, codeInsee: '13998', nom: '', nature: 'ancien-code' },
    // The chief place of the new commune keeps its code, which is that of today.
    { ...ancienne, codeInsee: '13200', nom: 'Val', nature: 'deleguee' },
    { ...ancienne, codeInsee: '13300', nom: 'Mas', nature: 'ancien-nom', communeCode: '13300' },
  ])
  const codes = ['13998', '13997', '13200', '13300', '13996']
  expect(Object.fromEntries(await listNomsDeCommunes(db, codes))).toEqual({
    13998: 'Saint-Fictif (Val-Inventé)',
    13997: 'Val-Inventé',
    13200: 'Val-Inventé',
    13300: 'Mas-Inventé',
  })
  // R-TER-16: on an envelope, each of its names has its own line; an arrondissement is its city.
  expect(Object.fromEntries(await listCommunesPostales(db, [...codes, '13201']))).toEqual({
    13998: { nom: 'Val-Inventé', ancienne: 'Saint-Fictif' },
    13997: { nom: 'Val-Inventé', ancienne: null },
    13200: { nom: 'Val-Inventé', ancienne: null },
    13300: { nom: 'Mas-Inventé', ancienne: null },
    13055: { nom: 'Marseille', ancienne: null },
  })
  // Another reading than the one that the process keeps: nothing was published since.
  db.$garde.clear()
  const { dAdresse } = await loadCommunesNommees()
  expect(dAdresse([], codes).map(({ nom, codesPostaux }) => [nom, ...codesPostaux])).toEqual([
    ['Saint-Fictif (Val-Inventé)', '13998'],
    ['Val-Inventé', '13999'],
    ['Val-Inventé', '13999'],
    ['Mas-Inventé', '13999'],
  ])
})

it('qui voir est ce qui sert sa ville (R-TER-14)', async () => {
  const contenu = unPointDeContact({
    canal: 'telephone',
    position: null,
    territoire: { communes: ['13055'], epcis: [], departements: [] },
  })
  const rattachement = { centreId: await insertCentre({ departements: ['13'] }) }
  await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, { compteId: null }))
  for (const code of ['13055', '13201']) expect((await listPoints(db, { commune: code }, { limite: 5 })).total).toBe(1)
})
