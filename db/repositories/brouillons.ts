/** Drafts of renewals: one for a demande and an applicant. */
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Reader, Tx } from '../client.ts'
import { brouillonDeRenouvellement, demande, demandeur, faitDeDemande } from '../schema/index.ts'

/** Whose draft, of which demande. */
export type CleDeBrouillon = Readonly<{ numeroUnique: NumeroUnique; demandeurId: string }>
export type Brouillon = Readonly<{ versionVue: number; reponses: Reponses; cle: string; enregistreAt: Date }>

const COLONNES = {
  versionVue: brouillonDeRenouvellement.versionVue,
  reponses: brouillonDeRenouvellement.reponses,
  cle: brouillonDeRenouvellement.cle,
  enregistreAt: brouillonDeRenouvellement.enregistreAt,
}

const celui = ({ numeroUnique, demandeurId }: CleDeBrouillon) =>
  and(eq(brouillonDeRenouvellement.numeroUnique, numeroUnique), eq(brouillonDeRenouvellement.demandeurId, demandeurId))

export async function loadBrouillon(tx: Tx, cle: CleDeBrouillon): Promise<Brouillon | undefined> {
  const [row] = await tx.select(COLONNES).from(brouillonDeRenouvellement).where(celui(cle))
  return row
}

/** The draft under its lock, begun if there is none: two tabs that save at once keep what each typed. */
export async function openBrouillonForUpdate(tx: Tx, cle: CleDeBrouillon, versionVue: number): Promise<Brouillon> {
  await tx
    .insert(brouillonDeRenouvellement)
    .values({ ...cle, versionVue, reponses: {} })
    .onConflictDoNothing()
  const [row] = await tx.select(COLONNES).from(brouillonDeRenouvellement).where(celui(cle)).for('update')
  if (!row) throw new Error('A draft that was just begun is not there')
  return row
}

/** Writes what `openBrouillonForUpdate` holds; answers the instant that the page says. */
export async function saveBrouillonOf(
  tx: Tx,
  cle: CleDeBrouillon,
  { versionVue, reponses }: Pick<Brouillon, 'versionVue' | 'reponses'>,
): Promise<Date> {
  const [row] = await tx
    .update(brouillonDeRenouvellement)
    .set({ versionVue, reponses, enregistreAt: sql`transaction_timestamp()` })
    .where(celui(cle))
    .returning({ at: brouillonDeRenouvellement.enregistreAt })
  if (!row) throw new Error('A draft that is held is not there')
  return row.at
}

export const eraseBrouillon = (tx: Tx, cle: CleDeBrouillon) => tx.delete(brouillonDeRenouvellement).where(celui(cle))

/** Drafts of what was renewed since, by whoever, or is no longer active: nothing will come of them. */
export async function eraseBrouillonsSansObjet(tx: Tx): Promise<number> {
  const gone = await tx.execute(sql`
    delete from brouillon_de_renouvellement brouillon using demande
    where demande.numero_unique = brouillon.numero_unique and (
      demande.statut <> 'active' or exists (
        select from fait_de_demande fait where fait.numero_unique = brouillon.numero_unique
          and fait.rang > brouillon.version_vue and fait.type = 'renouvellement'
      )
    )`)
  return gone.count
}

/** Drafts untouched for that many months, oldest first, a thousand at most, with where to write to their applicant. */
export const listBrouillonsAnciens = (reader: Reader, mois: number) =>
  reader
    .select({
      numeroUnique: brouillonDeRenouvellement.numeroUnique,
      demandeurId: brouillonDeRenouvellement.demandeurId,
      cle: brouillonDeRenouvellement.cle,
      enregistreAt: brouillonDeRenouvellement.enregistreAt,
      territoire: demande.territoire,
      courriel: sql<string | null>`coalesce(${demande.contenu} #>> '{demandeur,courriel}', ${demandeur.courriel})`,
    })
    .from(brouillonDeRenouvellement)
    .innerJoin(demande, eq(demande.numeroUnique, brouillonDeRenouvellement.numeroUnique))
    .innerJoin(demandeur, eq(demandeur.id, brouillonDeRenouvellement.demandeurId))
    .where(lt(brouillonDeRenouvellement.enregistreAt, sql`transaction_timestamp() - make_interval(months => ${mois})`))
    .orderBy(asc(brouillonDeRenouvellement.enregistreAt))
    .limit(1000)

/** The content as it stood at a version; undefined when nothing is left of it. */
export async function findContenuA(tx: Tx, numeroUnique: NumeroUnique, version: number) {
  const [row] = await tx
    .select({ contenu: sql<unknown>`${faitDeDemande.dit} -> 'contenu'` })
    .from(faitDeDemande)
    .where(
      and(
        eq(faitDeDemande.numeroUnique, numeroUnique),
        lt(faitDeDemande.rang, version + 1),
        sql`${faitDeDemande.dit} ? 'contenu'`,
      ),
    )
    .orderBy(sql`${faitDeDemande.rang} desc`)
    .limit(1)
  return row?.contenu
}

/** Rank, key and day of the last renewal; `apres`: made since that version. Undefined when there is none. */
export async function findRenouvellementFait(tx: Tx, numeroUnique: NumeroUnique, apres = 0) {
  const [row] = await tx
    .select({ rang: faitDeDemande.rang, le: faitDeDemande.le, cle: faitDeDemande.cle, canal: faitDeDemande.canal })
    .from(faitDeDemande)
    .where(
      and(
        eq(faitDeDemande.numeroUnique, numeroUnique),
        eq(faitDeDemande.type, 'renouvellement'),
        gt(faitDeDemande.rang, apres),
      ),
    )
    .orderBy(sql`${faitDeDemande.rang} desc`)
    .limit(1)
  return row
}
