/**
 * The lines that a dry run judged so far: a later line of the same number is judged after them. They stand in a temporary
 * table of the run, on the disk of the base, for a territory has more of them than should stand in memory.
 */
import { eq, sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { LigneDeReprise } from '#lib/domain/demande/reprise/ligne.ts'
import type { Tx } from '../client.ts'

const ligneJugee = pgTable('ligne_jugee', {
  rang: integer().generatedAlwaysAsIdentity(),
  /** What no two demandes share of their numbers. */
  cle: text().notNull(),
  ligne: jsonb().notNull().$type<LigneDeReprise>(),
})
const cleDe = (numeroUnique: NumeroUnique): string => numeroUnique.slice(0, 13)

/** Makes the table, which goes with the transaction. */
export async function openLignesJugees(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table ligne_jugee (
      rang integer generated always as identity, cle text not null, ligne jsonb not null
    ) on commit drop`)
  await tx.execute(sql`create index on ligne_jugee (cle)`)
}

/** Those of a number, in the order in which they were judged. */
export async function listLignesJugees(tx: Tx, numeroUnique: NumeroUnique): Promise<readonly LigneDeReprise[]> {
  const rows = await tx
    .select({ ligne: ligneJugee.ligne })
    .from(ligneJugee)
    .where(eq(ligneJugee.cle, cleDe(numeroUnique)))
    .orderBy(ligneJugee.rang)
  return rows.map(({ ligne }) => ligne)
}

export async function insertLigneJugee(tx: Tx, ligne: LigneDeReprise): Promise<void> {
  await tx.insert(ligneJugee).values({ cle: cleDe(ligne.numeroUnique), ligne })
}
