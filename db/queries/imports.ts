/** Read side of the imports: their history and one import, within the actor's reach and nothing else. */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type ColonnesDuFichier, cleDe } from '#lib/domain/guichet/recensement/a-dire.ts'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonneDite } from '#lib/domain/guichet/recensement/colonnes.ts'
import { tiennent } from '#lib/domain/guichet/recensement/correspondance.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { db } from '../client.ts'
import { findDerniereLecture } from '../repositories/lectures-d-import.ts'
import { loadExamen } from '../repositories/rangs-d-import.ts'
import { centre, compte, importDeRecensement } from '../schema/index.ts'
import { importsOf } from './portee.ts'

const RESUME = {
  id: importDeRecensement.id,
  etat: importDeRecensement.etat,
  fichierNom: importDeRecensement.fichierNom,
  origine: importDeRecensement.origine,
  totaux: importDeRecensement.chiffres,
  departements: importDeRecensement.departements,
  centreId: importDeRecensement.centreId,
  centreNom: centre.nom,
  auteur: compte.nom,
  createdAt: importDeRecensement.createdAt,
  publieAt: importDeRecensement.publieAt,
  chiffresPubliesAt: importDeRecensement.chiffresPubliesAt,
  annuleAt: importDeRecensement.annuleAt,
  annulePar: sql<
    string | null
  >`(select coalesce(c.nom, c.courriel) from compte c where c.id = ${importDeRecensement.annulePar})`,
  retour: importDeRecensement.retour,
  corrections: importDeRecensement.corrections,
  version: importDeRecensement.version,
}

const PAGE = 50
const CURSEUR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/

/** The rows after the cursor; a cursor that is none begins at the first page. */
function afterCurseur(curseur: string | undefined): SQL | undefined {
  const [, at, id] = CURSEUR.exec(curseur ?? '') ?? []
  if (!at || !id || !isUuid(id)) return undefined
  return sql`(${importDeRecensement.createdAt}, ${importDeRecensement.id}) < (${at}::timestamptz, ${id}::uuid)`
}

/** Latest first, 50 at a time; `suite` is the cursor of the next page, undefined on the last one. */
export async function listImports(acteur: Acteur, avant?: string) {
  const rows = await db
    .select({
      ...RESUME,
      // To the microsecond: files deposited together are neither passed over nor shown twice.
      curseur: sql<string>`to_char(${importDeRecensement.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '_' || ${importDeRecensement.id}`,
    })
    .from(importDeRecensement)
    .leftJoin(centre, eq(centre.id, importDeRecensement.centreId))
    .leftJoin(compte, eq(compte.id, importDeRecensement.compteId))
    .where(and(importsOf(acteur), afterCurseur(avant)))
    .orderBy(desc(importDeRecensement.createdAt), desc(importDeRecensement.id))
    .limit(PAGE + 1)
  const imports = rows.slice(0, PAGE)
  return { imports, suite: rows.length > PAGE ? imports.at(-1)?.curseur : undefined }
}

/** One import without its rows (`apercu-d-import.ts`); undefined out of reach, which a page shows as 404. */
export async function findImport(acteur: Acteur, id: string) {
  if (!isUuid(id)) return undefined
  const [row] = await db
    .select({
      ...RESUME,
      erreur: importDeRecensement.erreur,
      luLe: importDeRecensement.luLe,
      choix: importDeRecensement.choix,
      fichierGarde: sql<boolean>`${importDeRecensement.fichier} is not null`,
    })
    .from(importDeRecensement)
    .leftJoin(centre, eq(centre.id, importDeRecensement.centreId))
    .leftJoin(compte, eq(compte.id, importDeRecensement.compteId))
    .where(and(eq(importDeRecensement.id, id), importsOf(acteur)))
  if (!row) return undefined
  const refus: RefusDeLecture | null = row.erreur === null ? null : JSON.parse(row.erreur)
  return { ...row, refus }
}

/**
 * What its headers were said to be, for this file or for the same table before, and those of each of its tables that may
 * be said; empty out of reach.
 */
export async function findColonnesDuFichier(acteur: Acteur, id: string): Promise<ColonnesDuFichier> {
  const [row] = await db
    .select({
      choix: importDeRecensement.choix,
      analyse: importDeRecensement.analyse,
      erreur: importDeRecensement.erreur,
    })
    .from(importDeRecensement)
    .where(and(eq(importDeRecensement.id, id), importsOf(acteur)))
  const refus: RefusDeLecture | null = row?.erreur ? JSON.parse(row.erreur) : null
  const lues = (row?.analyse?.colonnes ?? []).map(({ aDire = [] }) => aDire)
  const inconnues = refus?.code === 'aucune-feuille-reconnue' ? (refus.tables ?? []) : []
  const montrees = lues.flat().flatMap((one): ColonneDite[] => (one.dite === undefined ? [] : [[cleDe(one), one.dite]]))
  return {
    dites: tiennent(new Map([...(row?.choix?.colonnes ?? []), ...montrees])),
    tables: [...lues, ...inconnues.map(({ entetes }) => entetes)].map((entetes) => new Set(entetes.map(cleDe))),
  }
}

/** How large an import is: bytes of its file (0 when it is not kept any more), rows that were understood. */
export async function findTailleDImport(id: string): Promise<Readonly<{ octets: number; lignes: number }>> {
  const [row] = await db
    .select({
      octets: sql<number>`coalesce(octet_length(${importDeRecensement.fichier}), 0)`,
      totaux: importDeRecensement.chiffres,
    })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, id))
  const { nouveau = 0, modifie = 0, inchange = 0, refuse = 0 } = row?.totaux ?? {}
  return { octets: row?.octets ?? 0, lignes: nouveau + modifie + inchange + refuse }
}

/** The bytes of a file of at most that many; undefined when it is larger, or not kept any more. Shown to nobody. */
export async function findPetitFichier(id: string, octets: number): Promise<Buffer | undefined> {
  const [row] = await db
    .select({ fichier: importDeRecensement.fichier })
    .from(importDeRecensement)
    .where(and(eq(importDeRecensement.id, id), sql`octet_length(${importDeRecensement.fichier}) <= ${octets}`))
  return row?.fichier ?? undefined
}

/** What was understood, of the rows to annotate alone; undefined out of reach or when nothing was. */
export async function findRemarques(acteur: Acteur, id: string) {
  if (!(await findImport(acteur, id))) return undefined
  return loadExamen(db, id, { seulement: 'remarques' })
}

/** The file as it was sent, for a download; undefined out of reach. */
export async function findFichier(acteur: Acteur, id: string) {
  const found = await findImport(acteur, id)
  if (!found) return undefined
  const [row] = await db
    .select({ nom: importDeRecensement.fichierNom, octets: importDeRecensement.fichier })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, id))
  return row
}

/** How far the reading of an import is, while it goes on behind its page; how it failed once it has. For who may see it. */
export async function findLecture(
  importId: string,
): Promise<Readonly<{ lues: number; enCours: boolean; echec: RefusDeRecensement | null }> | undefined> {
  if (!isUuid(importId)) return undefined
  const row = await findDerniereLecture(db, importId)
  return row && { lues: row.lues, enCours: row.echec === null, echec: row.echec }
}
