import { sql } from 'drizzle-orm'
import {
  check,
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
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { ChoixDeLecture } from '#lib/domain/guichet/recensement/correspondance.ts'
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
    /** What was set once for all the rows of this file: asked again at each reading of it. */
    choix: jsonb().$type<ChoixDeLecture>(),
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
    /** How many times a cell was corrected or given back: who publishes says which of them they saw. */
    corrections: integer().notNull().default(0),
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

/**
 * A cell of a file as someone corrected it in the preview (R-REC-73); the file keeps what was sent. The last word of
 * each cell stays, with its author, also once it was taken back (`valeur` null).
 */
export const correctionDImport = pgTable(
  'correction_d_import',
  {
    importId: uuid()
      .notNull()
      .references(() => importDeRecensement.id, { onDelete: 'cascade' }),
    feuille: text().notNull(),
    /** Row of the sheet, counted from 1. */
    ligne: integer().notNull(),
    colonne: text().$type<Colonne>().notNull(),
    valeur: text(),
    compteId: uuid().references(() => compte.id),
    corrigeAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.feuille, t.ligne, t.colonne] }),
    check('correction_d_import_ligne_check', sql`${t.ligne} > 0`),
  ],
)
