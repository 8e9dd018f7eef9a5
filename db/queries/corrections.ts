/** Who corrected which cell of an import, for its preview and its history. Whose import it is was asked before. */
import { and, count, desc, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import { db } from '../client.ts'
import { compte, correctionDImport, faitDeCorrection } from '../schema/index.ts'

type Ligne = Readonly<{ feuille: string; ligne: number }>
export type AuteurDeCorrection = Readonly<{ colonne: Colonne; auteur: string | null; at: Date }>

const auteur = sql<string | null>`coalesce(${compte.nom}, ${compte.courriel})`
const cleDe = ({ feuille, ligne }: Ligne): string => `${ligne}!${feuille}`

/** The corrections that stand of these rows (one page of them): a function that answers those of one row. */
export async function findAuteurs(
  importId: string,
  lignes: readonly Ligne[],
): Promise<(ligne: Ligne) => readonly AuteurDeCorrection[]> {
  const t = correctionDImport
  const rows =
    lignes.length === 0
      ? []
      : await db
          .select({ feuille: t.feuille, ligne: t.ligne, colonne: t.colonne, auteur, at: t.corrigeAt })
          .from(t)
          .leftJoin(compte, eq(compte.id, t.compteId))
          .where(
            and(
              eq(t.importId, importId),
              isNotNull(t.valeur),
              or(...lignes.map(({ feuille, ligne }) => and(eq(t.feuille, feuille), eq(t.ligne, ligne)))),
            ),
          )
  const byLigne = Map.groupBy(rows, cleDe)
  return (ligne) => byLigne.get(cleDe(ligne)) ?? []
}

/** How many cells stand corrected, by author, the most first. */
export const countParAuteur = (importId: string) =>
  db
    .select({ auteur, nombre: count() })
    .from(correctionDImport)
    .leftJoin(compte, eq(compte.id, correctionDImport.compteId))
    .where(and(eq(correctionDImport.importId, importId), isNotNull(correctionDImport.valeur)))
    .groupBy(auteur)
    .orderBy(desc(count()), auteur)

/** Corrections of an import that its page tells at most. */
const HISTOIRE = 200

/** What was corrected of an import, and given back, the last first: never less than what was done. */
export async function listHistoire(importId: string) {
  const t = faitDeCorrection
  const rows = await db
    .select({
      id: t.id,
      feuille: t.feuille,
      ligne: t.ligne,
      colonne: t.colonne,
      avant: t.avant,
      apres: t.apres,
      auteur,
      at: t.at,
    })
    .from(t)
    .leftJoin(compte, eq(compte.id, t.compteId))
    .where(eq(t.importId, importId))
    // Corrections of before the history were written into it late, with the day that they were made.
    .orderBy(desc(t.at), desc(t.id))
    .limit(HISTOIRE + 1)
  return { faits: rows.slice(0, HISTOIRE), suite: rows.length > HISTOIRE }
}
