/** Write side of the register: the state and the fait that made it, in one statement of one transaction. */
import { createHash } from 'node:crypto'
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Role } from '#lib/domain/acces/acteur.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import type { Demande, DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Fait } from '#lib/domain/demande/faits.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { ReglagesDeTerritoire } from '#lib/domain/demande/reglages-de-territoire.ts'
import { db, type Reader, type Tx } from '../client.ts'
import { demande, faitDeDemande } from '../schema/index.ts'
import { COLONNES, COLONNES_DE_FAIT, toDemande, toFait, toRow, toRowDeFait } from './demandes.row.ts'
import { placesFor, prepareOnce, valuesFor } from './ordres-prepares.ts'
import { reglagesSansLigne } from './reglages-de-territoire.ts'

/** Who recorded an act; both null: the night. */
export type AuteurDeFait = Readonly<{ compteId: string | null; role: Role | null }>
/** Of a sending that may come twice: its key (uuid), and the whole of what was sent. */
export type Envoi = Readonly<{ cle: string; corps: string }>

/** A fait as it stands in the register, with its rank. */
export type FaitEnregistre = Readonly<{ rang: number; fait: Fait; empreinte: string | null }>

const instantSchema = z.coerce.date()
const reglagesSchema = z.object({ renouvellementEnLigne: z.boolean(), rappels: z.boolean(), radiation: z.boolean() })

type DemandeVerrouillee = Readonly<{
  demande: Demande
  maintenant: string
  isCleEmployee: boolean
  /** The demande changed hands, and the account that was asked about is not of those attached to it since. */
  isDetachee: boolean
  reglages: ReglagesDeTerritoire
}>

const lockOrdre = prepareOnce(() =>
  db
    .select({
      ...COLONNES,
      maintenant: sql`transaction_timestamp()`,
      isCleEmployee: sql<boolean>`exists (
        select from fait_de_demande fait
        where fait.numero_unique = demande.numero_unique and fait.cle = ${sql.placeholder('cle')}::uuid
      )`,
      reglages: sql`(
        select jsonb_build_object('renouvellementEnLigne', renouvellement_en_ligne, 'rappels', rappels,
          'radiation', radiation)
        from reglage_de_territoire regle where regle.territoire = demande.territoire
      )`,
      isDetachee: sql<boolean>`exists (
        select from fait_de_demande fait
        where fait.numero_unique = demande.numero_unique and fait.type in ('changement-de-titulaire', 'separation')
      ) and not exists (
        select from rattachement lien
        where lien.numero_unique = demande.numero_unique and lien.demandeur_id = ${sql.placeholder('compteId')}::uuid
      )`,
      versionAvant: sql<number>`(
        select avant.version from demande avant where avant.numero_unique = demande.numero_unique
      )`,
    })
    .from(demande)
    .where(eq(demande.ref, sql.placeholder('ref')))
    .for('no key update', { of: demande })
    .prepare('lire-une-demande'),
)

/**
 * The demande under its lock, the database's own instant, whether a fait of it already has this key, whether this account
 * lost it, and its territory's settings.
 */
export async function loadDemandeForUpdate(
  tx: Tx,
  ref: DemandeRef,
  { cle = null, compteId = null }: Readonly<{ cle?: string | null; compteId?: string | null }> = {},
): Promise<DemandeVerrouillee | undefined> {
  const [first] = await lockOrdre(tx).execute({ ref, cle, compteId })
  // Who waited for the lock has the row of now beside the rest of before: asked again under the lock, all is of now.
  const [row] =
    first && first.version !== first.versionAvant ? await lockOrdre(tx).execute({ ref, cle, compteId }) : [first]
  if (!row) return undefined
  const { maintenant, isCleEmployee, isDetachee, versionAvant: _, reglages, ...etat } = row
  const demande = toDemande(etat)
  return {
    demande,
    maintenant: instantSchema.parse(maintenant).toISOString(),
    isCleEmployee,
    isDetachee,
    reglages: reglagesSchema.nullable().parse(reglages) ?? reglagesSansLigne(demande.territoire),
  }
}

const lireOrdre = prepareOnce(() =>
  db
    .select({ ...COLONNES, maintenant: sql`transaction_timestamp()` })
    .from(demande)
    .where(eq(demande.ref, sql.placeholder('ref')))
    .prepare('lire-une-demande-sans-verrou'),
)

