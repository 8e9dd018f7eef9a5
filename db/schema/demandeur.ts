/** Accounts of applicants, what is attached to them, and their sessions: apart from those of agents (docs/adr/0034). */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { ESSAIS_DU_CODE } from '#lib/domain/acces/code.ts'
import { PIECES_D_IDENTITE } from '#lib/domain/acces/code-remis.ts'
import { type IdentitePivot, PREUVES_DE_RATTACHEMENT } from '#lib/domain/acces/demandeur.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { compte } from './acces.ts'
import { demande } from './demande.ts'

/** Known by the address that received a code, or by the `sub` of FranceConnect; never both: an address is no identity. */
export const demandeur = pgTable(
  'demandeur',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** In lower case. */
    courriel: text().unique(),
    franceConnectSub: text().unique(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  () => [
    check('demandeur_connu', sql`num_nonnulls(courriel, france_connect_sub) = 1`),
    check('demandeur_courriel', sql`courriel = lower(courriel)`),
  ],
)

/** A demande that an account may read and renew, and by which proof. */
export const rattachement = pgTable(
  'rattachement',
  {
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    demandeurId: uuid()
      .notNull()
      .references(() => demandeur.id),
    preuve: text({ enum: PREUVES_DE_RATTACHEMENT }).notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.numeroUnique, t.demandeurId] }), index().on(t.demandeurId)],
)

/** Server side of a sign-in. Leaving ends it, and forgets the key of the browser and what FranceConnect said. */
export const sessionDemandeur = pgTable(
  'session_demandeur',
  {
    sid: uuid().primaryKey().defaultRandom(),
    demandeurId: uuid()
      .notNull()
      .references(() => demandeur.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Last request, to the minute. */
    vueAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expireAt: timestamp({ withTimezone: true }).notNull(),
    finieAt: timestamp({ withTimezone: true }),
    appareilPartage: boolean().notNull(),
    /** With which the browser ciphers what it keeps (32 bytes, base64url); null on a shared computer, which keeps nothing. */
    cle: text(),
    /** Who FranceConnect says the person is; null after a code sent by e-mail. */
    identite: jsonb().$type<IdentitePivot>(),
    /** The `id_token` of FranceConnect: leaving shows it there, so that its own session ends too. */
    jetonDeSortie: text(),
  },
  (t) => [
    index().on(t.demandeurId),
    index().on(t.expireAt),
    check('session_demandeur_dates', sql`expire_at > created_at`),
    check('session_demandeur_oubliee', sql`finie_at is null or num_nonnulls(cle, identite, jeton_de_sortie) = 0`),
    check('session_demandeur_partage', sql`not appareil_partage or cle is null`),
  ],
)

/**
 * A code of six digits that left by e-mail or SMS: its imprint (HMAC), never itself. `id` is held by the browser that
 * asked, and by nobody else.
 */
export const codeEnvoye = pgTable(
  'code_envoye',
  {
    id: uuid().primaryKey(),
    /** To sign in: the address, in lower case. */
    courriel: text(),
    /** To attach a demande: the account that asks. */
    demandeurId: uuid().references(() => demandeur.id),
    /** Null as well when no demande has the number that was typed: such a code opens nothing. */
    numeroUnique: text().$type<NumeroUnique>(),
    empreinte: text().notNull(),
    appareilPartage: boolean().notNull().default(false),
    essais: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expireAt: timestamp({ withTimezone: true }).notNull(),
    utiliseAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.expireAt),
    check('code_envoye_objet', sql`num_nonnulls(courriel, demandeur_id) = 1`),
    check('code_envoye_essais', sql`essais between 0 and ${sql.raw(String(ESSAIS_DU_CODE))}`),
  ],
)

/**
 * A code that a gestionnaire printed after seeing an identity document, and the journal of it: who, for which demande,
 * which document, when, whether it served. Its imprint alone is kept.
 */
export const codeRemis = pgTable(
  'code_remis',
  {
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    id: uuid().notNull().defaultRandom(),
    empreinte: text().notNull(),
    piece: text({ enum: codesOf(PIECES_D_IDENTITE) }).notNull(),
    remisPar: uuid()
      .notNull()
      .references(() => compte.id),
    remisAt: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    expireAt: timestamp({ withTimezone: true }).notNull(),
    utiliseAt: timestamp({ withTimezone: true }),
    /** Another one was printed for the same demande. */
    remplaceAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.numeroUnique, t.id] }), index().on(t.remisPar, t.remisAt)],
)
