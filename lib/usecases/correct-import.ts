/**
 * A cell of a file is corrected in its preview, or given back. What was typed is stored with the import before the file
 * is read again: a session that ends or a reading that stops loses nothing, and whoever holds the same centre goes on.
 */
import { db, type Tx } from '#db/client.ts'
import {
  findRangLu,
  type LigneDeFichier,
  loadCorrectionsDeLigne,
  saveCorrections,
} from '#db/repositories/corrections.ts'
import { type ImportEnregistre, loadImportForUpdate } from '#db/repositories/imports.ts'
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS, type Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Statut } from '#lib/domain/guichet/recensement/comparaison.ts'
import { decideCorrections, type Saisie } from '#lib/domain/guichet/recensement/corrections.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { auteurDe, checkImport, type Par } from './read-recensement.ts'

export type CorrectionDeLigne = LigneDeFichier & Readonly<{ cellules: readonly Saisie[] }>

type RefusDeCorrection =
  | RefusDeRecensement
  | Readonly<{ code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, string>> }>

/** Reads the file of an import again, with the corrections that stand. */
type Relire = (importId: string) => Promise<Resultat<unknown, RefusDeRecensement>>

/** What the row is once the file was read again with its corrections. */
export type LigneRelue = Readonly<{ statut: Statut }>

/**
 * Stores what was typed of one row, then has the whole file read again by `relire`, which may be a process of its own;
 * the same typed twice changes nothing.
 */
export async function correctImport(
  importId: string,
  correction: CorrectionDeLigne,
  { relire }: Readonly<{ relire: Relire }>,
  par: Par,
): Promise<Resultat<LigneRelue, RefusDeCorrection>> {
  const stored = await db.transaction(async (tx) => storeCorrection(tx, importId, correction, par))
  if (!stored.ok) return stored
  if (stored.value === 'a-relire') {
    const relu = await relire(importId)
    if (!relu.ok) return relu
  }
  const rang = await db.transaction((tx) => findRangLu(tx, importId, correction))
  return rang ? accept({ statut: rang.statut }) : refuse({ code: 'introuvable' })
}

async function storeCorrection(
  tx: Tx,
  importId: string,
  { feuille, ligne, cellules }: CorrectionDeLigne,
  par: Par,
): Promise<Resultat<'a-relire' | 'deja-lue', RefusDeCorrection>> {
  const found = checkCorrigeable(await loadImportForUpdate(tx, importId), par)
  if (!found.ok) return found
  const rang = await findRangLu(tx, importId, { feuille, ligne })
  if (!rang) return refuse({ code: 'introuvable' })
  const colonnes = 'chiffres' in rang ? COLONNES_DES_COMMUNES : COLONNES_DES_POINTS
  // A row of points has no year: only a forged form writes one.
  const siennes = cellules.filter(({ colonne }) => colonne in colonnes)
  if (siennes.length === 0) return refuse({ code: 'rien-a-corriger' })
  const corrections = await loadCorrectionsDeLigne(tx, importId, { feuille, ligne })
  const decided = decideCorrections(siennes, { trouve: rang.trouve, corrections })
  if (!decided.ok) {
    const { refus } = decided
    if (refus.code !== 'corrigee-entre-temps') return refuse(refus)
    return refuse({ code: 'modifiee-entre-temps', version: found.value.corrections, actuel: refus.actuel })
  }
  const lue: Readonly<Partial<Record<Colonne, string>>> = { ...rang.trouve, ...Object.fromEntries(corrections) }
  const ecrites = decided.value.map((ecrite) => ({ feuille, ligne, ...ecrite, avant: lue[ecrite.colonne] ?? '' }))
  if (ecrites.length > 0) await saveCorrections(tx, importId, { ecrites, compteId: auteurDe(par) })
  return accept(ecrites.length === 0 && found.value.etat === 'lu' ? 'deja-lue' : 'a-relire')
}

/** An import is corrected once it was read, until it is published, as long as its file is there to be read again. */
function checkCorrigeable(
  found: ImportEnregistre | undefined,
  par: Par,
): Resultat<ImportEnregistre, RefusDeRecensement> {
  const row = checkImport(found, par)
  if (!row.ok) return row
  const { etat, hasAnalyse, hasFichier } = row.value
  // R-REC-78 — choix du portail : ce qui est publié se corrige dans ses points, ce qui n’est plus gardé ne se relit pas
  if (etat === 'publie' || etat === 'annule') return refuse({ code: 'import-deja-traite' })
  if (!hasAnalyse || etat === 'illisible') return refuse({ code: 'import-non-lu' })
  return hasFichier ? row : refuse({ code: 'fichier-plus-garde' })
}
