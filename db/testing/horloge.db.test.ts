import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '../client.ts'
import { readMaintenant } from '../queries/instant.ts'
import { readInstant } from '../repositories/instant.ts'
import { withDatabase } from './database.ts'
import { decalageMs } from './horloge.ts'

withDatabase()

/** More than a query takes, less than any moment that a suite is moved to. */
const UNE_HEURE = 3_600_000

const isNear = (at: Date, other: number): boolean => Math.abs(at.getTime() - other) < UNE_HEURE

it('la base et le processus vivent au même moment, celui du passage', async () => {
  const [machine] = await db.execute<{ at: string }>(sql`select current_timestamp as at`)
  const moment = new Date(machine?.at ?? '').getTime() + decalageMs()
  const { at } = await db.transaction((tx) => readInstant(tx))
  const [defaut] = await db.execute<{ at: string }>(sql`insert into publication (balises) values ('{}') returning at`)
  for (const said of [new Date(), await readMaintenant(db), at, new Date(defaut?.at ?? '')])
    expect(isNear(said, moment)).toBe(true)
  expect(isNear(new Date(Temporal.Now.instant().epochMilliseconds), moment)).toBe(true)
})
