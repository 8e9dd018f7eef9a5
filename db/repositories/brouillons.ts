/** Drafts of renewals: one for a demande and an applicant. */
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { RecuDeRenouvellement } from '#lib/domain/demande/faits.ts'
import { readRecu } from '#lib/domain/demande/faits-lus.ts'
import { PAGE_DE_RENOUVELLEMENT } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { ReglagesDeTerritoire } from '#lib/domain/demande/reglages-de-territoire.ts'
import { db, type Reader, type Tx } from '../client.ts'
import { brouillonDeRenouvellement, demande, demandeur, faitDeDemande, reglageDeTerritoire } from '../schema/index.ts'
import { versionDuTerritoire } from './garde.ts'
import { prepareOnce } from './ordres-prepares.ts'
import { COLONNES_DE_REGLAGE, reglagesSansLigne } from './reglages-de-territoire.ts'

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

/** What stands around a draft: what its applicant answered, and when and how the demande was last renewed. */
export type Dossier = Readonly<{
  brouillon: Brouillon | undefined
  dernier:
    | Readonly<{ rang: number; le: Jour; cle: string | null; compteId: string | null; recu: RecuDeRenouvellement }>
    | undefined
  /** Of its territory. */
  reglages: ReglagesDeTerritoire
  /** The last publication that touched the territory. */
  versionDuTerritoire: number
}>

const dossierOrdre = prepareOnce(() => {
  const dernier = db
    .select({
      rang: faitDeDemande.rang,
      le: faitDeDemande.le,
      cle: faitDeDemande.cle,
      compteId: faitDeDemande.compteId,
      canal: faitDeDemande.canal,
      dit: sql<unknown>`${faitDeDemande.dit} - 'contenu'`.as('dit_sans_contenu'),
    })
    .from(faitDeDemande)
    .where(and(eq(faitDeDemande.numeroUnique, demande.numeroUnique), eq(faitDeDemande.type, 'renouvellement')))
    .orderBy(desc(faitDeDemande.rang))
    .limit(1)
    .as('dernier')
  return db
    .select({
      territoire: demande.territoire,
      brouillon: COLONNES,
      dernier: {
        rang: dernier.rang,
        le: dernier.le,
        cle: dernier.cle,
        compteId: dernier.compteId,
        canal: dernier.canal,
        dit: dernier.dit,
      },
      reglages: COLONNES_DE_REGLAGE,
      versionDuTerritoire,
    })
    .from(demande)
    .leftJoin(
      brouillonDeRenouvellement,
      and(
        eq(brouillonDeRenouvellement.numeroUnique, demande.numeroUnique),
        eq(brouillonDeRenouvellement.demandeurId, sql.placeholder('demandeurId')),
      ),
    )
    .leftJoin(reglageDeTerritoire, eq(reglageDeTerritoire.territoire, demande.territoire))
    .leftJoinLateral(dernier, sql`true`)
    .where(eq(demande.numeroUnique, sql.placeholder('numeroUnique')))
    .prepare('lire-un-dossier')
})

/** All that a renewal is read with beside the demande itself, as it stands at this statement. */
export async function loadDossier(tx: Tx, cle: CleDeBrouillon): Promise<Dossier> {
  const [row] = await dossierOrdre(tx).execute(cle)
  if (!row) throw new Error('A demande that was just read is not there')
  const { territoire, brouillon, dernier, reglages, versionDuTerritoire } = row
  return {
    brouillon: brouillon ?? undefined,
    dernier: dernier
      ? {
          rang: dernier.rang,
          le: dernier.le,
          cle: dernier.cle,
          compteId: dernier.compteId,
          recu: readRecu(dernier.canal, dernier.dit),
        }
      : undefined,
    reglages: reglages ?? reglagesSansLigne(territoire),
    versionDuTerritoire,
  }
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

const effacerOrdre = prepareOnce(() =>
  db
    .delete(brouillonDeRenouvellement)
    .where(
      and(
        eq(brouillonDeRenouvellement.numeroUnique, sql.placeholder('numeroUnique')),
        eq(brouillonDeRenouvellement.demandeurId, sql.placeholder('demandeurId')),
      ),
    )
    .prepare('effacer-un-brouillon'),
)

export const eraseBrouillon = (tx: Tx, cle: CleDeBrouillon) => effacerOrdre(tx).execute(cle)

/**
 * Drafts of what is no longer active, or was renewed since: nothing will come of them. Where another renewed, their
 * applicant has had a week since they read that nothing of them is recorded; what is never read ends as any draft does.
 */
export async function eraseBrouillonsSansObjet(tx: Tx): Promise<number> {
  // R-REN-10 — choix du portail : ce qui n’a pas été enregistré ne s’efface pas avant d’avoir été montré
  const gone = await tx.execute(sql`
    delete from brouillon_de_renouvellement brouillon using demande
    where demande.numero_unique = brouillon.numero_unique and (
      demande.statut <> 'active' or exists (
        select from fait_de_demande fait where fait.numero_unique = brouillon.numero_unique
          and fait.rang > brouillon.version_vue and fait.type = 'renouvellement'
          and (fait.compte_id = brouillon.demandeur_id or exists (
            select from lecture_de_demande lecture where lecture.numero_unique = brouillon.numero_unique
              and lecture.compte_id = brouillon.demandeur_id and lecture.objet = ${PAGE_DE_RENOUVELLEMENT}
              and lecture.at > greatest(fait.at, brouillon.enregistre_at)
              and lecture.at < transaction_timestamp() - interval '7 days'
          ))
      )
    )`)
  return gone.count
}

/** Drafts untouched for that many months, after `apres` in the order of their keys, with where to write to their applicant. */
export const listBrouillonsAnciens = (
  reader: Reader,
  { mois, apres }: Readonly<{ mois: number; apres: CleDeBrouillon | null }>,
  limite: number,
) =>
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
    .where(
      and(
        lt(brouillonDeRenouvellement.enregistreAt, sql`transaction_timestamp() - make_interval(months => ${mois})`),
        apres === null
          ? undefined
          : sql`(${brouillonDeRenouvellement.numeroUnique}, ${brouillonDeRenouvellement.demandeurId}) > (${apres.numeroUnique}, ${apres.demandeurId}::uuid)`,
      ),
    )
    .orderBy(asc(brouillonDeRenouvellement.numeroUnique), asc(brouillonDeRenouvellement.demandeurId))
    .limit(limite)

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
