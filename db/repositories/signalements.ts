/** Write side of reported errors: what is said, to whom it goes, what becomes of it. */
import { and, arrayOverlaps, eq, isNull, sql } from 'drizzle-orm'
import type { Portee } from '#lib/domain/acces/acces.ts'
import type { EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import type { Signalement } from '#lib/domain/guichet/signalement.ts'
import type { Tx } from '../client.ts'
import { centre, compte, pointDeContact, signalement } from '../schema/index.ts'

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

/**
 * Who answers for a published point: its centre when it has an address, else the gestionnaires of its département.
 * Undefined when the point is unknown or withdrawn.
 */
export async function loadDestinataires(tx: Tx, pointId: string): Promise<readonly string[] | undefined> {
  const [point] = await tx
    .select({ departement: pointDeContact.departementCode, courriel: centre.courriel })
    .from(pointDeContact)
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(and(eq(pointDeContact.id, pointId), isNull(pointDeContact.retireAt)))
  if (!point) return undefined
  if (point.courriel) return [point.courriel]
  const rows = await tx
    .select({ courriel: compte.courriel })
    .from(compte)
    .where(
      and(
        eq(compte.role, 'gestionnaire-territorial'),
        isNull(compte.desactiveAt),
        arrayOverlaps(compte.departements, [point.departement]),
      ),
    )
    .orderBy(compte.courriel)
  return rows.map(({ courriel }) => courriel)
}
