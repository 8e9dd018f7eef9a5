import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ROLES_DE_COMPTE } from '#lib/domain/acces/compte.ts'
import type { Jour } from '#lib/domain/calendrier.ts'

/**
 * Someone who may enter the administration. `sub` is the OpenID subject, known from the first sign-in on; a closed account
 * keeps it, and one open account at most has it.
 */
export const compte = pgTable(
  'compte',
  {
    id: uuid().primaryKey().defaultRandom(),
    sub: text(),
    courriel: text().notNull(),
    nom: text(),
    role: text({ enum: ROLES_DE_COMPTE }).notNull(),
    /** SIRET that the identity must show (agents of a centre). */
    siret: text(),
    departements: text().array().notNull().default([]),
    centreIds: uuid().array().notNull().default([]),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdPar: uuid(),
    desactiveAt: timestamp({ withTimezone: true }),
    /** Raised at each change that a form makes; compared under the row lock. */
    version: integer().notNull().default(1),
    /** Of the invitation and what it said: sent again, it invites nobody. null: not invited by a form. */
    cle: uuid().unique(),
  },
  (t) => [
    uniqueIndex('compte_courriel_unique').on(sql`lower(courriel)`).where(sql`desactive_at is null`),
    uniqueIndex('compte_sub_ouvert').on(t.sub).where(sql`desactive_at is null`),
    index().on(t.sub),
  ],
)

/**
 * Append-only: who changed what of a centre, of an account, of a setting or of a territory. `cible` is its id, its name or its code;
 * `avant` and `apres` are what a form says of it, null when there was or is nothing to compare.
 */
export const faitDAdministration = pgTable(
  'fait_d_administration',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    objet: text({
      enum: ['centre', 'compte', 'reglage', 'territoire', 'mentions', 'campagne', 'envoi', 'lot', 'personnes'],
    }).notNull(),
    cible: text().notNull(),
    nature: text({ enum: ['creation', 'correction', 'fermeture', 'reouverture'] }).notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    /** Who did it; null: the command line. */
    compteId: uuid().references(() => compte.id),
    avant: jsonb().$type<Readonly<Record<string, unknown>>>(),
    apres: jsonb().$type<Readonly<Record<string, unknown>>>(),
  },
  (t) => [
    index().on(t.objet, t.cible, t.id),
    // By either demande of a pair, when it is erased (db/repositories/oubli.ts, which writes the same): rarely written,
    // it waits for nobody to sort what was written last.
    index('fait_d_administration_de_personnes')
      .using('gin', sql`string_to_array(cible, ':')`)
      .with({ fastupdate: false })
      .where(sql`objet = 'personnes'`),
  ],
)

/** The naming of the first administrator: dies on first use or after its last day (R-ACC-13). Days of Paris. */
export const nominationAdministrateur = pgTable('nomination_administrateur', {
  id: uuid().primaryKey().defaultRandom(),
  courriel: text().notNull(),
  nommeeLe: date({ mode: 'string' }).$type<Jour>().notNull(),
  expireLe: date({ mode: 'string' }).$type<Jour>().notNull(),
  utiliseeAt: timestamp({ withTimezone: true }),
})

/** Server side of a sign-in; revoking it closes the door at the next request. */
export const session = pgTable(
  'session',
  {
    sid: uuid().primaryKey().defaultRandom(),
    compteId: uuid()
      .notNull()
      .references(() => compte.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expireAt: timestamp({ withTimezone: true }).notNull(),
    /** When it was last asked for, to the minute (R-ACC-27). */
    vueAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    revoqueeAt: timestamp({ withTimezone: true }),
  },
  (t) => [index().on(t.compteId), check('session_dates', sql`expire_at > created_at`)],
)

/** Counts of attempts by door and hashed address, for rate limits; no address is kept in clear. */
export const debit = pgTable('debit', {
  cle: text().primaryKey(),
  fenetreAt: timestamp({ withTimezone: true }).notNull(),
  nombre: integer().notNull(),
})
