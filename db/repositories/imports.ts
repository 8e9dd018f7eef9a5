/** Write side of the imports of censuses: the file first, then what was understood, then its publication. */
import { createHash, type Hash, randomUUID } from 'node:crypto'
import { and, desc, eq, getTableColumns, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { FichierGarde } from '#lib/domain/guichet/recensement/conservation.ts'
import type { ChoixDeLecture } from '#lib/domain/guichet/recensement/correspondance.ts'
import { type Examen, type LectureGardee, resumeExamen, type Totaux } from '#lib/domain/guichet/recensement/examen.ts'
import type { BilanDeRetour } from '#lib/domain/guichet/recensement/retour.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import type { Reader, Tx } from '../client.ts'
import { importDeRecensement } from '../schema/index.ts'
import { findDerniereLecture, forgetLecture } from './lectures-d-import.ts'
import { copyRowOfBytes } from './lots.ts'
import { saveRangs } from './rangs-d-import.ts'

export type OrigineDImport = (typeof importDeRecensement.$inferSelect)['origine']
/** An import without its file nor its rows, which may be fifty thousand. */
export type ImportEnregistre = Readonly<Omit<typeof importDeRecensement.$inferSelect, 'fichier' | 'analyse'>> &
  Readonly<{
    hasFichier: boolean
    hasAnalyse: boolean
    /** The last publication when its rows were compared; null: it is not known. */
    publicationVue: number | null
    /** A reading goes on behind its page (docs/adr/0048): what would change it waits. Source: R-REC-115. */
    seLit: boolean
  }>

/** Publications of censuses pass one at a time: two files may create the same point. */
const LOCK = 7_140_731

/** What was sent, held whole, or where the server keeps it: then read once, in pieces. */
export type Octets = Uint8Array | Readonly<{ taille: number; lire: () => AsyncIterable<Buffer> }>

export const tailleDe = (octets: Octets): number => ('lire' in octets ? octets.taille : octets.length)

export type NouvelImport = Readonly<{
  nom: string
  octets: Octets
  centreId: string | null
  departements: readonly string[]
  compteId: string | null
  origine: OrigineDImport
}>

/** Bytes that are read together; a file of no more goes to the base in one statement. */
const MORCEAU = 64 * 1024

function* cut(octets: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < octets.length; at += MORCEAU) yield Buffer.from(octets.subarray(at, at + MORCEAU))
}

async function* morceauxDe(octets: Octets, empreinte: Hash): AsyncGenerator<Buffer> {
  for await (const morceau of 'lire' in octets ? octets.lire() : cut(octets)) {
    empreinte.update(morceau)
    yield morceau
  }
}

export async function insertImport(tx: Tx, nouveau: NouvelImport): Promise<string> {
  const row = {
    id: randomUUID(),
    fichierNom: nouveau.nom.slice(0, 200),
    empreinte: '',
    centreId: nouveau.centreId,
    departements: [...nouveau.departements],
    compteId: nouveau.compteId,
    origine: nouveau.origine,
  }
  const empreinte = createHash('sha256')
  const morceaux = morceauxDe(nouveau.octets, empreinte)
  if (tailleDe(nouveau.octets) > MORCEAU)
    await copyRowOfBytes(tx, importDeRecensement, row, { colonne: 'fichier', morceaux })
  else {
    const lus: Buffer[] = []
    // A piece is only good until the next one.
    for await (const morceau of morceaux) lus.push(Buffer.from(morceau))
    await tx.insert(importDeRecensement).values({ ...row, fichier: Buffer.concat(lus) })
  }
  await tx
    .update(importDeRecensement)
    .set({ empreinte: empreinte.digest('hex') })
    .where(eq(importDeRecensement.id, row.id))
  return row.id
}

/** The import under a row lock; undefined when it does not exist (or `id` is no id). */
export const loadImportForUpdate = (tx: Tx, id: string): Promise<ImportEnregistre | undefined> => load(tx, id, true)

/** The same as it stands, without waiting for who publishes it. */
export const loadImport = (tx: Tx, id: string): Promise<ImportEnregistre | undefined> => load(tx, id, false)

async function load(tx: Tx, id: string, isTenu: boolean): Promise<ImportEnregistre | undefined> {
  if (!isUuid(id)) return undefined
  const { fichier, analyse, ...legers } = getTableColumns(importDeRecensement)
  const query = tx
    .select({
      ...legers,
      hasFichier: sql<boolean>`${fichier} is not null`,
      hasAnalyse: sql<boolean>`${analyse} is not null`,
      publicationVue: sql<number | null>`(${analyse} ->> 'publication')::float8`,
    })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, id))
  const [row] = await (isTenu ? query.for('update') : query)
  if (!row) return undefined
  // One begins under the same lock.
  const derniere = await findDerniereLecture(tx, id)
  return { ...row, seLit: derniere?.echec === null }
}

/** The file as it was sent; null when it is not kept any more. */
export async function loadFichier(reader: Reader, id: string): Promise<Buffer | null> {
  const [row] = await reader
    .select({ fichier: importDeRecensement.fichier })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, id))
  return row?.fichier ?? null
}

/** How many earlier readings of the same bytes are looked at. */
const LECTURES = 3

/**
 * The imports of the same bytes, for the same centre or for none, whose reading may be taken again: the last ones
 * deposited first, each held as it stands until the end of the transaction. One that somebody is changing is left out.
 */
