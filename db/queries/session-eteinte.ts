/** What is left of an applicant's sessions that went out by themselves: nothing that opens, only what keeps their words. */
import { and, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { HEURES_DE_SURSIS } from '#lib/domain/acces/demandeur.ts'
import { db } from '../client.ts'
import { demande, rattachement, sessionDemandeur } from '../schema/index.ts'

/** Of the last sign-ins of one person: more keys than anybody has browsers waiting. */
const CLES_AU_PLUS = 10

/**
 * Whose session this was, if nobody left it: what a page that stayed open sends may still be kept for them. It opens
 * nothing, and shows nothing. On a shared computer, where another person may send it, only for `partage`: a form that is
 * shown again before it counts.
 */
export async function findTitulaireDeSession(
  sid: string,
  { partage = false }: Readonly<{ partage?: boolean }> = {},
): Promise<Readonly<{ demandeurId: string; demandes: readonly string[] }> | undefined> {
  // R-BRO-05 — choix du portail : qui écrit plus d’une demi-heure ne perd pas sa page ; quittée, ou partagée, une session se tait
  const eteinte = and(
    eq(sessionDemandeur.sid, sid),
    isNull(sessionDemandeur.finieAt),
    partage ? undefined : eq(sessionDemandeur.appareilPartage, false),
    sql`${sessionDemandeur.expireAt} > now() - make_interval(hours => ${HEURES_DE_SURSIS})`,
  )
  const [row] = await db.select({ demandeurId: sessionDemandeur.demandeurId }).from(sessionDemandeur).where(eteinte)
  if (!row) return undefined
  const attached = await db
    .select({ ref: demande.ref })
    .from(rattachement)
    .innerJoin(demande, eq(demande.numeroUnique, rattachement.numeroUnique))
    .where(and(eq(rattachement.demandeurId, row.demandeurId), ne(demande.statut, 'effacee')))
  return { demandeurId: row.demandeurId, demandes: attached.map(({ ref }) => ref) }
}

/** The keys of the sessions that this person did not leave, newest first: one of them ciphered what the browser keeps. */
export async function listClesDuNavigateur(demandeurId: string): Promise<string[]> {
  const rows = await db
    .select({ cle: sessionDemandeur.cle })
    .from(sessionDemandeur)
    .where(
      and(
        eq(sessionDemandeur.demandeurId, demandeurId),
        isNull(sessionDemandeur.finieAt),
        isNotNull(sessionDemandeur.cle),
      ),
    )
    .orderBy(desc(sessionDemandeur.createdAt))
    .limit(CLES_AU_PLUS)
  return rows.flatMap(({ cle }) => cle ?? [])
}
