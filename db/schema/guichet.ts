import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { ContenuDePoint, Fermeture } from '#lib/domain/guichet/point-de-contact.ts'
import {
  ACCESSIBILITES,
  CANAUX,
  codesOf,
  NATURES,
  PRECISIONS,
  PUBLICS,
  RENDEZ_VOUS,
  SERVICES,
  TYPES_DE_POINT,
} from '#lib/domain/guichet/vocabulaire.ts'
import { compte } from './acces.ts'

export const canal = pgEnum('canal', codesOf(CANAUX))
export const typeDePoint = pgEnum('type_de_point', codesOf(TYPES_DE_POINT))
export const service = pgEnum('service', codesOf(SERVICES))
export const publicReserve = pgEnum('public_reserve', codesOf(PUBLICS))
export const rendezVous = pgEnum('rendez_vous', codesOf(RENDEZ_VOUS))
export const accessibilite = pgEnum('accessibilite', codesOf(ACCESSIBILITES))
export const natureOrganisme = pgEnum('nature_organisme', codesOf(NATURES))
export const precisionPosition = pgEnum('precision_position', codesOf(PRECISIONS))

/** A body that declares points de contact: its agents and its files answer for them. */
export const centre = pgTable('centre', {
  id: uuid().primaryKey().defaultRandom(),
  /** Code guichet, 5 characters, when the centre registers demandes. */
  code: text().unique(),
  nom: text().notNull(),
  siren: text(),
  courriel: text(),
  departements: text().array().notNull(),
  demonstration: boolean().notNull().default(false),
  /** Raised at each correction; sent by the form, compared under the row lock. */
  version: integer().notNull().default(1),
  /** Of the form that created it and what it said: sent again, it creates nothing. null: not created by a form. */
  cle: uuid().unique(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

/** Its centre, its département and its commune exist: checked once for each statement (docs/adr/0031). */
export const pointDeContact = pgTable(
  'point_de_contact',
  {
    /** Stable, opaque, URL-safe; the « Identifiant » of the workbook. */
    id: text().primaryKey(),
    /** null: held by the gestionnaire of the département. */
    centreId: uuid(),
    /** Département of the address, else of the territory served: whose gestionnaire may edit it. */
    departementCode: text().notNull(),
    nom: text().notNull(),
    canal: canal().notNull(),
    type: typeDePoint().notNull(),
    organisme: text(),
    natureOrganisme: natureOrganisme(),
    siren: text(),
    codeGuichet: text(),
    services: service().array().notNull(),
    voie: text(),
    complement: text(),
    codePostal: text(),
    communeNom: text(),
    codeInsee: text(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    positionPrecision: precisionPosition(),
    telephone: text(),
    coutAppel: text(),
    courriel: text(),
    siteWeb: text(),
    rendezVous: rendezVous(),
    lienRendezVous: text(),
    publicReserve: publicReserve().notNull().default('tout-public'),
    /** As declared; `desserte` holds what follows from it. */
    territoireCommunes: text().array().notNull().default([]),
    territoireEpcis: text().array().notNull().default([]),
    territoireDepartements: text().array().notNull().default([]),
    accessibilitePmr: accessibilite().notNull().default('inconnue'),
    horairesOsm: text(),
    horairesTexte: text(),
    horairesAVerifier: boolean().notNull().default(false),
    fermetures: jsonb().$type<Fermeture[]>().notNull().default([]),
    commentaire: text(),
    misAJourLe: date({ mode: 'string' }).$type<Jour>().notNull(),
    demonstration: boolean().notNull().default(false),
    /** Raised at each write; sent by edit forms, compared under the row lock. */
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Withdrawn points keep their row, their id and their history. */
    retireAt: timestamp({ withTimezone: true }),
    /** Withdrawn as a duplicate: the point that stands for it, to which its address leads. */
    fusionneDans: text().references((): AnyPgColumn => pointDeContact.id),
  },
  (t) => [
    index().on(t.codeInsee),
    index().on(t.centreId),
    index().on(t.departementCode).where(sql`retire_at is null`),
    index().on(t.fusionneDans).where(sql`fusionne_dans is not null`),
    check('point_fusionne_est_retire', sql`fusionne_dans is null or (retire_at is not null and fusionne_dans <> id)`),
    check(
      'point_physique_a_une_adresse',
      sql`canal <> 'physique' or (voie is not null and code_postal is not null and code_insee is not null)`,
    ),
    check('point_telephone_a_un_numero', sql`canal <> 'telephone' or telephone is not null`),
    check('point_internet_a_un_site', sql`canal <> 'internet' or site_web is not null`),
    check(
      'point_position_entiere',
      sql`(latitude is null) = (longitude is null) and (latitude is null) = (position_precision is null)`,
    ),
    check('point_site_http', sql`site_web is null or site_web ~* '^https?://'`),
    check('point_lien_http', sql`lien_rendez_vous is null or lien_rendez_vous ~* '^https?://'`),
  ],
)

/** What a published point serves, in codes: found by a commune through its own code, its EPCI or its département. */
export const desserte = pgTable(
  'desserte',
  {
    pointId: text()
      .notNull()
      .references(() => pointDeContact.id, { onDelete: 'cascade' }),
    niveau: text({ enum: ['commune', 'epci', 'departement'] }).notNull(),
    code: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pointId, t.niveau, t.code] }), index().on(t.niveau, t.code)],
)

/**
 * The yearly question to a centre, « Tout est-il encore exact ? », and its answer. The link of the mail carries this id,
 * sealed, and nothing else; the row decides until when it is good.
 */
export const verification = pgTable(
  'verification',
  {
    id: uuid().primaryKey().defaultRandom(),
    centreId: uuid()
      .notNull()
      .references(() => centre.id),
    demandeeLe: date({ mode: 'string' }).$type<Jour>().notNull(),
    /** The last day on which the link is good. */
    expireLe: date({ mode: 'string' }).$type<Jour>().notNull(),
    confirmeeLe: date({ mode: 'string' }).$type<Jour>(),
  },
  (t) => [
    uniqueIndex().on(t.centreId, t.demandeeLe),
    check('verification_expire', sql`expire_le >= demandee_le`),
    check('verification_confirmee', sql`confirmee_le is null or confirmee_le between demandee_le and expire_le`),
  ],
)

/**
 * Append-only: who changed what of a point, from which file and cell. `avant` and `apres` are whole contents. Its point,
 * its account and its import exist: checked once for each statement (docs/adr/0031).
 */
export const faitDePoint = pgTable(
  'fait_de_point',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    pointId: text().notNull(),
    nature: text({ enum: ['creation', 'modification', 'retrait', 'fusion', 'retablissement'] }).notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    compteId: uuid(),
    importId: uuid(),
    /** The change undoes what the import had written, at that row. */
    retour: boolean().notNull().default(false),
    /** The centre said by its yearly link that the point is still right. */
    verificationId: uuid().references(() => verification.id),
    feuille: text(),
    ligne: integer(),
    avant: jsonb().$type<ContenuDePoint>(),
    apres: jsonb().$type<ContenuDePoint>(),
    version: integer().notNull(),
  },
  (t) => [index().on(t.pointId, t.id), index().on(t.importId)],
)

/** « Signaler une erreur »: no personal field, by design. */
export const signalement = pgTable(
  'signalement',
  {
    id: uuid().primaryKey().defaultRandom(),
    pointId: text()
      .notNull()
      .references(() => pointDeContact.id),
    nature: text({ enum: ['adresse', 'horaires', 'telephone', 'ferme', 'autre'] }).notNull(),
    message: text(),
    etat: text({ enum: ['recu', 'en-cours', 'corrige', 'sans-suite'] })
      .notNull()
      .default('recu'),
    /** Of the form and of what it said: a second click stores one report. */
    cle: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    traiteAt: timestamp({ withTimezone: true }),
    traitePar: uuid().references(() => compte.id),
  },
  (t) => [uniqueIndex().on(t.cle), index().on(t.pointId)],
)
