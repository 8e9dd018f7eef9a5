/** Who a session is, asked at each request of a private page. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { RoleDeCompte } from '#lib/domain/acces/compte.ts'
import { MINUTES_ENTRE_DEUX_GESTES_ECRITS } from '#lib/domain/acces/gestes-ecrits.ts'
import { MINUTES_D_INACTIVITE_D_AGENT } from '#lib/domain/acces/session-d-agent.ts'
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

/** Since the last move that was written: a later one may be as old as the pace of writing. */
const SANS_GESTE_ECRIT = sql.raw(String(MINUTES_D_INACTIVITE_D_AGENT + MINUTES_ENTRE_DEUX_GESTES_ECRITS))

// R-ACC-27 — ASVS 5.0, 7.3 : une session d’agent se ferme après un quart d’heure sans geste, et après huit heures
const ouverte = and(
  eq(session.sid, sql.placeholder('sid')),
  isNull(session.revoqueeAt),
  sql`${session.expireAt} > now()`,
  sql`${session.vueAt} > now() - make_interval(mins => ${SANS_GESTE_ECRIT})`,
)

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
      isVueRecemment: sql<boolean>`${session.vueAt} > now() - make_interval(mins => ${sql.raw(String(MINUTES_ENTRE_DEUX_GESTES_ECRITS))})`,
    })
    .from(session)
    .innerJoin(compte, eq(compte.id, session.compteId))
    .where(and(ouverte, isNull(compte.desactiveAt)))
    .prepare('lire-une-session'),
)
const voirOrdre = prepareOnce(() =>
  db.update(session).set({ vueAt: sql`now()` }).where(ouverte).prepare('voir-une-session'),
)

/**
 * The open session of that `sid`; undefined once it ended, was not used for a quarter of an hour, was revoked, or its
 * account was closed. Being asked for is what keeps it open: the instant is written again when it is a minute old.
 * `isGeste` false: a page asks by itself, and nothing is written.
 */
export async function findSession(
  sid: string,
  { isGeste }: Readonly<{ isGeste: boolean }> = { isGeste: true },
): Promise<SessionLue | undefined> {
  const [row] = await lireOrdre(db).execute({ sid })
  if (!row) return undefined
  const { courriel, isVueRecemment, ...lue } = row
  if (isGeste && !isVueRecemment) await voirOrdre(db).execute({ sid })
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
