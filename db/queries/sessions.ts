/** Who a session is, asked at each request of a private page. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { RoleDeCompte } from '#lib/domain/acces/compte.ts'
import { db } from '../client.ts'
import { prepareOnce } from '../repositories/ordres-prepares.ts'
import { compte, session } from '../schema/index.ts'

export type SessionLue = Readonly<{
  sid: string
  compteId: string
  role: RoleDeCompte
  nom: string
  departements: readonly string[]
  centres: readonly string[]
}>

const lireOrdre = prepareOnce(() =>
  db
    .select({
      sid: session.sid,
      compteId: compte.id,
      role: compte.role,
      nom: compte.nom,
      courriel: compte.courriel,
      departements: compte.departements,
      centres: compte.centreIds,
    })
    .from(session)
    .innerJoin(compte, eq(compte.id, session.compteId))
    .where(
      and(
        eq(session.sid, sql.placeholder('sid')),
        isNull(session.revoqueeAt),
        sql`${session.expireAt} > now()`,
        isNull(compte.desactiveAt),
      ),
    )
    .prepare('lire-une-session'),
)

/** The open session of that `sid`; undefined once it ended, was revoked, or its account was closed. */
export async function findSession(sid: string): Promise<SessionLue | undefined> {
  const [row] = await lireOrdre(db).execute({ sid })
  if (!row) return undefined
  const { courriel, ...lue } = row
  return { ...lue, nom: row.nom ?? courriel }
}

/** An open account as an actor is made from it; undefined once it is closed. */
export async function findCompteActif(compteId: string): Promise<Omit<SessionLue, 'sid'> | undefined> {
  const [row] = await db
    .select({
      compteId: compte.id,
      role: compte.role,
      nom: compte.nom,
      courriel: compte.courriel,
      departements: compte.departements,
      centres: compte.centreIds,
    })
    .from(compte)
    .where(and(eq(compte.id, compteId), isNull(compte.desactiveAt)))
  if (!row) return undefined
  const { courriel, ...lu } = row
  return { ...lu, nom: row.nom ?? courriel }
}
