/** Write side of accounts, sessions and of the naming of the first administrator. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Invitation, PorteeDeCompte, RoleDeCompte } from '#lib/domain/acces/compte.ts'
import type { CompteConnu, Nomination } from '#lib/domain/acces/entree.ts'
import { HEURES_DE_SESSION_D_AGENT } from '#lib/domain/acces/session-d-agent.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Tx } from '../client.ts'
import { centre, compte, nominationAdministrateur, session } from '../schema/index.ts'

const LOCK_OF_COMPTES = 7_140_730
const CONNU = { id: compte.id, sub: compte.sub, courriel: compte.courriel, siret: compte.siret }

/** Two first administrators, or two invitations of one person, at once would be one too many: one at a time. */
export const lockComptes = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${LOCK_OF_COMPTES})`)

export async function administrateurExists(tx: Tx): Promise<boolean> {
  const rows = await tx
    .select({ id: compte.id })
    .from(compte)
    .where(and(eq(compte.role, 'administrateur-national'), isNull(compte.desactiveAt)))
    .limit(1)
  return rows.length > 0
}

/** The open account of an OpenID subject, else the last that was closed; locked. */
export async function loadCompteBySub(tx: Tx, sub: string): Promise<CompteConnu | undefined> {
  const [row] = await tx
    .select({ ...CONNU, desactiveAt: compte.desactiveAt })
    .from(compte)
    .where(eq(compte.sub, sub))
    .orderBy(sql`${compte.desactiveAt} desc nulls first`)
    .limit(1)
    .for('update')
  return row && { ...row, actif: row.desactiveAt === null }
}

/** The active account of an e-mail, locked. */
export async function loadCompteByCourriel(tx: Tx, courriel: string): Promise<CompteConnu | undefined> {
  const [row] = await tx
    .select(CONNU)
    .from(compte)
    .where(and(sql`lower(${compte.courriel}) = lower(${courriel})`, isNull(compte.desactiveAt)))
    .for('update')
  return row && { ...row, actif: true }
}

/** An account with what rights over it depend on; départements are those of its centres when it has some. */
export type CompteGere = Readonly<{
  id: string
  sub: string | null
  role: RoleDeCompte
  courriel: string
  departements: readonly string[]
  /** What it was told itself: for an agent, centres and no département. */
  portee: PorteeDeCompte
  actif: boolean
  version: number
}>

export async function loadCompteForUpdate(tx: Tx, id: string): Promise<CompteGere | undefined> {
  const [row] = await tx.select().from(compte).where(eq(compte.id, id)).for('update')
  if (!row) return undefined
  const departements = row.centreIds.length > 0 ? await departementsOfCentres(tx, row.centreIds) : row.departements
  return {
    id: row.id,
    sub: row.sub,
    role: row.role,
    courriel: row.courriel,
    departements: departements ?? [],
    portee: { siret: row.siret ?? undefined, departements: row.departements, centreIds: row.centreIds },
    actif: row.desactiveAt === null,
    version: row.version,
  }
}

/** Every département of these centres; undefined when one of them does not exist. */
export async function departementsOfCentres(tx: Tx, ids: readonly string[]): Promise<string[] | undefined> {
  const rows = await tx
    .select({ departements: centre.departements })
    .from(centre)
    .where(sql`${centre.id} = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`)
  if (rows.length !== new Set(ids).size) return undefined
  return [...new Set(rows.flatMap((row) => row.departements))].sort()
}

/** The account that an invitation of this key opened, and whether it is open still. */
export async function findInvite(tx: Tx, cle: string): Promise<Readonly<{ id: string; actif: boolean }> | undefined> {
  const [row] = await tx
    .select({ id: compte.id, desactiveAt: compte.desactiveAt })
    .from(compte)
    .where(eq(compte.cle, cle))
  return row && { id: row.id, actif: row.desactiveAt === null }
}

export async function insertCompte(
  tx: Tx,
  invitation: Invitation,
  { cle, createdPar }: Readonly<{ cle: string | null; createdPar: string | null }>,
): Promise<string> {
  const [row] = await tx
    .insert(compte)
    .values({ ...invitation, siret: invitation.siret ?? null, cle, createdPar })
    .returning({ id: compte.id })
  if (!row) throw new Error('The account was not written.')
  return row.id
}

/** From now on the account is that subject; the name is the one that the identity shows. */
export const linkCompte = (tx: Tx, id: string, identite: Readonly<{ sub: string; nom: string | null }>) =>
  tx.update(compte).set({ sub: identite.sub, nom: identite.nom }).where(eq(compte.id, id))

/** Sessions read the row at each request: the new reach holds from the next one on. */
export const updateCompte = (tx: Tx, id: string, portee: PorteeDeCompte) =>
  tx
    .update(compte)
    .set({
      siret: portee.siret ?? null,
      departements: portee.departements,
      centreIds: portee.centreIds,
      version: sql`${compte.version} + 1`,
    })
    .where(eq(compte.id, id))

/** Opens a closed account again, as it was; its person signs in anew. */
export const reopenCompte = (tx: Tx, id: string) =>
  tx
    .update(compte)
    .set({ desactiveAt: null, version: sql`${compte.version} + 1` })
    .where(eq(compte.id, id))

/** Closes an account and every session it has: the doors close at its next request. */
export async function closeCompte(tx: Tx, id: string): Promise<void> {
  await tx
    .update(compte)
    .set({ desactiveAt: sql`transaction_timestamp()`, version: sql`${compte.version} + 1` })
    .where(eq(compte.id, id))
  await revokeSessionsOf(tx, id)
}

export const revokeSessionsOf = (tx: Tx, compteId: string) =>
  tx
    .update(session)
    .set({ revoqueeAt: sql`transaction_timestamp()` })
    .where(and(eq(session.compteId, compteId), isNull(session.revoqueeAt)))

export const revokeSession = (tx: Tx, sid: string) =>
  tx
    .update(session)
    .set({ revoqueeAt: sql`transaction_timestamp()` })
    .where(and(eq(session.sid, sid), isNull(session.revoqueeAt)))

export async function insertSession(tx: Tx, compteId: string): Promise<string> {
  const [row] = await tx
    .insert(session)
    .values({ compteId, expireAt: sql`transaction_timestamp() + make_interval(hours => ${HEURES_DE_SESSION_D_AGENT})` })
    .returning({ sid: session.sid })
  if (!row) throw new Error('The session was not written.')
  return row.sid
}

/** The last naming made for an e-mail. */
export async function loadNomination(tx: Tx, courriel: string): Promise<Nomination | undefined> {
  const [row] = await tx
    .select()
    .from(nominationAdministrateur)
    .where(sql`lower(${nominationAdministrateur.courriel}) = lower(${courriel})`)
    .orderBy(sql`${nominationAdministrateur.expireLe} desc, ${nominationAdministrateur.utiliseeAt} nulls first`)
    .limit(1)
    .for('update')
  return row && { id: row.id, courriel: row.courriel, expireLe: row.expireLe, utilisee: row.utiliseeAt !== null }
}

/** A new naming replaces those that were not used: one person at a time may become the first administrator. */
export async function replaceNomination(
  tx: Tx,
  nomination: Readonly<{ courriel: string; nommeeLe: Jour; expireLe: Jour }>,
): Promise<void> {
  await tx.delete(nominationAdministrateur).where(isNull(nominationAdministrateur.utiliseeAt))
  await tx.insert(nominationAdministrateur).values(nomination)
}

export const spendNomination = (tx: Tx, id: string) =>
  tx
    .update(nominationAdministrateur)
    .set({ utiliseeAt: sql`transaction_timestamp()` })
    .where(eq(nominationAdministrateur.id, id))
