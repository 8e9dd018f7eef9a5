/** What attestations print and leave behind (docs/adr/0036). Append-only: the migration refuses a change or a deletion. */
import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { MentionsDuDepartement } from '#lib/domain/attestation/mentions.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { compte } from './acces.ts'
import { demande } from './demande.ts'
import { departement } from './territoire.ts'

/** What a département says, one row for each change: an attestation prints what was in force at the instant of its act. */
export const mentionDeDepartement = pgTable(
  'mention_de_departement',
  {
    departementCode: text()
      .notNull()
      .references(() => departement.code),
    /** 1 for the first change; the last one is in force. */
    version: integer().notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    /** Null: the demonstration. */
    compteId: uuid().references(() => compte.id),
    contenu: jsonb().notNull().$type<MentionsDuDepartement>(),
    demonstration: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.departementCode, t.version] }), check('mention_version', sql`version > 0`)],
)

/** The short code of each attestation that was handed over: it names nobody, and stays when the demande is erased. */
export const attestationDelivree = pgTable(
  'attestation_delivree',
  {
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    /** Rank of the fait that it attests. */
    rang: integer().notNull(),
    code: text().notNull().unique(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.numeroUnique, t.rang, t.code] }),
    check('attestation_code', sql`code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'`),
  ],
)
