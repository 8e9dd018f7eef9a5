import { beforeAll, expect, it } from 'vitest'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { insertPoint } from '../repositories/points-de-contact.ts'
import { withDatabase } from '../testing/database.ts'
import { insertCentre, insertTerritoire } from '../testing/territoire.ts'
import { loadTerritoireDesservi } from './desserte.ts'

withDatabase()
let centreId: string
beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ departements: ['31', '09'] })
})

const territoireDe = async (changes: Partial<ContenuDePoint>) => {
  const contenu = unPointDeContact({ fermetures: [], ...changes })
  const { id } = await db.transaction((tx) =>
    insertPoint(tx, { contenu, rattachement: { centreId } }, { compteId: null }),
  )
  return loadTerritoireDesservi(db, id)
}

it('nomme les communes, les intercommunalités et les départements déclarés', async () => {
  const territoire = { communes: ['09329', '09122'], epcis: ['200066231'], departements: ['31'] }
  expect(await territoireDe({ territoire })).toEqual({
    communes: [
      { codeInsee: '09122', nom: 'Foix', slug: 'foix' },
      { codeInsee: '09329', nom: 'Varilhes', slug: 'varilhes' },
    ],
    epcis: [{ code: '200066231', nom: 'CC des Portes d’Ariège Pyrénées' }],
    departements: [{ code: '31', nom: 'Haute-Garonne' }],
  })
})

it('nomme ce qui suit d’un territoire laissé vide (R-PDC-03)', async () => {
  const territoire = { communes: [], epcis: [], departements: [] }
  expect((await territoireDe({ territoire })).communes.map(({ nom }) => nom)).toEqual(['Foix'])
  const numero = await territoireDe({ territoire, canal: 'telephone', adresse: null, position: null })
  expect(numero.departements.map(({ nom }) => nom)).toEqual(['Ariège', 'Haute-Garonne'])
})

it('ne dit rien d’un point qui n’existe pas', async () => {
  expect(await loadTerritoireDesservi(db, 'inconnu')).toEqual({ communes: [], epcis: [], departements: [] })
})
