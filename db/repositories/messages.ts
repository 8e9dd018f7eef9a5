/** The outbox: use cases queue in their transaction, the worker claims, sends outside any transaction, and says so. */

import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
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

/** A message taken by this worker. `tentatives` counts this attempt; `passerelle` may have it from an attempt before. */
export type MessagePris = MessageAEnvoyer & Readonly<{ id: string; tentatives: number; passerelle: string | null }>

/** Told at the commit of what queues a message: the worker sends it at once, without waiting for its minute. */
export const CANAL_DES_MESSAGES = 'message'

/**
 * Queues a message in the caller's transaction; false when its key is known already. `minutes`: as long as it is worth
 * sending, for ever unless told.
 */
export async function queueMessage(
  tx: Tx,
  message: MessageAEnvoyer,
  { minutes }: Readonly<{ minutes?: number }> = {},
): Promise<boolean> {
  const perimeAt = minutes === undefined ? null : sql`now() + make_interval(mins => ${minutes})`
  const rows = await tx
    .insert(messageEnvoye)
    .values({ ...message, perimeAt })
    .onConflictDoNothing({ target: messageEnvoye.cle })
    .returning({ id: messageEnvoye.id })
  if (rows.length === 0) return false
  await tx.execute(sql`select pg_notify(${CANAL_DES_MESSAGES}, '')`)
  return true
}

/** What became of the message of a key; undefined when none was queued. */
export async function findMessage(tx: Tx, cle: string) {
  const { etat, createdAt, envoyeAt } = messageEnvoye
  const [row] = await tx.select({ etat, createdAt, envoyeAt }).from(messageEnvoye).where(eq(messageEnvoye.cle, cle))
  return row
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
        or(isNull(messageEnvoye.perimeAt), gt(messageEnvoye.perimeAt, sql`now()`)),
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
      passerelle: messageEnvoye.passerelle,
    })
  if (!row) return undefined
  if (row.corps === null) throw new Error('A message to send has no body.')
  return { ...row, corps: row.corps }
}

/** Before the reference of a reminder, in the key of its message. */
export const PREFIXE_DE_RAPPEL = 'rappel:'

/** In demonstration: keeps a reminder, which leaves by a way of its own, so that the outbox shows it. */
export const keepRappelInOutbox = (reference: string, message: Omit<MessageAEnvoyer, 'cle'>) =>
  db
    .insert(messageEnvoye)
    .values({ ...message, cle: `${PREFIXE_DE_RAPPEL}${reference}`, etat: 'envoye', envoyeAt: sql`now()` })
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

/** Which gateway may have it from now on; null: none has. */
export async function markPasserelle(id: string, passerelle: string | null): Promise<void> {
  await settle(id, { passerelle })
}

/** Gives up those that say nothing any more; what they said is not kept. */
export const dropPerimes = () =>
  db
    .update(messageEnvoye)
    .set({ etat: 'echec', corps: null })
    .where(and(eq(messageEnvoye.etat, 'a-envoyer'), lte(messageEnvoye.perimeAt, sql`now()`)))
