import { beforeAll, expect, it } from 'vitest'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { db } from '../client.ts'
import { commune } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { loadCommunesNommees } from './communes-nommees.ts'
import { findVersionDuTerritoire } from './garde.ts'
import { recordPublication } from './publications.ts'

withDatabase()
beforeAll(() => insertTerritoire())

it('vingt transactions à la fois, plus que de connexions, les lisent pour la première fois sans s’attendre', async () => {
  const lues = await Promise.all(
    Array.from({ length: 20 }, () =>
      db.transaction(async (tx) => (await loadCommunesNommees(tx)).duTerritoire('09').communes.length),
    ),
  )
  expect(new Set(lues).size).toBe(1)
  expect(lues[0]).toBeGreaterThan(0)
})

it('celles du territoire se suivent par nom ; celles d’une adresse se trouvent par code postal ou par code, une fois', async () => {
  const { duTerritoire, dAdresse } = await loadCommunesNommees()
  const { communes } = duTerritoire('09')
  const noms = communes.map(({ nom }) => nom)
  expect(noms).toEqual([...noms].sort(new Intl.Collator('fr').compare))
  expect(communes.every(({ code }) => code.startsWith('09'))).toBe(true)
  expect(dAdresse(['09000'], ['09122']).map(({ nom }) => nom)).toContain('Foix')
  expect(new Set(dAdresse(['09000'], ['09122'])).size).toBe(dAdresse(['09000'], ['09122']).length)
  expect(dAdresse([], ['99999'])).toEqual([])
})

it('une publication du territoire se lit dès qu’elle est faite, aussi par sa version lue à part', async () => {
  const avant = await loadCommunesNommees()
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
  const apres = await loadCommunesNommees(db, await findVersionDuTerritoire())
  expect(avant.duTerritoire('09').parCode.has('09001')).toBe(false)
  expect(apres.duTerritoire('09').parCode.get('09001')?.nom).toBe('Aigues-Juntes')
  expect(await loadCommunesNommees()).toBe(apres)
})
