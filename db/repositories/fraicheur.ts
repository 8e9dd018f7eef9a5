/** Which published points became too old, and up to which day this was looked at. */
import { and, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import { type Jour, parseJour } from '#lib/domain/calendrier.ts'
import { balisesDuPoint } from '#lib/domain/guichet/desserte.ts'
import type { Tx } from '../client.ts'
import { desserte, pointDeContact, reglage } from '../schema/index.ts'
import { saveReglage } from './reglages.ts'

const NOM = 'fraicheur-vue-le'

/** Null: never. The lock makes a second worker wait, and find it done. */
export async function loadFraicheurVueLe(tx: Tx): Promise<Jour | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${NOM}, 0))`)
  const [row] = await tx.select({ valeur: reglage.valeur }).from(reglage).where(eq(reglage.nom, NOM))
  return typeof row?.valeur === 'string' ? (parseJour(row.valeur) ?? null) : null
}

export const saveFraicheurVueLe = (tx: Tx, le: Jour) => saveReglage(tx, NOM, le)

/** The tags of the points last said to be right on these days, and of all that shows them. */
export async function listBalisesDesAnciens(
  tx: Tx,
  { du, avant }: Readonly<{ du: Jour | null; avant: Jour }>,
): Promise<string[]> {
  const rows = await tx
    .select({ id: pointDeContact.id, niveau: desserte.niveau, code: desserte.code })
    .from(pointDeContact)
    .leftJoin(desserte, eq(desserte.pointId, pointDeContact.id))
    .where(
      and(
        isNull(pointDeContact.retireAt),
        lt(pointDeContact.misAJourLe, avant),
        du === null ? undefined : gte(pointDeContact.misAJourLe, du),
      ),
    )
  return [
    ...new Set(
      rows.flatMap(({ id, niveau, code }) =>
        balisesDuPoint(id, niveau === null || code === null ? [] : [{ niveau, code }]),
      ),
    ),
  ]
}
