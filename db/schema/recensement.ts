import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  json,
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
import { type RangCompare, STATUTS } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { ChoixDeLecture } from '#lib/domain/guichet/recensement/correspondance.ts'
import type { ChiffresCompares, ExamenDuFichier, Totaux } from '#lib/domain/guichet/recensement/examen.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
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
    analyse: jsonb().$type<ExamenDuFichier>(),
    chiffres: jsonb().$type<Totaux>(),
    /** A `RefusDeLecture`, as JSON. */
    erreur: text(),
    /** Day of the reading, for the rules that judge dates. */
    luLe: date({ mode: 'string' }).$type<Jour>(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    publieAt: timestamp({ withTimezone: true }),
    /** The last time that a gestionnaire published the figures which its centre proposed in it. */
    chiffresPubliesAt: timestamp({ withTimezone: true }),
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

/** A reading that goes on behind the page of its import (docs/adr/0048): the line goes once it has ended. */
export const lectureDImport = pgTable('lecture_d_import', {
  importId: uuid()
    .primaryKey()
    .references(() => importDeRecensement.id, { onDelete: 'cascade' }),
  /** Which reading it is: one that was given up for lost does not speak of the next. */
  jeton: uuid().notNull(),
  /** Rows that the reader has told so far. */
  lues: integer().notNull().default(0),
  /** The last sign of who leads it. */
  vueAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  /** Why it came to nothing, when the import does not say so itself. */
  echec: json().$type<RefusDeRecensement>(),
})

type Reperes = 'feuille' | 'ligne' | 'statut' | 'trouve'
/** A row as one value, without what its columns say; `valeurs` only where they are not those of the point. */
export type PointGarde = Omit<RangCompare, Reperes | 'valeurs'> & Readonly<{ valeurs?: RangCompare['valeurs'] }>
export type ChiffresGardes = Omit<ChiffresCompares, Reperes>

/**
 * A row of the last reading of an import, or of what was published of it (docs/adr/0026). Read whole by a publication, a
 * hundred at a time by the preview, never searched inside: `json` keeps what it is given without taking it apart.
 */
export const rangDImport = pgTable(
  'rang_d_import',
  {
    importId: uuid()
      .notNull()
      .references(() => importDeRecensement.id, { onDelete: 'cascade' }),
    nature: text({ enum: ['point', 'chiffres'] }).notNull(),
    /** Order in the file among the rows of its nature, from 1. */
    place: integer().notNull(),
    feuille: text().notNull(),
    ligne: integer().notNull(),
    statut: text({ enum: STATUTS }).notNull(),
    /** Accepted, and someone should look at it. */
    aVerifier: boolean().notNull(),
    /** Waits for a tick beside another holder's point. */
    attend: boolean().notNull(),
    /** A cell of it was corrected in the preview. */
    corrige: boolean().notNull(),
    trouve: json().$type<RangCompare['trouve']>().notNull(),
    lu: json().$type<PointGarde | ChiffresGardes>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.nature, t.place] }),
    index().on(t.importId, t.ligne),
    index().on(t.importId, t.statut, t.nature.desc(), t.place),
    index('rang_d_import_a_verifier_index').on(t.importId, t.nature.desc(), t.place).where(sql`a_verifier`),
    index('rang_d_import_attend_index').on(t.importId, t.place).where(sql`attend`),
    index('rang_d_import_corrige_index').on(t.importId, t.nature.desc(), t.place).where(sql`corrige`),
  ],
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

/**
 * Append-only: each time that a cell of a file was corrected in the preview or given back (R-REC-95). `avant` is what was
 * read of it until then, empty when nothing was; `apres` null: the file's own cell is read again.
 */
export const faitDeCorrection = pgTable(
  'fait_de_correction',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    importId: uuid()
      .notNull()
      .references(() => importDeRecensement.id, { onDelete: 'cascade' }),
    feuille: text().notNull(),
    ligne: integer().notNull(),
    colonne: text().$type<Colonne>().notNull(),
    avant: text().notNull(),
    apres: text(),
    compteId: uuid().references(() => compte.id),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [index().on(t.importId, t.id)],
)
