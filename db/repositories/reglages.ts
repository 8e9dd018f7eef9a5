/** Settings by name. */
import { eq, sql } from 'drizzle-orm'
import { REGLAGE_DU_SEUIL, readSeuil } from '#lib/domain/territoire/secret.ts'
import type { Reader, Tx } from '../client.ts'
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

/** The masking threshold in force, for who compares with what the public reads. */
export async function loadSeuilDeMasquage(reader: Reader): Promise<number> {
  const [row] = await reader.select({ valeur: reglage.valeur }).from(reglage).where(eq(reglage.nom, REGLAGE_DU_SEUIL))
  return readSeuil(row?.valeur)
}
