/**
 * A cell of a file is corrected in its preview, or given back. What was typed is stored with the import before the file
 * is read again: a session that ends or a reading that stops loses nothing, and whoever holds the same centre goes on.
 */
import { db, type Tx } from '#db/client.ts'
import {
  type CorrectionEcrite,
  findRangLu,
  type LigneDeFichier,
  loadCorrectionsDeLigne,
  saveCorrections,
} from '#db/repositories/corrections.ts'
import { type ImportEnregistre, loadImport, loadImportForUpdate } from '#db/repositories/imports.ts'
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS, type Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Statut } from '#lib/domain/guichet/recensement/comparaison.ts'
import { decideCorrections, type Saisie } from '#lib/domain/guichet/recensement/corrections.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { auteurDe, checkImport, type Par } from './open-import.ts'

export type CorrectionDeLigne = LigneDeFichier & Readonly<{ cellules: readonly Saisie[] }>

type RefusDeCorrection =
  | RefusDeRecensement
  | Readonly<{ code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, string>> }>

/** Reads the file of an import again, with the corrections that stand. */
type Relire = (importId: string) => Promise<Resultat<unknown, RefusDeRecensement>>

/** What the row is once the file was read again with its corrections. */
export type LigneRelue = Readonly<{ statut: Statut | 'en-lecture' }>
/** The same of several: how many were written, and how many of all those sent have something left to mend. */
export type LignesRelues = Readonly<{ ecrites: number; refusees: number | 'en-lecture' }>
/** A row among others of a form: `cle` stands before the columns in what is said of it. */
export type CorrectionEnsemble = CorrectionDeLigne & Readonly<{ cle: string }>

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
  const stored = await storeAndRead(importId, [{ ...correction, cle: '' }], relire, par)
  if (!stored.ok) return stored
  if (stored.value.isEnLecture) return accept({ statut: 'en-lecture' })
  const rang = await db.transaction((tx) => findRangLu(tx, importId, correction))
  return rang ? accept({ statut: rang.statut }) : refuse({ code: 'introuvable' })
}

/** The same of several rows at once: all of them or none, and one reading of the file. */
export async function correctLignes(
  importId: string,
  corrections: readonly CorrectionEnsemble[],
  { relire }: Readonly<{ relire: Relire }>,
  par: Par,
): Promise<Resultat<LignesRelues, RefusDeCorrection>> {
  const stored = await storeAndRead(importId, corrections, relire, par)
  if (!stored.ok) return stored
  const ecrites = stored.value.lignes
  if (stored.value.isEnLecture) return accept({ ecrites, refusees: 'en-lecture' })
  const rangs = await db.transaction(async (tx) => {
    const lus = []
    for (const correction of corrections) lus.push(await findRangLu(tx, importId, correction))
    return lus
  })
  return accept({ ecrites, refusees: rangs.filter((rang) => rang?.statut === 'refuse').length })
}

/** Whether the page of an import has its forms still, for one that was sent with nothing that can be read. */
export const checkFormulaires = (importId: string, par: Par): Promise<Resultat<unknown, RefusDeRecensement>> =>
  db.transaction(async (tx) => checkCorrigeable(await loadImport(tx, importId), par))

/** Answers with how many rows were written. `isEnLecture`: a reading that went on when they were, and takes them, still does. */
async function storeAndRead(
  importId: string,
  corrections: readonly CorrectionEnsemble[],
  relire: Relire,
  par: Par,
): Promise<Resultat<Readonly<{ lignes: number; isEnLecture: boolean }>, RefusDeCorrection>> {
  const stored = await db.transaction(async (tx) => storeCorrections(tx, importId, corrections, par))
  if (!stored.ok) return stored
  const { lignes, aRelire } = stored.value
  const relu = aRelire ? await relire(importId) : accept(true)
  // R-REC-115 — choix du portail : une lecture partie entre-temps prend ce qui est écrit, et c’est ce qui se dit
  if (!relu.ok && relu.refus.code !== 'lecture-en-cours') return relu
  return accept({ lignes, isEnLecture: !relu.ok })
}

