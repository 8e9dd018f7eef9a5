/** Codes that a gestionnaire printed, newest first: their own journal. */
import { desc, eq, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { db } from '../client.ts'
import { codeRemis } from '../schema/index.ts'

/** Those of the actor, fifty at most; of anyone who prints none, none. */
export async function listCodesRemis(acteur: Acteur) {
  if (acteur.role !== 'gestionnaire-territorial') return []
  return db
    .select({
      id: codeRemis.id,
      numeroUnique: codeRemis.numeroUnique,
      piece: codeRemis.piece,
      remisAt: codeRemis.remisAt,
      etat: sql<string>`case
        when utilise_at is not null then 'utilisé'
        when remplace_at is not null then 'remplacé par un autre'
        when expire_at <= now() then 'périmé'
        else 'en attente' end`,
    })
    .from(codeRemis)
    .where(eq(codeRemis.remisPar, acteur.compteId))
    .orderBy(desc(codeRemis.remisAt))
    .limit(50)
}
