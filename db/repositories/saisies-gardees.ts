/** Forms that an applicant sent after their session went out: the last of each part, for them alone. */
import { and, eq, sql } from 'drizzle-orm'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import {
  JOURS_DE_SAISIE_GARDEE,
  type PartieGardee,
} from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import type { Tx } from '../client.ts'
import { saisieGardee } from '../schema/index.ts'
import type { CleDeBrouillon } from './brouillons.ts'

type CleDeSaisie = CleDeBrouillon & Readonly<{ partie: PartieGardee }>

/** Keeps a form in the place of the one that was kept of the same part. */
export const saveSaisieGardee = (tx: Tx, cle: CleDeSaisie, valeurs: Reponses) =>
  tx
    .insert(saisieGardee)
    .values({ ...cle, valeurs })
    .onConflictDoUpdate({
      target: [saisieGardee.numeroUnique, saisieGardee.demandeurId, saisieGardee.partie],
      set: { valeurs, gardeeAt: sql`transaction_timestamp()` },
    })

/** The part is recorded: nothing is left to take up. */
export const eraseSaisieGardee = (tx: Tx, { numeroUnique, demandeurId, partie }: CleDeSaisie) =>
  tx
    .delete(saisieGardee)
    .where(
      and(
        eq(saisieGardee.numeroUnique, numeroUnique),
        eq(saisieGardee.demandeurId, demandeurId),
        eq(saisieGardee.partie, partie),
      ),
    )

/** Those that nobody came back to in time, and those of what is no longer active. Counts them. */
export async function eraseSaisiesAnciennes(tx: Tx): Promise<number> {
  const gone = await tx.execute(sql`
    delete from saisie_gardee saisie using demande
    where demande.numero_unique = saisie.numero_unique and (
      demande.statut <> 'active'
      or saisie.gardee_at < transaction_timestamp() - make_interval(days => ${JOURS_DE_SAISIE_GARDEE})
    )`)
  return gone.count
}
