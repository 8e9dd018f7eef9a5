/** What a write about a commune needs of it: its département, and a lock that makes editors of its figures queue. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import { commune, faitDeChiffre } from '../schema/index.ts'

export async function loadCommuneForFigures(
  tx: Tx,
  codeInsee: string,
): Promise<{ codeInsee: string; nom: string; departement: string } | undefined> {
  const [row] = await tx
    .select({ codeInsee: commune.codeInsee, nom: commune.nom, departement: commune.departementCode })
    .from(commune)
    .where(eq(commune.codeInsee, codeInsee))
    .for('no key update')
  return row
}

/** The same lock on many communes, in a stable order: whoever edits the figures of one waits for its turn. */
export const lockCommunes = (tx: Tx, codes: readonly string[]) =>
  tx
    .select({ codeInsee: commune.codeInsee })
    .from(commune)
    .where(inArray(commune.codeInsee, [...codes]))
    .orderBy(commune.codeInsee)
    .for('no key update')

/** The last change of the figures of that year, as a number that only grows; 0 before the first. */
export async function versionOfChiffres(tx: Pick<Tx, 'select'>, codeInsee: string, annee: number): Promise<number> {
  const [row] = await tx
    .select({ version: sql<number>`coalesce(max(${faitDeChiffre.id}), 0)::int` })
    .from(faitDeChiffre)
    .where(and(eq(faitDeChiffre.codeInsee, codeInsee), eq(faitDeChiffre.annee, annee)))
  return row?.version ?? 0
}
