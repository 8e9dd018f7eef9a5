/**
 * What a process keeps of the territory, built once from the base: a publication of the territory builds it again. It
 * goes with the pool of connections, so that nothing of a base is told of another.
 */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { db, type Reader } from '../client.ts'

const versionSchema = z.tuple([z.object({ version: z.coerce.number() })])

/** The last publication that touched the territory, 0 before any, as a part of another statement. */
export const versionDuTerritoire = sql<number>`(
  select coalesce(max(version), 0)::int from publication where balises @> array[${sql.raw(`'${BALISE_DU_TERRITOIRE}'`)}]
)`

/** The last publication that touched the territory, 0 before any. */
export async function findVersionDuTerritoire(reader: Reader = db): Promise<number> {
  const rows = await reader.execute(sql`select ${versionDuTerritoire} as version`)
  return versionSchema.parse([...rows])[0].version
}

type Gardee<T> = { version: number; valeur: Promise<T>; checkedAt: number }
/** One function alone writes under a name. */
const isGardee = <T>(kept: unknown): kept is Gardee<T> => typeof kept === 'object' && kept !== null && 'valeur' in kept

/**
 * A function that gives what `build` made of the territory, kept under that name. `confiance`: milliseconds during which
 * the version is believed; who asks then, and whoever comes while it is built again, gets the one before. With 0 nobody
 * ever gets an old one. Rejects as `build` does, and tries again at the next call. A transaction gives itself as the
 * `reader`: were it to wait for another connection, all that wait so would leave none. It may give the version too, when
 * another of its statements has read it.
 */
export function keepTerritoire<T>(
  nom: string,
  build: (reader: Reader) => Promise<T>,
  { confiance }: { confiance: number },
) {
  return async (reader: Reader = db, lue?: number): Promise<T> => {
    const find = () => {
      const kept = db.$garde.get(nom)
      return isGardee<T>(kept) ? kept : undefined
    }
    const held = find()
    if (held && confiance > 0 && performance.now() - held.checkedAt < confiance) return held.valeur
    if (held) held.checkedAt = performance.now()
    const version = lue ?? (await findVersionDuTerritoire(reader))
    const current = find()
    if (current && current.version >= version) return current.valeur
    const next: Gardee<T> = { version, valeur: build(reader), checkedAt: performance.now() }
    db.$garde.set(nom, next)
    // A failed reading is not kept: the next one tries again.
    next.valeur.catch(() => {
      if (find() === next) db.$garde.delete(nom)
    })
    return confiance > 0 && current ? current.valeur : next.valeur
  }
}