/** The demande as it is, without a lock, with the database's own instant (ISO). */
export async function loadDemandeAt(
  tx: Tx,
  ref: DemandeRef,
): Promise<Pick<DemandeVerrouillee, 'demande' | 'maintenant'> | undefined> {
  const [row] = await lireOrdre(tx).execute({ ref })
  if (!row) return undefined
  const { maintenant, ...etat } = row
  return { demande: toDemande(etat), maintenant: instantSchema.parse(maintenant).toISOString() }
}

/** The demande as it is, without a lock: to be shown, never to be judged. */
export async function loadDemande(tx: Tx, ref: DemandeRef): Promise<Demande | undefined> {
  return (await loadDemandeAt(tx, ref))?.demande
}

const trouverOrdre = prepareOnce(() =>
  db
    .select({ ref: demande.ref })
    .from(demande)
    .where(eq(demande.numeroUnique, sql.placeholder('numeroUnique')))
    .prepare('trouver-une-demande'),
)

/** The reference of the demande that has this number; undefined when none has it. */
export async function findRefOfNumero(tx: Tx, numeroUnique: NumeroUnique): Promise<DemandeRef | undefined> {
  const [row] = await trouverOrdre(tx).execute({ numeroUnique })
  return row?.ref
}

/** The same of several, by their numbers and in no order: a number that the register does not know gives nothing. */
export async function loadDemandesDe(tx: Tx, numeros: readonly NumeroUnique[]): Promise<readonly Demande[]> {
  if (numeros.length === 0) return []
  const rows = await tx
    .select(COLONNES)
    .from(demande)
    .where(inArray(demande.numeroUnique, [...numeros]))
  return rows.map(toDemande)
}

