import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { withDatabase } from '#db/testing/database.ts'
import { consumeCode } from './debit-de-code.ts'

withDatabase()

beforeAll(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})

it('compte les codes par personne, sans écrire qui elle est, et en tout (R-COD-05)', async () => {
  const answers: boolean[] = []
  for (let envoi = 0; envoi < 5; envoi += 1) answers.push(await consumeCode('camille@exemple.invalid'))
  expect(answers).toEqual([true, true, true, true, false])
  expect(await consumeCode('autre@exemple.invalid')).toBe(true)
  const rows = await db.execute<{ cle: string }>(sql`select cle from debit`)
  expect(rows.map(({ cle }) => cle).join()).not.toContain('exemple')
  await db.execute(sql`update debit set nombre = 3000 where cle = 'code:tous'`)
  expect(await consumeCode('troisieme@exemple.invalid')).toBe(false)
})
