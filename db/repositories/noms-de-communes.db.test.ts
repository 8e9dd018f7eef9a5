import { beforeAll, expect, it } from 'vitest'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { listPoints } from '../queries/points.ts'
import { commune, communeAncienne, departement, region } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertCentre } from '../testing/territoire.ts'
import { loadCommunesNommees } from './communes-nommees.ts'
import { listNomsDeCommunes } from './noms-de-communes.ts'
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
