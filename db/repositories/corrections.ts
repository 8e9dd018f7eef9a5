/** The cells of an import that people corrected in its preview; written under the lock of the import. */
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { Correction } from '#lib/domain/guichet/recensement/corrections.ts'
import type { ChiffresCompares } from '#lib/domain/guichet/recensement/examen.ts'
import type { Reader, Tx } from '../client.ts'
import { correctionDImport, faitDeCorrection, importDeRecensement, rangDImport } from '../schema/index.ts'
import { ORDRE, RANG, toRang } from './rangs-d-import.ts'

/** A row of the file: its sheet and its number, from 1. */
export type LigneDeFichier = Readonly<{ feuille: string; ligne: number }>

/** The corrections that stand, in a fixed order. */
export const loadCorrections = (reader: Reader, importId: string): Promise<Correction[]> => {
  const t = correctionDImport
  return reader
    .select({ feuille: t.feuille, ligne: t.ligne, colonne: t.colonne, valeur: sql<string>`${t.valeur}` })
    .from(t)
    .where(and(eq(t.importId, importId), isNotNull(t.valeur)))
    .orderBy(t.feuille, t.ligne, t.colonne)
}

/** The corrections that stand of one row, by column. */
export async function loadCorrectionsDeLigne(
  tx: Tx,
  importId: string,
  { feuille, ligne }: LigneDeFichier,
): Promise<ReadonlyMap<Colonne, string>> {
  const t = correctionDImport
  const rows = await tx
    .select({ colonne: t.colonne, valeur: sql<string>`${t.valeur}` })
    .from(t)
    .where(and(eq(t.importId, importId), eq(t.feuille, feuille), eq(t.ligne, ligne), isNotNull(t.valeur)))
  return new Map(rows.map(({ colonne, valeur }) => [colonne, valeur]))
}

/** One row of the last reading; undefined when the file has no such row. */
export async function findRangLu(
  tx: Tx,
  importId: string,
  { feuille, ligne }: LigneDeFichier,
): Promise<RangCompare | ChiffresCompares | undefined> {
  const t = rangDImport
  const [row] = await tx
    .select(RANG)
    .from(t)
    .where(and(eq(t.importId, importId), eq(t.ligne, ligne), eq(t.feuille, feuille)))
    .orderBy(...ORDRE)
    .limit(1)
  return row && toRang(row)
}

/** `avant`: what was read of the cell until then. */
export type CorrectionEcrite = LigneDeFichier & Readonly<{ colonne: Colonne; avant: string; valeur: string | null }>

/** Writes them; the import then waits to be read again. `valeur` null gives a cell back. */
export async function saveCorrections(
  tx: Tx,
  importId: string,
  { ecrites, compteId }: Readonly<{ ecrites: readonly CorrectionEcrite[]; compteId: string | null }>,
): Promise<void> {
  const t = correctionDImport
  await tx
    .insert(t)
    .values(ecrites.map(({ avant: _, ...ecrite }) => ({ importId, compteId, ...ecrite })))
    .onConflictDoUpdate({
      target: [t.importId, t.feuille, t.ligne, t.colonne],
      set: {
        valeur: sql`excluded.valeur`,
        compteId: sql`excluded.compte_id`,
        corrigeAt: sql`transaction_timestamp()`,
      },
    })
  // R-REC-95 — choix du portail : une correction qui en remplace une autre ne l’efface pas de l’histoire
  await tx
    .insert(faitDeCorrection)
    .values(ecrites.map(({ valeur, ...ecrite }) => ({ importId, compteId, ...ecrite, apres: valeur })))
  await tx
    .update(importDeRecensement)
    .set({
      etat: 'recu',
      corrections: sql`${importDeRecensement.corrections} + ${ecrites.length}`,
      version: sql`${importDeRecensement.version} + 1`,
    })
    .where(eq(importDeRecensement.id, importId))
}
