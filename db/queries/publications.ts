/** The read side of publications: what changed since a version. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '../client.ts'
import { CANAL_DES_PUBLICATIONS, findDernierePublication } from '../repositories/publications.ts'

const sinceSchema = z.array(z.object({ version: z.coerce.number(), balises: z.array(z.string()) }))

/** The newest version, 0 before the first publication. */
export const currentVersion = (): Promise<number> => findDernierePublication(db)

export type Publication = Readonly<{ version: number; balises: string[] }>

/** Publications after `version`, oldest first. None appears later below it: `recordPublication` draws them in turn. */
export async function publicationsSince(version: number): Promise<Publication[]> {
  return sinceSchema.parse([
    ...(await db.execute(sql`select version, balises from publication where version > ${version} order by version`)),
  ])
}

/** Calls `wake` once each publication is committed, on a connection of its own. A wake may be lost: keep reading. */
export async function listenToPublications(wake: () => void): Promise<void> {
  await db.$sql.listen(CANAL_DES_PUBLICATIONS, wake)
}
