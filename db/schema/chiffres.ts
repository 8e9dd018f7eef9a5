import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import { codesOf, TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { compte } from './acces.ts'
import { importDeRecensement } from './recensement.ts'
import { commune } from './territoire.ts'

export const typeDeLogement = pgEnum('type_de_logement', codesOf(TYPES_DE_LOGEMENT))

/** Declared figures of a commune, one row per year and type. Null is unknown and is never 0. */
export const chiffreDeCommune = pgTable(
  'chiffre_de_commune',
  {
    codeInsee: text()
      .notNull()
      .references(() => commune.codeInsee),
    annee: integer().notNull(),
    type: typeDeLogement().notNull(),
    logements: integer(),
    demandesEnAttente: integer(),
    attributionsN1: integer('attributions_n1'),
    arreteAu: date({ mode: 'string' }).$type<Jour>(),
    source: text(),
    demonstration: boolean().notNull().default(false),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.codeInsee, t.annee, t.type] }),
    check(
      'chiffres_positifs',
      sql`coalesce(logements, 0) >= 0 and coalesce(demandes_en_attente, 0) >= 0 and coalesce(attributions_n1, 0) >= 0`,
    ),
  ],
)

/** Append-only history of the figures; `avant` null: they were new, `apres` null: they were withdrawn. */
export const faitDeChiffre = pgTable(
  'fait_de_chiffre',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    codeInsee: text()
      .notNull()
      .references(() => commune.codeInsee),
    annee: integer().notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    compteId: uuid().references(() => compte.id),
    importId: uuid().references(() => importDeRecensement.id),
    /** The change undoes what the import had written, at that row. */
    retour: boolean().notNull().default(false),
    feuille: text(),
    ligne: integer(),
    avant: jsonb().$type<ChiffresDeclares>(),
    apres: jsonb().$type<ChiffresDeclares>(),
  },
  (t) => [index().on(t.codeInsee, t.annee, t.id), index().on(t.importId)],
)
