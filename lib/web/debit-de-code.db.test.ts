import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { withDatabase } from '#db/testing/database.ts'
import { direAttente } from '#lib/documents/durees.ts'
import { consumeCode } from './debit-de-code.ts'

withDatabase()

beforeAll(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})

it('compte les codes par personne, sans écrire qui elle est, et en tout (R-COD-05)', async () => {
  const answers: number[] = []
  for (let envoi = 0; envoi < 5; envoi += 1) answers.push(await consumeCode('camille@exemple.invalid'))
  expect(answers.map((attente) => attente === 0)).toEqual([true, true, true, true, false])
  expect(direAttente(answers.at(-1) ?? 0)).toMatch(/^dans 1[45] minutes$/)
  expect(await consumeCode('autre@exemple.invalid')).toBe(0)
  const rows = await db.execute<{ cle: string }>(sql`select cle from debit`)
  expect(rows.map(({ cle }) => cle).join()).not.toContain('exemple')
  await db.execute(sql`update debit set nombre = 5999 where cle = 'code:tous:60'`)
  expect(await consumeCode('troisieme@exemple.invalid')).toBe(0)
  expect(direAttente(await consumeCode('quatrieme@exemple.invalid'))).toBe('dans une minute')
  await db.execute(sql`delete from debit where cle = 'code:tous:60'`)
  await db.execute(sql`update debit set nombre = 400000 where cle = 'code:tous:86400'`)
  expect(direAttente(await consumeCode('cinquieme@exemple.invalid'))).toBe('dans 24 heures')
  await db.execute(sql`delete from debit where cle like 'code:tous:%'`)
})

it('dit l’attente la plus longue : qui l’a faite n’attend pas de nouveau (R-COD-05)', async () => {
  const ask = () => consumeCode('longue@exemple.invalid')
  const vieillir = (duree: string) =>
    db.execute(sql`update debit set fenetre_at = fenetre_at - ${duree}::interval where cle not like 'code:tous:%'`)
  for (const lot of [4, 4, 2]) {
    for (let envoi = 0; envoi < lot; envoi += 1) expect(await ask()).toBe(0)
    await vieillir('16 minutes')
  }
  // The eleventh of the day: for as long as the day lasts, whichever count refuses it.
  for (let envoi = 0; envoi < 6; envoi += 1) expect(direAttente(await ask())).toBe('dans 24 heures')
  await vieillir('22 hours')
  const attente = await ask()
  expect(direAttente(attente)).toBe('dans 2 heures')
  await vieillir(`${attente} seconds`)
  expect(await ask()).toBe(0)
})
