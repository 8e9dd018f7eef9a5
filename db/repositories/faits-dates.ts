/** What the faits of a demande say of a day or of the last hours. */
import { and, eq, gte, ne, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { faitDeDemande } from '../schema/index.ts'
import { COLONNES_DE_FAIT, toFait } from './demandes.row.ts'

/** Whether an act of that day or later gave the demande a content; the loading of the demande is no act of a person. */
export async function hasContenuDepuis(tx: Tx, numeroUnique: NumeroUnique, le: Jour): Promise<boolean> {
  const [row] = await tx
    .select({ rang: faitDeDemande.rang })
    .from(faitDeDemande)
    .where(
      and(
        eq(faitDeDemande.numeroUnique, numeroUnique),
        gte(faitDeDemande.le, le),
        ne(faitDeDemande.type, 'reprise'),
        sql`${faitDeDemande.dit} ? 'contenu'`,
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Whether a fait says that a notice was handed over on that day, even if it came back since. */
export async function hasAvisRemis(tx: Tx, numeroUnique: NumeroUnique, avisRemisLe: Jour): Promise<boolean> {
  const [row] = await tx
    .select({ rang: faitDeDemande.rang })
    .from(faitDeDemande)
    .where(
      and(eq(faitDeDemande.numeroUnique, numeroUnique), sql`${faitDeDemande.dit} ->> 'avisRemisLe' = ${avisRemisLe}`),
    )
    .limit(1)
  return row !== undefined
}

/**
 * The content of a demande as it stood that many hours ago, then each one that was recorded since, oldest first; when it
 * was registered since, from the first.
 */
export async function listContenusSince(
  tx: Tx,
  numeroUnique: NumeroUnique,
  heures: number,
): Promise<readonly Contenu[]> {
  const dits = and(eq(faitDeDemande.numeroUnique, numeroUnique), sql`${faitDeDemande.dit} ? 'contenu'`)
  const [avant] = await tx
    .select({ rang: sql<number>`coalesce(max(${faitDeDemande.rang}), 0)::int` })
    .from(faitDeDemande)
    .where(and(dits, sql`${faitDeDemande.at} <= transaction_timestamp() - make_interval(hours => ${heures})`))
  const rows = await tx
    .select(COLONNES_DE_FAIT)
    .from(faitDeDemande)
    .where(and(dits, gte(faitDeDemande.rang, avant?.rang ?? 0)))
    .orderBy(faitDeDemande.rang)
  return rows.flatMap((row) => {
    const fait = toFait(row)
    return fait && 'contenu' in fait ? [fait.contenu] : []
  })
}
