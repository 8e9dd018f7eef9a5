/** The nightly sweep: what has no reason to be kept any longer goes. */
import { sql } from 'drizzle-orm'
import { db } from '#db/client.ts'

/** Removes ended sessions (30 days), rate-limit windows (1 day), publication notices (30 days), settled messages (1 year). Counts by table. */
export async function purgeExpired(): Promise<Record<string, number>> {
  const sessions = await db.execute(sql`delete from session where expire_at < now() - interval '30 days'`)
  const debits = await db.execute(sql`delete from debit where fenetre_at < now() - interval '1 day'`)
  // The newest row stays: its version is the baseline of a web process that starts.
  const publications = await db.execute(
    sql`delete from publication where at < now() - interval '30 days' and version < (select max(version) from publication)`,
  )
  const messages = await db.execute(
    sql`delete from message_envoye where etat <> 'a-envoyer' and created_at < now() - interval '1 year'`,
  )
  return { sessions: sessions.count, debits: debits.count, publications: publications.count, messages: messages.count }
}
