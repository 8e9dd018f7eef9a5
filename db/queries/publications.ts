/** The read side of publications: what changed since a version. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '../client.ts'

const currentSchema = z.tuple([z.object({ version: z.coerce.number() })])
const sinceSchema = z.array(z.object({ version: z.coerce.number(), balises: z.array(z.string()) }))

/** The newest version, 0 before the first publication. */
export async function currentVersion(): Promise<number> {
  const rows = await db.execute(sql`select coalesce(max(version), 0) as version from publication`)
  return currentSchema.parse([...rows])[0].version
}

export type Publication = Readonly<{ version: number; balises: string[] }>

/**
 * Publications after `version`, oldest first. A version is drawn before its commit, so a slower transaction may appear
 * below a faster one: those of the last ten seconds are given again, and the caller keeps which it has seen.
 */
export async function publicationsSince(version: number): Promise<Publication[]> {
  return sinceSchema.parse([
    ...(await db.execute(
      sql`select version, balises from publication where version > ${version} or at > now() - interval '10 seconds' order by version`,
    )),
  ])
}
