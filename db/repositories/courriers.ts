/** Letters and their batches: taken under the lock of the territory, settled under the lock of the batch. */
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Coordonnees } from '#lib/domain/attestation/mentions.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { Lettre } from '#lib/domain/rappels/courrier.ts'
import { type RappelDu, TOUJOURS_DIT } from '#lib/domain/rappels/jalons.ts'
import type { Tx } from '../client.ts'
import { demande, faitDAdministration, lettreDeLot, lotDeCourriers, rappel } from '../schema/index.ts'
import { horsCampagneArretee } from './campagnes.ts'
import { COLONNES, toDemande } from './demandes.row.ts'

/** Who takes the letters of a territory queues: two of them never print the same one. */
export const lockCourriers = (tx: Tx, territoire: Territoire) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`courriers:${territoire}`}, 0))`)

export type LotDeCourriers = typeof lotDeCourriers.$inferSelect

/** The batch under its lock. */
export async function loadLotForUpdate(tx: Tx, id: string): Promise<LotDeCourriers | undefined> {
  const [row] = await tx.select().from(lotDeCourriers).where(eq(lotDeCourriers.id, id)).for('update')
  return row
}

/** A letter with its demande, under the lock of its row. */
export type Courrier = RappelDu &
  Readonly<{
    reference: string
    tentatives: number
    destination: string | null
    motif: string | null
    demande: Demande
  }>

const COURRIER = {
  reference: rappel.reference,
  jalon: rappel.jalon,
  canal: rappel.canal,
  duLe: rappel.duLe,
  cycle: rappel.cycle,
  tentatives: rappel.tentatives,
  destination: rappel.destination,
  motif: rappel.motif,
}
type Row = typeof demande.$inferSelect
const toCourrier = <R extends { demande: Row }>(row: R) => ({ ...row, demande: toDemande(row.demande) })

/**
 * The oldest letters of a territory that wait to be taken; where reminders are closed, those of radiations. Locked first, read after: a letter that waited for a change of
 * the head to be written is printed for who is at the head since. Locked in the order of their references, as whoever
 * holds several sendings does (docs/adr/0043).
 */
export async function holdCourriers(
  tx: Tx,
  { territoire, isOuvert }: Readonly<{ territoire: Territoire; isOuvert: boolean }>,
  limite: number,
): Promise<readonly Courrier[]> {
  const ordre = [asc(rappel.duLe), asc(rappel.numeroUnique), asc(rappel.jalon)]
  const anciennes = tx
    .select({ reference: rappel.reference })
    .from(rappel)
    .where(
      and(
        eq(rappel.etat, 'a-prendre'),
        eq(rappel.territoire, territoire),
        isOuvert ? undefined : eq(rappel.jalon, TOUJOURS_DIT),
        horsCampagneArretee,
      ),
    )
    .orderBy(...ordre)
    .limit(limite)
  const pris = await tx
    .select({ reference: rappel.reference })
    .from(rappel)
    .where(and(eq(rappel.etat, 'a-prendre'), inArray(rappel.reference, anciennes)))
    .orderBy(asc(rappel.reference))
    .for('update')
  if (pris.length === 0) return []
  const rows = await tx
    .select({ ...COURRIER, demande: COLONNES })
    .from(rappel)
    .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
    .where(
      inArray(
        rappel.reference,
        pris.map(({ reference }) => reference),
      ),
    )
    .orderBy(...ordre)
  return rows.map(toCourrier)
}

/** The demandes of a batch, or of one letter of it, under their locks, before those of its sendings (docs/adr/0043). */
export const lockDemandesDuLot = (tx: Tx, lotId: string, rang: number | null = null) =>
  tx.execute(sql`
    select from demande
    where numero_unique in (
      select numero_unique from lettre_de_lot where lot_id = ${lotId} and (${rang}::int is null or rang = ${rang}::int)
    )
    order by ref for no key update`)

/** The letters of a batch that are still its own, under the locks of their rows, in the order of their references. */
export async function holdCourriersDuLot(
  tx: Tx,
  lotId: string,
  rang: number | null = null,
): Promise<readonly (Courrier & Readonly<{ rang: number; etat: (typeof rappel.$inferSelect)['etat'] }>)[]> {
  const rows = await tx
    .select({ ...COURRIER, etat: rappel.etat, rang: lettreDeLot.rang, demande: COLONNES })
    .from(lettreDeLot)
    .innerJoin(rappel, eq(rappel.reference, lettreDeLot.reference))
    .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
    .where(and(eq(lettreDeLot.lotId, lotId), rang === null ? undefined : eq(lettreDeLot.rang, rang)))
    .orderBy(asc(rappel.reference))
    .for('update', { of: rappel })
  return rows.map(toCourrier)
}

export type LettreDuLot = Readonly<{
  numeroUnique: NumeroUnique
  reference: string
  rang: number
  contenu: Lettre
}>

/** Writes a batch with its letters. */
export async function insertLot(
  tx: Tx,
  lot: Readonly<{ id: string; territoire: Territoire; prisPar: string; expediteur: Coordonnees | null }>,
  lettres: readonly LettreDuLot[],
): Promise<void> {
  await tx.insert(lotDeCourriers).values({ ...lot, nombre: lettres.length })
  await tx.insert(lettreDeLot).values(lettres.map((lettre) => ({ ...lettre, lotId: lot.id })))
}

/** The letters of a batch in the order of its sheets; none once their words are forgotten. */
export async function listLettresDuLot(tx: Tx, lotId: string): Promise<readonly LettreDuLot[]> {
  const rows = await tx
    .select({
      numeroUnique: lettreDeLot.numeroUnique,
      reference: lettreDeLot.reference,
      rang: lettreDeLot.rang,
      contenu: lettreDeLot.contenu,
    })
    .from(lettreDeLot)
    .where(eq(lettreDeLot.lotId, lotId))
    .orderBy(asc(lettreDeLot.rang))
  return rows.flatMap(({ contenu, ...lettre }) => (contenu === null ? [] : [{ ...lettre, contenu }]))
}

/** Says what became of a batch, and forgets the words of its letters. */
export async function settleLot(
  tx: Tx,
  id: string,
  regle: Pick<LotDeCourriers, 'etat' | 'remisLe' | 'remises' | 'reglePar'>,
): Promise<void> {
  await tx
    .update(lotDeCourriers)
    .set({ ...regle, regleAt: sql`transaction_timestamp()` })
    .where(eq(lotDeCourriers.id, id))
  await tx.update(lettreDeLot).set({ contenu: null }).where(eq(lettreDeLot.lotId, id))
}

/** Says the true day on which a batch was handed over; who said it first stays with it. */
export const correctRemisLe = (tx: Tx, id: string, remisLe: Jour) =>
  tx.update(lotDeCourriers).set({ remisLe }).where(eq(lotDeCourriers.id, id))

/** The days that were said for a batch before the one that it has: the demandes radiated on them keep them. */
export async function listJoursDitsAvant(tx: Tx, id: string): Promise<readonly Jour[]> {
  const rows = await tx
    .select({ dit: sql<Jour>`${faitDAdministration.avant} ->> 'remisLe'` })
    .from(faitDAdministration)
    .where(
      and(
        eq(faitDAdministration.objet, 'lot'),
        eq(faitDAdministration.cible, id),
        eq(faitDAdministration.nature, 'correction'),
      ),
    )
  return rows.map(({ dit }) => dit)
}

/** Letters that belong to no batch any more: they may be taken with another. */
export const deleteLettres = async (tx: Tx, references: readonly string[]): Promise<void> => {
  if (references.length > 0) await tx.delete(lettreDeLot).where(inArray(lettreDeLot.reference, [...references]))
}

/**
 * Letters of the validity under way that found no door, by reference after `apres`: their address may have changed since;
 * those of a radiation wherever it was made.
 */
export async function listCourriersSansAdresse(
  tx: Tx,
  { territoires, apres }: Readonly<{ territoires: readonly Territoire[]; apres: string | null }>,
  limite: number,
): Promise<readonly Courrier[]> {
  const rows = await tx
    .select({ ...COURRIER, demande: COLONNES })
    .from(rappel)
    .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
    .where(
      and(
        eq(rappel.canal, 'courrier'),
        inArray(rappel.motif, ['npai', 'sans-contact']),
        inArray(rappel.etat, ['echec', 'annule']),
        or(inArray(rappel.territoire, territoires), eq(rappel.jalon, TOUJOURS_DIT)),
        eq(demande.valideDepuis, rappel.cycle),
        apres === null ? undefined : gt(rappel.reference, apres),
      ),
    )
    .orderBy(asc(rappel.reference))
    .limit(limite)
    .for('update', { of: rappel, skipLocked: true })
  return rows.map(toCourrier)
}

/** The sendings of the notice of a validity, under the locks of their rows: the mail, then the letter that takes its place. */
export const holdAvis = (
  tx: Tx,
  { numeroUnique, cycle }: Readonly<{ numeroUnique: NumeroUnique; cycle: RappelDu['cycle'] }>,
) =>
  tx
    .select({ ...COURRIER, etat: rappel.etat, passerelle: rappel.passerelle })
    .from(rappel)
    .where(and(eq(rappel.numeroUnique, numeroUnique), eq(rappel.jalon, 'avis'), eq(rappel.cycle, cycle)))
    .orderBy(asc(rappel.canal))
    .for('update')

/** The letter of the notice of a validity that the post has, with the day on which its batch was handed over. */
export async function findLettreDAvisRemise(
  tx: Tx,
  { numeroUnique, cycle }: Readonly<{ numeroUnique: NumeroUnique; cycle: RappelDu['cycle'] }>,
) {
  const [row] = await tx
    .select({ jalon: rappel.jalon, cycle: rappel.cycle, motif: rappel.motif, remisLe: lotDeCourriers.remisLe })
    .from(rappel)
    .innerJoin(lettreDeLot, eq(lettreDeLot.reference, rappel.reference))
    .innerJoin(lotDeCourriers, eq(lotDeCourriers.id, lettreDeLot.lotId))
    .where(
      and(
        eq(rappel.numeroUnique, numeroUnique),
        eq(rappel.jalon, 'avis'),
        eq(rappel.canal, 'courrier'),
        eq(rappel.cycle, cycle),
        eq(rappel.etat, 'envoye'),
      ),
    )
    .orderBy(asc(lotDeCourriers.remisLe))
  return row
}
