/** Write side of reported errors: what is said, to whom it goes, what becomes of it. */
import { eq, sql } from 'drizzle-orm'
import type { Portee } from '#lib/domain/acces/acces.ts'
import type { EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import type { Signalement } from '#lib/domain/guichet/signalement.ts'
import type { Tx } from '../client.ts'
import { pointDeContact, signalement } from '../schema/index.ts'

/** The report, with whose point it is about. */
export async function loadSignalementForUpdate(
  tx: Tx,
  id: string,
): Promise<(Portee & Readonly<{ etat: EtatDeSignalement }>) | undefined> {
  const [row] = await tx
    .select({ etat: signalement.etat, departement: pointDeContact.departementCode, centreId: pointDeContact.centreId })
    .from(signalement)
    .innerJoin(pointDeContact, eq(pointDeContact.id, signalement.pointId))
    .where(eq(signalement.id, id))
    .for('update', { of: signalement })
  return row && { etat: row.etat, centreId: row.centreId, departements: [row.departement] }
}

export const saveEtatDeSignalement = (tx: Tx, id: string, etat: EtatDeSignalement, compteId: string | null) =>
  tx
    .update(signalement)
    .set({
      etat,
      traitePar: compteId,
      traiteAt: etat === 'recu' || etat === 'en-cours' ? null : sql`transaction_timestamp()`,
    })
    .where(eq(signalement.id, id))

/** Stores a report of a published point; null when its key is known already. */
export async function insertSignalement(tx: Tx, { message, ...said }: Signalement): Promise<string | null> {
  const [row] = await tx
    .insert(signalement)
    .values({ ...said, message: message || null })
    .onConflictDoNothing({ target: signalement.cle })
    .returning({ id: signalement.id })
  return row?.id ?? null
}
