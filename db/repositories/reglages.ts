/** Settings by name. */
import { eq, sql } from 'drizzle-orm'
import { reglageDuRetour } from '#lib/domain/rappels/etats.ts'
import type { CanalDeRappel } from '#lib/domain/rappels/jalons.ts'
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

/**
 * Keeps, to the minute, when the outside was last heard of what leaves by this channel: the receipts of a busy hour would
 * wait for one another on that row.
 */
export const recordRetourEntendu = (tx: Tx, canal: CanalDeRappel) =>
  tx.execute(sql`
    insert into reglage (nom, valeur)
    select ${reglageDuRetour(canal)}, to_jsonb(transaction_timestamp())
    where not exists (
      select from reglage
      where nom = ${reglageDuRetour(canal)}
        and (valeur #>> '{}')::timestamptz > transaction_timestamp() - interval '1 minute'
    )
    on conflict (nom) do update set valeur = excluded.valeur`)

/** The masking threshold in force, for who compares with what the public reads. */
export async function loadSeuilDeMasquage(reader: Reader): Promise<number> {
  const [row] = await reader.select({ valeur: reglage.valeur }).from(reglage).where(eq(reglage.nom, REGLAGE_DU_SEUIL))
  return readSeuil(row?.valeur)
}
