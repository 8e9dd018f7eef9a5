/** Settings by name. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import { reglage } from '../schema/index.ts'

/** True when the value was not that one already. */
export async function saveReglage(tx: Tx, nom: string, valeur: number | string | boolean): Promise<boolean> {
  const rows = await tx
    .insert(reglage)
    .values({ nom, valeur })
    .onConflictDoUpdate({
      target: reglage.nom,
      set: { valeur },
      setWhere: sql`${reglage.valeur} is distinct from excluded.valeur`,
    })
    .returning({ nom: reglage.nom })
  return rows.length > 0
}
