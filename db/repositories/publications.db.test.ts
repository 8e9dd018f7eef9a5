import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '../client.ts'
import { currentVersion, listenToPublications, publicationsSince } from '../queries/publications.ts'
import { withDatabase } from '../testing/database.ts'
import { recordPublication } from './publications.ts'

withDatabase()

/** How many publications wait for the one before them. */
const waiting = async (): Promise<number> => {
  const [row] = await db.execute<{ n: string }>(
    sql`select count(*) as n from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
  )
  return Number(row?.n)
}

describe('les versions des publications', () => {
  it('se voient dans l’ordre : aucune n’apparaît après coup sous celle qui a été lue', async () => {
    const before = await currentVersion()
    const first = Promise.withResolvers<void>()
    const recorded = Promise.withResolvers<void>()
    const slow = db.transaction(async (tx) => {
      await recordPublication(tx, ['desserte:commune:09122'])
      recorded.resolve()
      await first.promise
    })
    await recorded.promise
    const fast = db.transaction((tx) => recordPublication(tx, ['desserte:commune:09122', 'chiffres:09122']))
    await expect.poll(waiting).toBe(1)
    expect(await currentVersion()).toBe(before)
    first.resolve()
    await Promise.all([slow, fast])
    const publications = await publicationsSince(before)
    expect(publications.map(({ balises }) => balises)).toEqual([
      ['desserte:commune:09122'],
      ['chiffres:09122', 'desserte:commune:09122'],
    ])
    expect(await publicationsSince(publications.at(-1)?.version ?? 0)).toEqual([])
  })

  it('ne comptent pas ce qui ne touche rien, ni ce qui est abandonné', async () => {
    const before = await currentVersion()
    await db.transaction((tx) => recordPublication(tx, []))
    const abandoned = db.transaction(async (tx) => {
      await recordPublication(tx, ['territoire'])
      throw new Error('abandoned')
    })
    await expect(abandoned).rejects.toThrow('abandoned')
    expect(await currentVersion()).toBe(before)
  })

  it('réveillent qui écoute à la validation, pas avant, et jamais pour ce qui est abandonné', async () => {
    const heard: number[] = []
    const base = await currentVersion()
    await listenToPublications(() => {
      void currentVersion().then((version) => heard.push(version))
    })
    const abandoned = db.transaction(async (tx) => {
      await recordPublication(tx, ['territoire'])
      throw new Error('abandoned')
    })
    await expect(abandoned).rejects.toThrow('abandoned')
    await db.transaction(async (tx) => {
      await recordPublication(tx, ['territoire'])
      await tx.execute(sql`select pg_sleep(0.2)`)
      expect(heard).toEqual([])
    })
    await expect.poll(() => heard).toHaveLength(1)
    // What it reads then holds the publication that woke it.
    expect(heard[0]).toBeGreaterThan(base)
  })
})
