import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { commune, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { EXEMPLE_DE_L_API_GEO } from '#lib/domain/territoire/positions-officielles.exemple.ts'
import { readPositions } from '#lib/domain/territoire/positions-officielles.ts'
import { replacePositions } from './replace-positions.ts'

withDatabase()
beforeAll(insertTerritoire)

const read = (text: string) => {
  const lues = readPositions(text)
  if (!lues.ok) throw new Error(lues.refus.code)
  return lues.value.positions
}
const load = async (codeInsee: string) => (await db.select().from(commune).where(eq(commune.codeInsee, codeInsee)))[0]

describe('le remplacement des positions', () => {
  it('rend précises et officielles les positions de l’exemple de l’API géo, et publie une fois', async () => {
    const before = await db.select().from(publication)
    expect(await replacePositions(read(EXEMPLE_DE_L_API_GEO))).toEqual({
      remplacees: 2,
      inchangees: 0,
      inconnues: ['09998', '2A004', '97411'],
    })
    expect(await load('09122')).toMatchObject({
      latitude: 42.9639,
      longitude: 1.6053,
      positionPrecision: 'commune',
      positionSource: 'officielle',
    })
    const after = await db.select().from(publication)
    expect(after).toHaveLength(before.length + 1)
    expect(after.at(-1)?.balises).toEqual(['territoire'])
  })

  it('ne publie rien quand rien ne change', async () => {
    const before = await db.select().from(publication)
    expect(await replacePositions(read(EXEMPLE_DE_L_API_GEO))).toMatchObject({ remplacees: 0, inchangees: 2 })
    expect(await db.select().from(publication)).toEqual(before)
  })

  it('remplace de nouveau depuis un CSV', async () => {
    expect(await replacePositions(read('code;latitude;longitude\n09122;42,97;1,61'))).toMatchObject({ remplacees: 1 })
    expect(await load('09122')).toMatchObject({ latitude: 42.97, longitude: 1.61 })
  })
})
