/**
 * What a process keeps of the territory, built once from the base: a publication of the territory builds it again. It
 * goes with the pool of connections, so that nothing of a base is told of another.
 */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { db, type Reader } from '../client.ts'

const versionSchema = z.tuple([z.object({ version: z.coerce.number() })])

/** The last publication that touched the territory, 0 before any. */
export async function findVersionDuTerritoire(reader: Reader = db): Promise<number> {
  const rows = await reader.execute(
    sql`select coalesce(max(version), 0) as version from publication where balises @> array[${BALISE_DU_TERRITOIRE}]`,
  )
  return versionSchema.parse([...rows])[0].version
}

type Gardee<T> = { version: number; valeur: Promise<T>; checkedAt: number }
/** One function alone writes under a name. */
const isGardee = <T>(kept: unknown): kept is Gardee<T> => typeof kept === 'object' && kept !== null && 'valeur' in kept

/**
 * A function that gives what `build` made of the territory, kept under that name. `confiance`: milliseconds during which
 * the version is believed; who asks then, and whoever comes while it is built again, gets the one before. With 0 nobody
 * ever gets an old one. Rejects as `build` does, and tries again at the next call.
 */
export function keepTerritoire<T>(nom: string, build: () => Promise<T>, { confiance }: { confiance: number }) {
  return async (): Promise<T> => {
    const find = () => {
      const kept = db.$garde.get(nom)
      return isGardee<T>(kept) ? kept : undefined
    }
    const held = find()
    if (held && confiance > 0 && performance.now() - held.checkedAt < confiance) return held.valeur
    if (held) held.checkedAt = performance.now()
    const version = await findVersionDuTerritoire()
    const current = find()
    if (current && current.version >= version) return current.valeur
    const next: Gardee<T> = { version, valeur: build(), checkedAt: performance.now() }
    db.$garde.set(nom, next)
    // A failed reading is not kept: the next one tries again.
    next.valeur.catch(() => {
      if (find() === next) db.$garde.delete(nom)
    })
    return confiance > 0 && current ? current.valeur : next.valeur
  }
}