async function storeCorrections(
  tx: Tx,
  importId: string,
  corrections: readonly CorrectionEnsemble[],
  par: Par,
): Promise<Resultat<Readonly<{ lignes: number; aRelire: boolean }>, RefusDeCorrection>> {
  const found = checkCorrigeable(await loadImportForUpdate(tx, importId), par)
  if (!found.ok) return found
  const lues: LigneDecidee[] = []
  for (const correction of corrections) {
    const lue = await decideLigne(tx, importId, correction)
    if (!lue.ok) return lue
    lues.push(lue.value)
  }
  if (lues.every(({ isChanged }) => !isChanged)) return refuse({ code: 'rien-a-corriger' })
  // R-REC-51 — choix du portail : plusieurs lignes s’enregistrent toutes, ou aucune
  if (lues.some(({ isStale }) => isStale)) {
    const actuel = Object.assign({}, ...lues.map((lue) => lue.actuel))
    return refuse({ code: 'modifiee-entre-temps', version: found.value.corrections, actuel })
  }
  const ecrites = lues.flatMap((lue) => lue.ecrites)
  if (ecrites.length > 0) await saveCorrections(tx, importId, { ecrites, compteId: auteurDe(par) })
  return accept({
    lignes: lues.filter((lue) => lue.ecrites.length > 0).length,
    aRelire: ecrites.length > 0 || found.value.etat !== 'lu',
  })
}

/** `actuel`: what each cell of the row says now, by its field; `isStale`: someone else corrected one of those sent. */
type LigneDecidee = Readonly<{
  ecrites: readonly CorrectionEcrite[]
  actuel: Readonly<Record<string, string>>
  isChanged: boolean
  isStale: boolean
}>

async function decideLigne(
  tx: Tx,
  importId: string,
  { cle, feuille, ligne, cellules }: CorrectionEnsemble,
): Promise<Resultat<LigneDecidee, RefusDeCorrection>> {
  const rang = await findRangLu(tx, importId, { feuille, ligne })
  if (!rang) return refuse({ code: 'introuvable' })
  const colonnes = 'chiffres' in rang ? COLONNES_DES_COMMUNES : COLONNES_DES_POINTS
  // A row of points has no year: only a forged form writes one.
  const siennes = cellules.filter(({ colonne }) => colonne in colonnes)
  const corrections = await loadCorrectionsDeLigne(tx, importId, { feuille, ligne })
  const decided = decideCorrections(siennes, { trouve: rang.trouve, corrections })
  const isStale = !decided.ok && decided.refus.code === 'corrigee-entre-temps'
  if (!decided.ok && decided.refus.code !== 'corrigee-entre-temps') return refuse(decided.refus)
  const lue: Readonly<Partial<Record<Colonne, string>>> = { ...rang.trouve, ...Object.fromEntries(corrections) }
  const decidees = decided.ok ? decided.value : []
  return accept({
    ecrites: decidees.map((ecrite) => ({ feuille, ligne, ...ecrite, avant: lue[ecrite.colonne] ?? '' })),
    actuel: Object.fromEntries(Object.entries(lue).map(([colonne, valeur]) => [`${cle}${colonne}`, valeur])),
    isChanged: siennes.length > 0,
    isStale,
  })
}

/** An import is corrected once it was read, until it is published, as long as its file is there to be read again. */
function checkCorrigeable(
  found: ImportEnregistre | undefined,
  par: Par,
): Resultat<ImportEnregistre, RefusDeRecensement> {
  const row = checkImport(found, par)
  if (!row.ok) return row
  const { etat, hasAnalyse, hasFichier, seLit } = row.value
  if (seLit) return refuse({ code: 'lecture-en-cours' })
  // R-REC-78 — choix du portail : ce qui est publié se corrige dans ses points, ce qui n’est plus gardé ne se relit pas
  if (etat === 'publie' || etat === 'annule') return refuse({ code: 'import-deja-traite' })
  if (!hasAnalyse || etat === 'illisible') return refuse({ code: 'import-non-lu' })
  return hasFichier ? row : refuse({ code: 'fichier-plus-garde' })
}
