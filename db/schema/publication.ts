import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/**
 * Each publication raises a version and names the tags it touched; web processes read it within a second and expire
 * those pages alone, whoever published: an action, the worker or the command line (docs/adr/0012).
 */
export const publication = pgTable(
  'publication',
  {
    version: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    balises: text().array().notNull(),
  },
  // The last of these is asked often, and few of the others touch the territory.
  (t) => [index('publication_du_territoire').on(t.version).where(sql`balises @> array['territoire']`)],
)

/** Settings that an administrator changes, by name; values are checked by the domain when read. */
export const reglage = pgTable('reglage', { nom: text().primaryKey(), valeur: jsonb().notNull() })

/**
 * What was sent, and what waits to be: the truth, never the queue's memory. `cle` names the reason of a message, so that
 * it leaves once. In demonstration nothing leaves and the rows are the outbox.
 */
export const messageEnvoye = pgTable(
  'message_envoye',
  {
    id: uuid().primaryKey().defaultRandom(),
    canal: text({ enum: ['courriel', 'sms'] }).notNull(),
    destinataire: text().notNull(),
    objet: text(),
    /** Erased in production once the message has left or is given up; kept in demonstration, where the outbox shows it. */
    corps: text(),
    cle: text().notNull().unique(),
    etat: text({ enum: ['a-envoyer', 'envoye', 'echec'] })
      .notNull()
      .default('a-envoyer'),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Attempts begun. */
    tentatives: integer().notNull().default(0),
    /** Not tried before: the backoff, or the time that another worker has to say what became of it. */
    prochainAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    envoyeAt: timestamp({ withTimezone: true }),
    /** Gateway that may have an SMS: asked before anything is sent again. */
    passerelle: text(),
    /** From then on it says nothing any more: a code that is dead does not leave. */
    perimeAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.createdAt),
    index('message_envoye_a_envoyer').on(t.prochainAt).where(sql`etat = 'a-envoyer'`),
    check('message_envoye_envoye', sql`(etat = 'envoye') = (envoye_at is not null)`),
  ],
)

/** One row when the base was seeded as a demonstration: it can never become production, nor the reverse. */
export const installation = pgTable('installation', {
  unique: boolean().primaryKey().default(true),
  mode: text({ enum: ['demonstration', 'production'] }).notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

/** Sign of life of the worker, one row, read by /api/sante. */
export const battement = pgTable('battement', {
  unique: boolean().primaryKey().default(true),
  at: timestamp({ withTimezone: true }).notNull(),
})
