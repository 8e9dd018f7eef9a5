import { expect, it } from 'vitest'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { db } from '../client.ts'
import { commune } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { keepTerritoire } from './garde.ts'
import { recordPublication } from './publications.ts'
import { loadReferentiel } from './referentiel.ts'

withDatabase()

const publier = (balise: string) => db.transaction((tx) => recordPublication(tx, [balise]))

it('ce que le processus garde du territoire n’est fait qu’une fois, aussi pour ceux qui le demandent ensemble', async () => {
  let faits = 0
  const load = keepTerritoire('essai', async () => ++faits, { confiance: 0 })
  expect(await Promise.all([load(), load()])).toEqual([1, 1])
  await publier('commune:09122')
  expect(await load()).toBe(1)
  await publier(BALISE_DU_TERRITOIRE)
  expect(await Promise.all([load(), load()])).toEqual([2, 2])
})

it('ce qui n’a pu se faire se refait à la demande suivante', async () => {
  let essais = 0
  const load = keepTerritoire(
    'manqué',
    async () => {
      essais += 1
      if (essais === 1) throw new Error('cut')
      return essais
    },
    { confiance: 0 },
  )
  await expect(load()).rejects.toThrow('cut')
  expect(await load()).toBe(2)
})

it('une lecture de recensement connaît une commune dès qu’elle est publiée', async () => {
  await insertTerritoire()
  await publier(BALISE_DU_TERRITOIRE)
  const before = await loadReferentiel()
  expect(before.parCode('09122')?.commune.nom).toBe('Foix')
  expect(before.parCode('09001')).toBeUndefined()
  expect(await loadReferentiel()).toBe(before)
  await db.transaction(async (tx) => {
    await tx.insert(commune).values({
      codeInsee: '09001',
      nom: 'Aigues-Juntes',
      slug: 'aigues-juntes',
      departementCode: '09',
      codesPostaux: ['09240'],
      population: 60,
    })
    await recordPublication(tx, [BALISE_DU_TERRITOIRE])
  })
  expect((await loadReferentiel()).parCode('09001')?.commune.nom).toBe('Aigues-Juntes')
})
