import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { db, type Tx } from '../client.ts'
import { withDatabase } from '../testing/database.ts'
import { transact } from './transact.ts'

withDatabase()
beforeEach(async () => {
  await db.execute(sql`drop table if exists essai`)
  await db.execute(sql`create table essai (cle text primary key, fois integer not null default 0)`)
  await db.execute(sql`insert into essai values ('a'), ('b')`)
})

const add = (tx: Tx, cle: string) => tx.execute(sql`update essai set fois = fois + 1 where cle = ${cle}`)
const readFois = async () =>
  (await db.execute<{ fois: number }>(sql`select fois from essai order by cle`)).map(({ fois }) => fois)

describe('une transaction que PostgreSQL sacrifie', () => {
  it('recommence en entier : deux qui se croisent sont faites toutes les deux, une fois chacune', async () => {
    let [departs, pretes] = [0, 0]
    const { promise: croisees, resolve } = Promise.withResolvers<void>()
    const cross = (premiere: string, seconde: string) =>
      transact(async (tx) => {
        departs += 1
        await add(tx, premiere)
        pretes += 1
        if (pretes === 2) resolve()
        await croisees
        await add(tx, seconde)
        return premiere
      })
    expect(await Promise.all([cross('a', 'b'), cross('b', 'a')])).toEqual(['a', 'b'])
    expect(departs).toBe(3)
    expect(await readFois()).toEqual([2, 2])
  })

  it('ne recommence pas sans fin, et une autre erreur ne la recommence pas', async () => {
    const fail = async (code: string) => {
      let departs = 0
      const answer = transact(async (tx) => {
        departs += 1
        await add(tx, 'a')
        await tx.execute(sql.raw(`do $$ begin raise exception 'non' using errcode = '${code}'; end $$`))
      })
      await expect(answer).rejects.toMatchObject({ cause: { code } })
      return departs
    }
    expect([await fail('40001'), await fail('40P01'), await fail('23505'), await fail('57014')]).toEqual([4, 4, 1, 1])
    expect(await readFois()).toEqual([0, 0])
  })
})
