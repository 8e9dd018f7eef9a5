/** What applicants typed in a form of « Ma demande » and did not record: one of each part, for them alone. */
import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import {
  JOURS_DE_SAISIE_GARDEE,
  type PartieGardee,
} from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { db, type Tx } from '../client.ts'
import { saisieGardee } from '../schema/index.ts'
import type { CleDeBrouillon } from './brouillons.ts'
import { prepareOnce } from './ordres-prepares.ts'

/** Whether it still waits for its applicant, at the instant of the transaction. */
export const isEncoreGardee = (): SQL<boolean> =>
  // R-MAJ-06 — choix du portail : un formulaire gardé attend une semaine
  sql<boolean>`${saisieGardee.gardeeAt} > transaction_timestamp() - make_interval(days => ${JOURS_DE_SAISIE_GARDEE})`

/** The text of each field with what the page showed (`version`, `annee`), and the instant when it was kept. */
export type SaisieGardee = Readonly<{ valeurs: Reponses; gardeeAt: Date }>
export type CleDeSaisie = CleDeBrouillon & Readonly<{ partie: PartieGardee }>

const celle = ({ numeroUnique, demandeurId, partie }: CleDeSaisie) =>
  and(
    eq(saisieGardee.numeroUnique, numeroUnique),
    eq(saisieGardee.demandeurId, demandeurId),
    eq(saisieGardee.partie, partie),
  )

const celleQuiAttend = (tx: Tx, cle: CleDeSaisie) =>
  tx
    .select({ valeurs: saisieGardee.valeurs, gardeeAt: saisieGardee.gardeeAt })
    .from(saisieGardee)
    .where(and(celle(cle), isEncoreGardee()))

/** What still waits of a part, to be shown. */
export async function loadSaisieGardee(tx: Tx, cle: CleDeSaisie): Promise<SaisieGardee | undefined> {
  const [row] = await celleQuiAttend(tx, cle)
  return row
}

/** The same under its lock, for who writes: two tabs that type at once keep what each typed. */
export async function holdSaisieGardee(tx: Tx, cle: CleDeSaisie): Promise<SaisieGardee | undefined> {
  const [row] = await celleQuiAttend(tx, cle).for('update')
  return row
}

/** Keeps a form in the place of the one that was kept of the same part; answers the instant that the page says. */
export async function saveSaisieGardee(tx: Tx, cle: CleDeSaisie, valeurs: Reponses): Promise<Date> {
  const [row] = await tx
    .insert(saisieGardee)
    .values({ ...cle, valeurs })
    .onConflictDoUpdate({
      target: [saisieGardee.numeroUnique, saisieGardee.demandeurId, saisieGardee.partie],
      set: { valeurs, gardeeAt: sql`transaction_timestamp()` },
    })
    .returning({ at: saisieGardee.gardeeAt })
  if (!row) throw new Error('A form that was just kept is not there')
  return row.at
}

/** The part is recorded: nothing is left to take up. */
export const eraseSaisieGardee = (tx: Tx, cle: CleDeSaisie) => tx.delete(saisieGardee).where(celle(cle))

const effacerOrdre = prepareOnce(() =>
  db
    .delete(saisieGardee)
    .where(
      and(
        eq(saisieGardee.numeroUnique, sql.placeholder('numeroUnique')),
        eq(saisieGardee.demandeurId, sql.placeholder('demandeurId')),
        ne(saisieGardee.partie, 'nom'),
      ),
    )
    .prepare('effacer-les-saisies-gardees'),
)

/** The demande is renewed, and said all of it anew but the name, which is corrected apart. */
export const eraseSaisiesRenouvelees = (tx: Tx, cle: CleDeBrouillon) => effacerOrdre(tx).execute(cle)

/** Those that nobody came back to in time, and those of what is no longer active. Counts them. */
export async function eraseSaisiesAnciennes(tx: Tx): Promise<number> {
  const gone = await tx.execute(sql`
    delete from saisie_gardee using demande
    where demande.numero_unique = saisie_gardee.numero_unique
      and (demande.statut <> 'active' or not (${isEncoreGardee()}))`)
  return gone.count
}
