/** What goes with a demande that is erased: all that named its applicant, wherever the register kept it. */
import { and, eq, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import {
  brouillonDeRenouvellement,
  codeEnvoye,
  codeRemis,
  demande,
  faitDeDemande,
  lectureDeDemande,
  lettreDeLot,
  personnesDistinctes,
  preferenceDeRappel,
  rappel,
  rattachement,
  saisieGardee,
} from '../schema/index.ts'

/** Every table whose rows hang on a demande and have no meaning without it; a test finds one that is not here. */
export const CE_QUI_TIENT: readonly (PgTable & Readonly<{ numeroUnique: PgColumn }>)[] = [
  rattachement,
  lettreDeLot,
  rappel,
  preferenceDeRappel,
  brouillonDeRenouvellement,
  saisieGardee,
  codeEnvoye,
  codeRemis,
  personnesDistinctes,
]

const among = (column: PgColumn, numeros: readonly NumeroUnique[]) =>
  sql`${column} = any(${sql.param([...numeros])}::text[])`

/**
 * Forgets, of demandes that are erased: what their faits said, which applicant said it and read it, the key and the imprint
 * of each sending (an imprint still tells whoever guesses a content that they guessed right), and all that hangs on them.
 */
export async function forgetDemandes(tx: Tx, numeros: readonly NumeroUnique[]): Promise<void> {
  if (numeros.length === 0) return
  await tx
    .update(faitDeDemande)
    .set({
      dit: null,
      cle: null,
      empreinte: null,
      compteId: sql`case when ${faitDeDemande.role} = 'demandeur' then null else ${faitDeDemande.compteId} end`,
    })
    .where(among(faitDeDemande.numeroUnique, numeros))
  await tx
    .update(lectureDeDemande)
    .set({ compteId: null })
    .where(and(among(lectureDeDemande.numeroUnique, numeros), eq(lectureDeDemande.role, 'demandeur')))
  // R-EFF-02 — décret n° 2017-917 du 9 mai 2017, article 4 : ce qui tient à la demande s’efface avec elle
  for (const table of CE_QUI_TIENT) await tx.delete(table).where(among(table.numeroUnique, numeros))
  await tx.delete(personnesDistinctes).where(among(personnesDistinctes.autre, numeros))
  // Last: who takes such a choice back meanwhile is waited for above, and what they wrote is seen here.
  await forgetInChoix(tx, numeros)
}

/** In place of its reference, in what people said of it and of another demande, which may name somebody still. */
const EFFACEE = 'effacee'

async function forgetInChoix(tx: Tx, numeros: readonly NumeroUnique[]): Promise<void> {
  // R-EFF-01 — décret n° 2017-917 du 9 mai 2017, article 4 : le journal ne relie plus une demande effacée à une autre
  await tx.execute(sql`
    with effacee as (
      select array_agg(ref::text) as refs from demande where ${among(demande.numeroUnique, numeros)}
    )
    update fait_d_administration set cible = (
      select string_agg(case when ref = any(refs) then ${EFFACEE} else ref end, ':' order by rang)
      from unnest(string_to_array(cible, ':')) with ordinality dite(ref, rang))
    from effacee where objet = 'personnes' and string_to_array(cible, ':') && refs`)
}