export async function holdLectures(
  tx: Tx,
  { id, empreinte, centreId }: Pick<ImportEnregistre, 'id' | 'empreinte' | 'centreId'>,
): Promise<Readonly<{ importId: string; lecture: LectureGardee }>[]> {
  const t = importDeRecensement
  return tx
    .select({ importId: t.id, lecture: sql<LectureGardee>`${t.analyse} -> 'lecture'` })
    .from(t)
    .where(
      and(
        eq(t.empreinte, empreinte),
        ne(t.id, id),
        sql`${t.centreId} is not distinct from ${centreId}::uuid`,
        sql`${t.analyse} ? 'lecture'`,
      ),
    )
    .orderBy(desc(t.createdAt))
    .limit(LECTURES)
    .for('share', { skipLocked: true })
}

/** What was set once for all the rows of this file. */
export const saveChoix = (tx: Tx, id: string, choix: ChoixDeLecture) =>
  tx.update(importDeRecensement).set({ choix }).where(eq(importDeRecensement.id, id))

export const lockPublications = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
}

/** An examination, and the last publication when it began to compare: read before what is published. */
export type Compare = Readonly<{ examen: Examen; publication: number }>
/** `jeton`: of the reading that comes to it, when its page follows it. */
type DeLecture = Readonly<{ jeton?: string | undefined }>
/** `lecture`: the rows say all that was read, which may be taken again for the same file. */
type Examine = Compare &
  DeLecture &
  Readonly<{ le: Jour; departements: readonly string[]; lecture?: LectureGardee | undefined }>

export async function saveExamen(
  tx: Tx,
  id: string,
  { examen, le, departements, publication, lecture, jeton }: Examine,
): Promise<void> {
  await saveRangs(tx, id, examen)
  await tx
    .update(importDeRecensement)
    .set({
      etat: 'lu',
      analyse: { ...resumeExamen(examen), publication, ...(lecture && { lecture }) },
      chiffres: examen.totaux,
      departements: [...departements],
      luLe: le,
      erreur: null,
      version: sql`${importDeRecensement.version} + 1`,
    })
    .where(eq(importDeRecensement.id, id))
  await forgetLecture(tx, id, jeton)
}

export async function saveIllisible(
  tx: Tx,
  id: string,
  { refus, jeton }: DeLecture & Readonly<{ refus: RefusDeLecture }>,
): Promise<void> {
  await tx
    .update(importDeRecensement)
    .set({ etat: 'illisible', erreur: JSON.stringify(refus), version: sql`${importDeRecensement.version} + 1` })
    .where(eq(importDeRecensement.id, id))
  await forgetLecture(tx, id, jeton)
}

/** `examen` null: what was understood and shown is what is published, and stays as it is written. */
export async function markPublie(
  tx: Tx,
  id: string,
  { examen, totaux }: Readonly<{ examen: Examen | null; totaux: Totaux }>,
): Promise<void> {
  if (examen) await saveRangs(tx, id, examen)
  await tx
    .update(importDeRecensement)
    .set({
      etat: 'publie',
      ...(examen && { analyse: resumeExamen(examen) }),
      chiffres: totaux,
      publieAt: sql`transaction_timestamp()`,
      retour: null,
      version: sql`${importDeRecensement.version} + 1`,
    })
    .where(eq(importDeRecensement.id, id))
}

/**
 * The figures that a centre proposed are published. What is shown of its points does not change. Of an import whose
 * points never were, what a revert said was of these figures alone.
 */
export const markChiffresPublies = (tx: Tx, id: string) =>
  tx
    .update(importDeRecensement)
    .set({
      chiffresPubliesAt: sql`transaction_timestamp()`,
      retour: sql`case when ${importDeRecensement.publieAt} is null then null else ${importDeRecensement.retour} end`,
    })
    .where(eq(importDeRecensement.id, id))

/** The import is reverted: by whom, when, and what it gave back. What waits to be read again still does. */
export const markAnnule = (
  tx: Tx,
  id: string,
  { compteId, bilan }: Readonly<{ compteId: string | null; bilan: BilanDeRetour }>,
) =>
  tx
    .update(importDeRecensement)
    .set({
      etat: sql`case when ${importDeRecensement.etat} in ('publie', 'lu') then 'annule' else ${importDeRecensement.etat} end`,
      annuleAt: sql`transaction_timestamp()`,
      annulePar: compteId,
      retour: bilan,
      version: sql`${importDeRecensement.version} + 1`,
    })
    .where(eq(importDeRecensement.id, id))

/** The workbooks still kept, the last one deposited first. */
export async function listFichiers(tx: Tx): Promise<FichierGarde[]> {
  const t = importDeRecensement
  const rows = await tx
    .select({
      id: t.id,
      centreId: t.centreId,
      departements: t.departements,
      publie: sql<boolean>`coalesce(${t.publieAt}, ${t.chiffresPubliesAt}) is not null`,
      createdAt: t.createdAt,
    })
    .from(t)
    .where(isNotNull(t.fichier))
    .orderBy(desc(t.createdAt), t.id)
  return rows.map(({ createdAt, ...row }) => ({
    ...row,
    deposeLe: jourLocal(createdAt, 'Europe/Paris'),
  }))
}

/** Lets go of these workbooks; an import that nobody could read is given up with its file. How many went. */
export async function dropFichiers(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const t = importDeRecensement
  const rows = await tx
    .update(t)
    .set({
      fichier: null,
      etat: sql`case when ${t.etat} in ('recu', 'illisible') then 'abandonne' else ${t.etat} end`,
      version: sql`${t.version} + 1`,
    })
    .where(and(inArray(t.id, [...ids]), isNotNull(t.fichier)))
    .returning({ id: t.id })
  return rows.length
}
