/** What the faits of a demande say of a day, asked by who loads what was done elsewhere. */
import { and, eq, gte, ne, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { faitDeDemande } from '../schema/index.ts'

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
