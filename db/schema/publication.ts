import { bigint, boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/**
 * Each publication raises a version and names the tags it touched; web processes read it within a second and expire
 * those pages alone, whoever published: an action, the worker or the command line (docs/adr/0013).
 */
export const publication = pgTable('publication', {
  version: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  balises: text().array().notNull(),
})

/** Settings that an administrator changes, by name; values are checked by the domain when read. */
export const reglage = pgTable('reglage', { nom: text().primaryKey(), valeur: jsonb().notNull() })

/** Mails and SMS of the demonstration, and what was sent in production: who, when, never the content there. */
export const messageEnvoye = pgTable(
  'message_envoye',
  {
    id: uuid().primaryKey().defaultRandom(),
    canal: text({ enum: ['courriel', 'sms'] }).notNull(),
    destinataire: text().notNull(),
    objet: text(),
    /** Kept in demonstration only, where the outbox shows it. */
    corps: text(),
    cle: text().notNull().unique(),
    etat: text({ enum: ['a-envoyer', 'envoye', 'echec'] })
      .notNull()
      .default('a-envoyer'),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    envoyeAt: timestamp({ withTimezone: true }),
  },
  (t) => [index().on(t.createdAt)],
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
