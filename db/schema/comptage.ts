/**
 * What the register counts, kept as it changes (docs/adr/0035): each act leaves its differences, in its own transaction,
 * by triggers of the migration; the night folds them into the counts that pages show. Rows are only ever added in an
 * act, so that two acts on one commune never wait for each other.
 */
import { sql } from 'drizzle-orm'
import { bigint, date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Jour } from '#lib/domain/calendrier.ts'
import { MESURES } from '#lib/domain/demande/comptage.ts'

/** `lieu`: INSEE code or territory; `detail`: type of dwelling or canal; `periode`: empty, a year, or a month. */
const cle = {
  mesure: text({ enum: MESURES }).notNull(),
  lieu: text().notNull(),
  detail: text().notNull(),
  periode: text().notNull(),
}

/** What each act changed, until the night takes it. */
export const ecartDeComptage = pgTable('ecart_de_comptage', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  ...cle,
  nombre: integer().notNull(),
  at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
})

/** The counts at the end of the day `arreteLe`, which is that of the last change of the place. */
export const comptage = pgTable(
  'comptage',
  { ...cle, nombre: integer().notNull(), arreteLe: date({ mode: 'string' }).$type<Jour>().notNull() },
  (t) => [primaryKey({ columns: [t.lieu, t.mesure, t.detail, t.periode] })],
)