/** Whether a fait after this version gave the demande another content. */
export async function hasContenuSince(tx: Tx, numeroUnique: NumeroUnique, version: number): Promise<boolean> {
  const [row] = await tx
    .select({ rang: faitDeDemande.rang })
    .from(faitDeDemande)
    .where(
      and(
        eq(faitDeDemande.numeroUnique, numeroUnique),
        gt(faitDeDemande.rang, version),
        sql`${faitDeDemande.dit} ? 'contenu'`,
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Imprint of a sending, by which the same key with another body is known. */
export const empreinteDe = (corps: string): string => createHash('sha256').update(corps).digest('hex')

/** The row of the fait of an act. */
export const rowDeFait = (
  { demande: { numeroUnique, version }, fait }: Acte,
  auteur: AuteurDeFait,
  envoi?: Envoi | null,
) => ({
  ...toRowDeFait(fait),
  ...auteur,
  numeroUnique,
  rang: version,
  cle: envoi?.cle ?? null,
  empreinte: envoi ? empreinteDe(envoi.corps) : null,
})

const NOMS_DE_COLONNES = codesOf(COLONNES)
const COLONNES_D_ETAT = NOMS_DE_COLONNES.filter((key) => key !== 'demonstration' && key !== 'numeroUnique')
/** `at` is written by the database. */
const { at: _at, ...ECRITES } = COLONNES_DE_FAIT
const COLONNES_ECRITES = codesOf(ECRITES)
/** What the fait and the state name alike is told apart. */
const DU_FAIT = (key: string) => `fait ${key}`

const saveOrdre = prepareOnce(() => {
  const ecrite = db.$with('ecrite').as(
    db
      .update(demande)
      .set(placesFor(COLONNES_D_ETAT))
      .where(
        and(
          eq(demande.numeroUnique, sql.placeholder('numeroUnique')),
          eq(demande.version, sql.placeholder('versionLue')),
        ),
      )
      .returning({ numeroUnique: demande.numeroUnique }),
  )
  // No row updated gives a fait without a number, which its key refuses: nothing is half written.
  const numeroUnique = sql`(select numero_unique from ecrite)`
  return db
    .with(ecrite)
    .insert(faitDeDemande)
    .values({ ...placesFor(COLONNES_ECRITES, DU_FAIT), numeroUnique })
    .prepare('ecrire-un-acte')
})

/** Writes an act of an existing demande, which `loadDemandeForUpdate` holds. */
export async function saveActe(tx: Tx, acte: Acte, auteur: AuteurDeFait, envoi?: Envoi | null): Promise<void> {
  const etat = toRow(acte.demande)
  const fait = valuesFor(COLONNES_DE_FAIT, rowDeFait(acte, auteur, envoi))
  await saveOrdre(tx).execute({
    ...valuesFor(COLONNES, etat),
    versionLue: etat.version - 1,
    ...Object.fromEntries(Object.entries(fait).map(([key, value]) => [DU_FAIT(key), value])),
  })
}

const creerOrdre = prepareOnce(() =>
  db
    .insert(demande)
    .values(placesFor(NOMS_DE_COLONNES))
    .onConflictDoNothing()
    .returning({ numeroUnique: demande.numeroUnique })
    .prepare('creer-une-demande'),
)
const premierFaitOrdre = prepareOnce(() =>
  db.insert(faitDeDemande).values(placesFor(COLONNES_ECRITES)).prepare('ecrire-un-premier-fait'),
)

/** Writes a new demande; false when its number, or its first thirteen characters, are another's already. */
export async function insertDemande(
  tx: Tx,
  acte: Acte,
  auteur: AuteurDeFait,
  { demonstration = false, envoi = null }: Readonly<{ demonstration?: boolean; envoi?: Envoi | null }> = {},
): Promise<boolean> {
  const etat = { ...toRow(acte.demande), demonstration }
  const [row] = await creerOrdre(tx).execute(valuesFor(COLONNES, etat))
  if (!row) return false
  await premierFaitOrdre(tx).execute(valuesFor(COLONNES_DE_FAIT, rowDeFait(acte, auteur, envoi)))
  return true
}

const toEnregistre = (row: typeof faitDeDemande.$inferSelect): FaitEnregistre | undefined => {
  const fait = toFait(row)
  return fait && { rang: row.rang, fait, empreinte: row.empreinte }
}

/** The fait that a key made, in its demande; read after the lock, it sees what was written by who held it before. */
export async function findFaitByCle(tx: Tx, numeroUnique: NumeroUnique, cle: string) {
  const [row] = await tx
    .select(COLONNES_DE_FAIT)
    .from(faitDeDemande)
    .where(and(eq(faitDeDemande.numeroUnique, numeroUnique), eq(faitDeDemande.cle, cle)))
  return row && toEnregistre(row)
}

/**
 * The demande that a key deposited, and who sent it; undefined when it deposited none. Two sendings of one key wait here
 * for each other until the transaction ends: the second sees what the first wrote.
 */
export async function findDepotByCle(
  tx: Tx,
  cle: string,
): Promise<Readonly<{ demande: Demande; fait: Fait; empreinte: string | null; compteId: string | null }> | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`depot ${cle}`}, 0))`)
  const [row] = await tx
    .select({ fait: COLONNES_DE_FAIT, demande: COLONNES })
    .from(faitDeDemande)
    .innerJoin(demande, eq(demande.numeroUnique, faitDeDemande.numeroUnique))
    .where(and(eq(faitDeDemande.cle, cle), eq(faitDeDemande.type, 'depot')))
  const fait = row && toFait(row.fait)
  return fait && { demande: toDemande(row.demande), fait, empreinte: row.fait.empreinte, compteId: row.fait.compteId }
}

/** The last renewal of a demande; undefined before the first. */
export async function findDernierRenouvellement(tx: Tx, numeroUnique: NumeroUnique) {
  const [row] = await tx
    .select(COLONNES_DE_FAIT)
    .from(faitDeDemande)
    .where(and(eq(faitDeDemande.numeroUnique, numeroUnique), eq(faitDeDemande.type, 'renouvellement')))
    .orderBy(desc(faitDeDemande.rang))
    .limit(1)
  return row && toEnregistre(row)
}

/** Every fait of a demande, in their order; none once it is erased. */
export async function listFaits(reader: Reader, numeroUnique: NumeroUnique): Promise<readonly FaitEnregistre[]> {
  const rows = await reader
    .select(COLONNES_DE_FAIT)
    .from(faitDeDemande)
    .where(eq(faitDeDemande.numeroUnique, numeroUnique))
    .orderBy(faitDeDemande.rang)
  return rows.flatMap((row) => toEnregistre(row) ?? [])
}
