/** What another process is doing in the database of the test. */

import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { db } from '../client.ts'

/**
 * Resolves once another connection (`nombre` of them) runs a query that holds `texte`, and waits there for `attente` (a
 * wait event type of PostgreSQL: `Lock`, `Timeout`).
 */
export async function untilActive(texte: string, attente: 'Lock' | 'Timeout', nombre = 1): Promise<void> {
  for (;;) {
    const found = await db.execute(sql`
      select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
        and wait_event_type = ${attente} and query ilike ${`%${texte}%`}`)
    if (found.length >= nombre) return
    await pause(20)
  }
}
