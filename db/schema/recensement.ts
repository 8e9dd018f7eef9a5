import {
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { ValeursRetenues } from '#lib/domain/guichet/recensement/champs.ts'
import type { Examen, Totaux } from '#lib/domain/guichet/recensement/examen.ts'
import type { BilanDeRetour } from '#lib/domain/guichet/recensement/retour.ts'
import { compte } from './acces.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/**
 * One upload of a workbook, from its reading to its publication. The file is kept: an expired session or a killed
 * process loses nothing (R-REC-29). `analyse` is what the domain understood; `chiffres` what people are told.
 */
export const importDeRecensement = pgTable(
  'import_de_recensement',
  {
    id: uuid().primaryKey().defaultRandom(),
    etat: text({ enum: ['recu', 'lu', 'illisible', 'publie', 'annule', 'abandonne'] })
      .notNull()
      .default('recu'),
    fichierNom: text().notNull(),
    fichier: bytea(),
    empreinte: text().notNull(),
    /** Centre for which the file is read; null: as the gestionnaire of its territories. */
    centreId: uuid(),
    departements: text().array().notNull().default([]),
    compteId: uuid().references(() => compte.id),
    /** `ligne-de-commande`, `administration` or `demonstration`. */
    origine: text({ enum: ['ligne-de-commande', 'administration', 'demonstration'] }).notNull(),
    analyse: jsonb().$type<Examen>(),
    chiffres: jsonb().$type<Totaux>(),
    /** A `RefusDeLecture`, as JSON. */
    erreur: text(),
    /** Day of the reading, for the rules that judge dates. */
    luLe: date({ mode: 'string' }).$type<Jour>(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    publieAt: timestamp({ withTimezone: true }),
    /** The last time that it was reverted as a whole, and by whom (null: the command line). */
    annuleAt: timestamp({ withTimezone: true }),
    annulePar: uuid().references(() => compte.id),
    retour: jsonb().$type<BilanDeRetour>(),
    version: integer().notNull().default(1),
  },
  (t) => [index().on(t.createdAt), index().on(t.compteId)],
)

/**
 * What was set once for a table that lacks columns, remembered for its centre and found again by the headers of the
 * table (R-REC-44). Never its day: next year's file has its own.
 */
export const correspondance = pgTable(
  'correspondance',
  {
    /** A centre, or the départements of a gestionnaire. */
    pour: text().notNull(),
    /** SHA-256 of the folded headers. */
    entetes: text().notNull(),
    valeurs: jsonb().$type<ValeursRetenues>().notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.pour, t.entetes] })],
)
