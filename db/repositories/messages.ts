/** The outbox: use cases queue in their transaction, the worker claims, sends outside any transaction, and says so. */

import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { db, type Tx } from '../client.ts'
import { messageEnvoye } from '../schema/index.ts'

export type MessageAEnvoyer = Readonly<{
  /** Names the reason of the message (`invitation:<id>`): a second queueing with the same key changes nothing. */
  cle: string
  canal: 'courriel' | 'sms'
  destinataire: string
  objet: string | null
  corps: string
}>

/** A message taken by this worker. `tentatives` counts this attempt. */
export type MessagePris = MessageAEnvoyer & Readonly<{ id: string; tentatives: number }>

/** Queues a message in the caller's transaction; false when its key is known already. */
export async function queueMessage(tx: Tx, message: MessageAEnvoyer): Promise<boolean> {
  const rows = await tx
    .insert(messageEnvoye)
    .values(message)
    .onConflictDoNothing({ target: messageEnvoye.cle })
    .returning({ id: messageEnvoye.id })
  return rows.length > 0
}

/**
 * Takes the oldest message that is due, for `bailMinutes`: no other worker sees it meanwhile, and it comes back by
 * itself if this one dies. Undefined when nothing is due.
 */
export async function claimMessage(
  canaux: readonly MessageAEnvoyer['canal'][],
  bailMinutes: number,
): Promise<MessagePris | undefined> {
  const due = db
    .select({ id: messageEnvoye.id })
    .from(messageEnvoye)
    .where(
      and(
        eq(messageEnvoye.etat, 'a-envoyer'),
        inArray(messageEnvoye.canal, canaux),
        lte(messageEnvoye.prochainAt, sql`now()`),
      ),
    )
    .orderBy(messageEnvoye.prochainAt)
    .limit(1)
    .for('update', { skipLocked: true })
  const [row] = await db
    .update(messageEnvoye)
    .set({
      tentatives: sql`${messageEnvoye.tentatives} + 1`,
      prochainAt: sql`now() + make_interval(mins => ${bailMinutes})`,
    })
    .where(eq(messageEnvoye.id, sql`(${due})`))
    .returning({
      id: messageEnvoye.id,
      cle: messageEnvoye.cle,
      canal: messageEnvoye.canal,
      destinataire: messageEnvoye.destinataire,
      objet: messageEnvoye.objet,
      corps: messageEnvoye.corps,
      tentatives: messageEnvoye.tentatives,
    })
  if (!row) return undefined
  if (row.corps === null) throw new Error('A message to send has no body.')
  return { ...row, corps: row.corps }
}

/** In demonstration: keeps a message that would have left by another way, so that the outbox shows it. */
export const keepInOutbox = (message: MessageAEnvoyer) =>
  db
    .insert(messageEnvoye)
    .values({ ...message, etat: 'envoye', envoyeAt: sql`now()` })
    .onConflictDoNothing({ target: messageEnvoye.cle })

/** Written only while the message is still ours to settle: a slower worker never undoes a faster one. */
const settle = (id: string, changes: PgUpdateSetSource<typeof messageEnvoye>) =>
  db
    .update(messageEnvoye)
    .set(changes)
    .where(and(eq(messageEnvoye.id, id), eq(messageEnvoye.etat, 'a-envoyer')))

/** The message has left. `keepCorps` in demonstration alone, where the row is the outbox. */
export async function markSent(id: string, { keepCorps }: Readonly<{ keepCorps: boolean }>): Promise<void> {
  await settle(id, { etat: 'envoye', envoyeAt: sql`now()`, ...(keepCorps ? {} : { corps: null }) })
}

/** Given up: refused by the server or tried too often. What it said is not kept. */
export async function markFailed(id: string): Promise<void> {
  await settle(id, { etat: 'echec', corps: null })
}

/** To be tried again after `minutes`. */
export async function postponeMessage(id: string, minutes: number): Promise<void> {
  await settle(id, { prochainAt: sql`now() + make_interval(mins => ${minutes})` })
}
