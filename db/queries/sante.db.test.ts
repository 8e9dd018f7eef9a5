import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { withDatabase } from '#db/testing/database.ts'
import { readSante } from './sante.ts'

withDatabase()

const waiting = async () => [
  ...(await db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )),
]

it('la santé d’une base qui ne répond plus se dit, et sa question ne garde pas de connexion', async () => {
  expect(await readSante()).toMatchObject({ base: 'ok' })
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table battement in access exclusive mode`)
    expect(await readSante(200)).toEqual({ base: 'injoignable', travaux: 'inconnu' })
    await expect.poll(waiting).toEqual([])
  })
  expect(await readSante()).toMatchObject({ base: 'ok' })
})

it('un serveur occupé à autre chose n’en accuse pas sa base', async () => {
  const asked = readSante(200)
  // Nothing is heard meanwhile, as while an index is made: the answer of the base waits with the clock.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  expect(await asked).toMatchObject({ base: 'ok' })
})
