/** Locks on what has no row of its own. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'

/** Whose points: those of these centres, and those that the gestionnaires of these départements hold without a centre. */
export type Tenants = Readonly<{ centreIds: readonly string[]; departements: readonly string[] }>

/** How long a person waits before a form; under it, ten of them would take every connection of the process. */
const PATIENCE = '3s'

/** From here on, a lock that somebody keeps is given up (`isVerrouAttendu`), for the rest of the transaction. */
export async function limitAttente(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${PATIENCE}, true)`)
}

/** What is waited for from here on is waited for to the end. */
export async function resumeAttente(tx: Tx): Promise<void> {
  await tx.execute(sql`set local lock_timeout to default`)
}

/**
 * Those who publish one more point of the same holder, or bring one of its points to another name or place, queue: the
 * second sees what the first published (docs/adr/0050). A key for each centre and each département, in one order: who
 * shares one of them waits, and nobody waits for whom waits for them. After the row of a centre, before any point, and
 * once in a transaction.
 */
export async function lockCreation(tx: Tx, { centreIds, departements }: Tenants): Promise<void> {
  const keys = [...centreIds, ...departements.map((code) => `gestionnaire:${code}`)].map((key) => `creation:${key}`)
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(key, 0))
    from unnest(${sql.param([...new Set(keys)].sort())}::text[]) as key`)
}
